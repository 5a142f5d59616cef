import { expect, test } from 'vitest';
import { connectPath, returnPath } from './return-path';

test.each([
  '/',
  '/o/eu/acme',
  '/o/eu/acme/s/src-1?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z#finding',
  '/o/eu/acme/s/a%2Fb?q=https%3A%2F%2Fexample.com%2F%2Fx',
  '/o/eu/acme/issues?state=open',
  '/i/4f0bb1c2d3e4',
  '/capsules',
  '/diagnose#d=abc',
  '/problems/refresh-stuck',
])('%s is led back to', (path) => {
  expect(returnPath(path)).toBe(path);
});

test.each([
  null,
  '',
  'o/eu/acme',
  'https://evil.example/o/eu/acme',
  'javascript:alert(1)',
  '//evil.example/o/',
  '///evil.example/o/',
  '/\\evil.example/o/',
  '\\\\evil.example/o/',
  '/\t/evil.example/o/',
  '/\n/evil.example',
  ' //evil.example',
  '/%2F/evil.example',
  '/%2Fevil.example',
  '/%5Cevil.example',
  '/%252Fevil.example',
  '/%25252Fevil.example',
  '/%255Cevil.example',
  '/%09/evil.example',
  '/o/..//evil.example',
  '/o/%2e%2e//evil.example',
  '/o/../../evil.example',
  '/o/eu/%',
  '/@evil.example',
  '/.evil.example',
  '/api/o/eu/acme/sources',
  '/sandbox/_control',
  '/connect?to=/connect',
  '/oops',
  `/o/eu/${'a'.repeat(2_000)}`,
])('%j is not', (path) => {
  expect(returnPath(path)).toBe(null);
});

test('the page to connect on names the organization and the way back', () => {
  const path = connectPath('/o/eu/acme?q=a&b', { region: 'eu', organization: 'acme' });
  expect(path).toBe('/connect?region=eu&organization=acme&to=%2Fo%2Feu%2Facme%3Fq%3Da%26b');
  expect(returnPath(new URL(path, 'http://x').searchParams.get('to'))).toBe('/o/eu/acme?q=a&b');
  expect(connectPath('/i/1', null)).toBe('/connect?to=%2Fi%2F1');
});
