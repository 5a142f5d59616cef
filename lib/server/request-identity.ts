import 'server-only';
import { isIP } from 'node:net';

/** The request header by which this process tells its routes the client's address; what a client sends there is overwritten. */
export const CLIENT_HEADER = 'x-pushscope-client';

/**
 * The request header by which this process tells `proxy.ts` that a request is no GET or HEAD; what a client sends there
 * is dropped.
 */
export const WRITE_HEADER = 'x-pushscope-write';

/** The header that carries a request's id: on the request within this process, and on every answer. */
export const REQUEST_ID_HEADER = 'x-request-id';

/**
 * The address that a request is counted under: that of the connection, or with `proxies` of ours in front the one that
 * the outermost of them added to X-Forwarded-For. An IPv6 address counts as its /64, which one customer has to itself.
 * `unknown` where nothing names an address.
 */
export function clientAddress(
  connected: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string {
  const named = (forwarded ?? '').split(',').map((part) => part.trim());
  const told = proxies === 0 ? undefined : plain(named[named.length - proxies]);
  return told ?? plain(connected) ?? 'unknown';
}

function plain(text: string | undefined): string | undefined {
  const address = text?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? '';
  const version = isIP(address);
  if (version === 4) return address;
  return version === 6 ? networkOf(address) : undefined;
}

/** The first four groups of an IPv6 address, written out. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: gap }, () => '0'), ...last];
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

/** Whether a proxy's request id may go into our log and answers: short, and of plain characters. */
export function isRequestId(text: string | undefined): text is string {
  return text !== undefined && /^[\w.-]{8,64}$/.test(text);
}

/** The client address that a request is counted under; `unknown` outside of this process's server. */
export function addressOf(headers: Headers): string {
  return headers.get(CLIENT_HEADER) ?? 'unknown';
}

/** The id of a request that this process serves; null outside of its server. */
export function requestIdOf(headers: Headers): string | null {
  return headers.get(REQUEST_ID_HEADER);
}
