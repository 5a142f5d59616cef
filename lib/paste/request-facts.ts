import { readTarget } from './coveo-address';
import type { HeaderFact, RequestFacts, UrlFacts } from './facts';
import type { Group } from './grouping';
import type { FieldMark } from './marks';

/** The address that an exchange called, with the host of a Host header where the paste gives only the path. */
function calledUrl(text: string, group: Group): UrlFacts | null {
  const url = group.sent?.request.url ?? group.request?.request.url ?? group.address?.url ?? null;
  const named = group.request?.request.url;
  if (url === null || url.host !== null) return url;
  if (named && named.host !== null) return named;
  const host =
    group.headers.find(({ header }) => header.name === 'host')?.header.value ??
    group.address?.url.host ??
    null;
  return host === null ? url : readTarget(text, url.span[0], host);
}

/** The request of an exchange; null where the paste shows nothing of it. */
export function readRequest(text: string, group: Group, fields: readonly FieldMark[]): RequestFacts | null {
  const url = calledUrl(text, group);
  const shown = group.sent?.request ?? group.request?.request ?? null;
  const loose = group.headers.filter((mark) => mark.of === 'request').map(({ header }) => header);
  const verb = fields.find(({ name }) => name === 'method');
  const method =
    shown?.method ??
    (verb === undefined || url === null
      ? null
      : { value: (/^\w+/.exec(verb.value)?.[0] ?? '').toUpperCase(), span: verb.span });
  if (shown === null && url === null && loose.length === 0) return null;
  const headers: HeaderFact[] = [...(shown?.headers ?? []), ...loose];
  return {
    method,
    url,
    headers,
    complete: shown?.complete ?? false,
    body: shown?.body ?? group.request?.request.body ?? null,
  };
}
