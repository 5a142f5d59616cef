import 'server-only';
import { guardSettings } from './guard-settings';

/**
 * Whether whoever asks reaches this Pushscope by https: the request came so, a proxy says that it did, or
 * PUSHSCOPE_ORIGIN is https, whatever the last stretch between proxy and server is.
 */
export function isOverHttps(headers: Pick<Headers, 'get'>, url?: string): boolean {
  if (saysHttps(headers.get('x-forwarded-proto'))) return true;
  if (url !== undefined && new URL(url).protocol === 'https:') return true;
  return guardSettings(process.env).httpsOrigin;
}

/** Whether `X-Forwarded-Proto` says https: the first of several proxies is the one that was asked. */
export function saysHttps(forwarded: string | null | undefined): boolean {
  return forwarded?.split(',', 1)[0]?.trim().toLowerCase() === 'https';
}
