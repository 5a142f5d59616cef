import { expect, it } from 'vitest';
import { isAllowedHost } from './allowed-host';

it.each([
  ['pushscope.example.com', undefined, true],
  ['pushscope.example.com', 'https://pushscope.example.com', true],
  ['PushScope.example.com', 'pushscope.example.com', true],
  ['127.0.0.1:3000', 'https://pushscope.example.com', true],
  ['evil.example', 'https://pushscope.example.com', false],
  ['pushscope.example.com:81', 'https://pushscope.example.com', false],
  ['pushscope.example.com:8443', 'pushscope.example.com:8443', true],
  ['pushscope.example.com:443', 'https://pushscope.example.com', true],
  ['pushscope.example.com:80', 'https://pushscope.example.com', false],
  ['pushscope.example.com:80', 'http://pushscope.example.com/', true],
  [null, 'https://pushscope.example.com', false],
])('Host %s with PUSHSCOPE_ORIGIN %s is allowed: %s', (host, origin, allowed) => {
  expect(isAllowedHost(host, origin)).toBe(allowed);
});
