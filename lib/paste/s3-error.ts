import type { Fact, S3Facts, UrlFacts } from './facts';
import type { TagMark } from './marks';

/**
 * The S3 error of an answer's elements and the address that was called; null where neither shows one. When the address
 * expired is read from the error, else from the address: `Expires` in epoch seconds (signature version 2), or
 * `X-Amz-Date` and `X-Amz-Expires` (version 4).
 */
export function readS3(tags: readonly TagMark[], url: UrlFacts | null): S3Facts | null {
  const code = factOf(tags, 'code');
  const message = factOf(tags, 'message');
  const known = tags.some(({ name }) => /^(?:code|message|error|expires|servertime|hostid)$/.test(name));
  if (!known) return null;
  const expires = dateOf(tags, 'expires') ?? (url === null ? null : expiryOf(url));
  const serverTime = dateOf(tags, 'servertime');
  const lateMs =
    expires === null || serverTime === null ? null : Date.parse(serverTime.value) - Date.parse(expires.value);
  return { code, message, expires, serverTime, lateMs };
}

function factOf(tags: readonly TagMark[], name: string): Fact<string> | null {
  const tag = tags.find((one) => one.name === name && one.value !== '');
  return tag === undefined ? null : { value: tag.value, span: tag.span };
}

function dateOf(tags: readonly TagMark[], name: string): Fact<string> | null {
  const fact = factOf(tags, name);
  const moment = fact === null ? null : isoOf(fact.value);
  return fact === null || moment === null ? null : { value: moment, span: fact.span };
}

const ISO = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d{1,9})?Z$/;

/** A date in UTC as S3 writes it (`2020-10-15T02:03:37Z`, `20201015T020337Z`), ISO; null for anything else. */
export function isoOf(text: string): string | null {
  const found = ISO.exec(text.trim());
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

/** When a presigned address expires, by its own parameters; null where it does not say. */
export function expiryOf(url: UrlFacts): Fact<string> | null {
  const parameter = (name: string) => url.parameters.find((one) => one.name.toLowerCase() === name);
  const epoch = parameter('expires');
  if (epoch !== undefined && /^\d{9,11}$/.test(epoch.value)) {
    return { value: new Date(Number(epoch.value) * 1000).toISOString(), span: epoch.span };
  }
  const date = parameter('x-amz-date');
  const life = parameter('x-amz-expires');
  const signed = date === undefined ? null : isoOf(date.value);
  if (life === undefined || signed === null || !/^\d{1,7}$/.test(life.value)) return null;
  return { value: new Date(Date.parse(signed) + Number(life.value) * 1000).toISOString(), span: life.span };
}
