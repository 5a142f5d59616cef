import 'server-only';
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/** Addresses that are this machine itself: never asked through a proxy, the sandbox above all. */
const OWN = ['localhost', '127.0.0.1', '::1', '[::1]'];

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Lets every `fetch` of this process go through HTTPS_PROXY (or HTTP_PROXY), but for NO_PROXY, this machine itself and
 * the sandbox, which lives where Pushscope does: Node 20 does not by itself. Does nothing, and answers false, where no
 * proxy is set. Throws a sentence where one is set that cannot be one: nothing goes past a proxy that somebody wanted.
 */
export function sendThroughProxy(env: Env): boolean {
  const https = proxyOf(env, ['HTTPS_PROXY', 'https_proxy']);
  const http = proxyOf(env, ['HTTP_PROXY', 'http_proxy']);
  if (https === null && http === null) return false;
  const noProxy = [env.NO_PROXY ?? env.no_proxy, ...OWN, hostOf(env.PUSHSCOPE_SANDBOX_URL)].filter(Boolean);
  setGlobalDispatcher(
    new EnvHttpProxyAgent({
      ...(https === null ? {} : { httpsProxy: https }),
      ...(http === null ? {} : { httpProxy: http }),
      noProxy: noProxy.join(','),
    }),
  );
  return true;
}

/** The address of a proxy, which may be written without its `http://`, as curl takes it. Its password is not told. */
function proxyOf(env: Env, names: readonly string[]): string | null {
  for (const name of names) {
    const text = env[name]?.trim() ?? '';
    if (text === '') continue;
    const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) return url;
    throw new Error(
      `${name} is no address of a proxy that speaks http, such as http://proxy.example.com:3128.`,
    );
  }
  return null;
}

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : null;
}
