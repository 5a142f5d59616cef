import 'server-only';
import { guardSettings } from './guard-settings';

/**
 * Whether whoever asks reaches this Pushscope by https: the request came so, a proxy says that it did
 * (`X-Forwarded-Proto`), or PUSHSCOPE_ORIGIN is https, whatever the last stretch between proxy and server is.
 */
export function isOverHttps(headers: Pick<Headers, 'get'>, url?: string): boolean {
  if (headers.get('x-forwarded-proto')?.split(',', 1)[0]?.trim() === 'https') return true;
  if (url !== undefined && new URL(url).protocol === 'https:') return true;
  return guardSettings(process.env).httpsOrigin;
}
