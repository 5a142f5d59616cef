import 'server-only';
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/** Addresses that are this machine itself: never asked through a proxy, the sandbox above all. */
const OWN = 'localhost,127.0.0.1,::1,[::1]';

/**
 * Lets every `fetch` of this process go through HTTPS_PROXY (or HTTP_PROXY), but for NO_PROXY and this machine itself:
 * Node 20 does not by itself. Does nothing, and answers false, where no proxy is set.
 */
export function sendThroughProxy(env: Readonly<Record<string, string | undefined>>): boolean {
  const https = env.HTTPS_PROXY ?? env.https_proxy;
  const http = env.HTTP_PROXY ?? env.http_proxy;
  if (!https && !http) return false;
  const noProxy = [env.NO_PROXY ?? env.no_proxy, OWN].filter(Boolean).join(',');
  setGlobalDispatcher(
    new EnvHttpProxyAgent({
      ...(https ? { httpsProxy: https } : {}),
      ...(http ? { httpProxy: http } : {}),
      noProxy,
    }),
  );
  return true;
}
