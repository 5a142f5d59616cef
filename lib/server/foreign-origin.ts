import 'server-only';
import { saysHttps } from './over-https';

/**
 * Whether a request that may change something comes from a page of somebody else: its Origin names another host than
 * the one that was asked, http where that is reached by https, or none at all (`null`, of a sandboxed frame). The origin
 * that PUSHSCOPE_ORIGIN names is our own under whatever name a proxy asks. Programs send no Origin.
 */
export function isForeign(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const sent = request.headers.get('origin');
  if (sent === null) return false;
  if (!URL.canParse(sent)) return true;
  const { host, protocol, origin } = new URL(sent);
  const own = ownAddress();
  if (own?.origin === origin) return false;
  const asked = request.headers.get('host')?.toLowerCase();
  if (host !== asked) return true;
  const https =
    saysHttps(request.headers.get('x-forwarded-proto')) ||
    (own?.host === asked && own?.protocol === 'https:');
  return https && protocol !== 'https:';
}

function ownAddress(): URL | null {
  const own = process.env.PUSHSCOPE_ORIGIN ?? '';
  return /^https?:/i.test(own) && URL.canParse(own) ? new URL(own) : null;
}

/** What a foreign page is told, and whoever uses ours through a proxy that hides under which name. */
export const FOREIGN =
  'Writes are taken from Pushscope’s own pages only. If this is one, the proxy in front must pass on the Host that was asked, or PUSHSCOPE_ORIGIN must name the address.';
