import { expect, it } from 'vitest';
import { clientAddress, isRequestId } from './request-identity';

it.each([
  // [connected, X-Forwarded-For, proxies of ours, counted as]
  ['192.0.2.1', undefined, 0, '192.0.2.1'],
  ['192.0.2.1', '198.51.100.7', 0, '192.0.2.1'],
  ['192.0.2.1', '198.51.100.7', 1, '198.51.100.7'],
  ['192.0.2.1', '203.0.113.1, 198.51.100.7', 1, '198.51.100.7'],
  ['192.0.2.1', '203.0.113.1, 198.51.100.7, 192.0.2.9', 2, '198.51.100.7'],
  ['192.0.2.1', '198.51.100.7', 2, '192.0.2.1'],
  ['192.0.2.1', 'made up', 1, '192.0.2.1'],
  ['192.0.2.1', undefined, 1, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['2001:db8::6', undefined, 0, '2001:db8:0:0::/64'],
  ['2001:0db8:0001:0002::6', undefined, 0, '2001:db8:1:2::/64'],
  ['::1', undefined, 0, '0:0:0:0::/64'],
  ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
  [undefined, undefined, 0, 'unknown'],
] as const)('a connection from %s with X-Forwarded-For %s and %i proxies counts as %s', (...row) => {
  const [connected, forwarded, proxies, counted] = row;
  expect(clientAddress(connected, forwarded, proxies)).toBe(counted);
});

it.each([
  ['7f3c9a2e-0000-4000-8000-000000000001', true],
  ['abc', false],
  ['a b c d e f g h', false],
  ['{"level":"error"}', false],
  ['a'.repeat(65), false],
  [undefined, false],
])('takes %s from a proxy as a request id: %s', (text, taken) => {
  expect(isRequestId(text)).toBe(taken);
});
