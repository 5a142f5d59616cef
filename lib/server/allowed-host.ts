import 'server-only';

/**
 * Whether a request's Host header is one that this server answers to: that of PUSHSCOPE_ORIGIN, and this machine
 * itself, whose sandbox it asks. Every host where PUSHSCOPE_ORIGIN is not set. It keeps a page that points its own
 * name at this machine from reading what is here.
 */
export function isAllowedHost(host: string | null, origin: string | undefined): boolean {
  if (!origin) return true;
  if (host === null) return false;
  const wanted = /^https?:\/\//i.test(origin) && URL.canParse(origin) ? new URL(origin).host : origin;
  return host.toLowerCase() === wanted.toLowerCase() || OWN.test(host);
}

const OWN = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
