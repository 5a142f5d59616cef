import 'server-only';

/**
 * Whether a request's Host header is one that this server answers to: that of PUSHSCOPE_ORIGIN, and this machine
 * itself, whose sandbox it asks. Every host where PUSHSCOPE_ORIGIN is not set. It keeps a page that points its own
 * name at this machine from reading what is here.
 */
export function isAllowedHost(host: string | null, origin: string | undefined): boolean {
  if (!origin) return true;
  if (host === null) return false;
  if (OWN.test(host)) return true;
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin))
    return host.toLowerCase() === origin.toLowerCase();
  const own = new URL(origin);
  // A proxy may write the port that goes without saying.
  return host.toLowerCase().replace(own.protocol === 'https:' ? /:443$/ : /:80$/, '') === own.host;
}

const OWN = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
