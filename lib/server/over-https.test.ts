import { afterEach, expect, it, vi } from 'vitest';
import { isOverHttps } from './over-https';

afterEach(() => vi.unstubAllEnvs());

const plain = 'http://10.0.0.1:3000/api/connections';

it.each([
  ['nothing says so', {}, plain, undefined, false],
  ['the request itself', {}, 'https://10.0.0.1/api/connections', undefined, true],
  ['the proxy in front', { 'x-forwarded-proto': 'https' }, plain, undefined, true],
  ['the first of several proxies', { 'x-forwarded-proto': 'https, http' }, plain, undefined, true],
  ['the proxy in front says http', { 'x-forwarded-proto': 'http' }, plain, undefined, false],
  ['PUSHSCOPE_ORIGIN', {}, plain, 'https://pushscope.example.com', true],
  ['PUSHSCOPE_ORIGIN of http', {}, plain, 'http://pushscope.example.com', false],
] as const)('is reached by https: %s', (_, headers, url, origin, expected) => {
  vi.stubEnv('PUSHSCOPE_ORIGIN', origin);
  expect(isOverHttps(new Headers(headers), url)).toBe(expected);
});
