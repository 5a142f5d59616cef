import 'server-only';
import { saysHttps } from './over-https';

/**
 * Whether a request that may change something comes from a page of somebody else: its Origin names another host than
 * the one that was asked, http where that is reached by https, or none at all (`null`, of a sandboxed frame). Programs
 * send no Origin.
 */
export function isForeign(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  if (!URL.canParse(origin)) return true;
  const asked = request.headers.get('host')?.toLowerCase();
  const { host, protocol } = new URL(origin);
  if (host !== asked) return true;
  const own = process.env.PUSHSCOPE_ORIGIN ?? '';
  const isOwn = URL.canParse(own) && new URL(own).host === asked;
  const https = saysHttps(request.headers.get('x-forwarded-proto')) || (isOwn && /^https:/i.test(own));
  return https && protocol !== 'https:';
}

/** What a foreign page is told. */
export const FOREIGN = 'Writes are taken from Pushscope’s own pages only.';
