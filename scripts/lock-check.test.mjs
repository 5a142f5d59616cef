import { expect, test } from 'vitest';
import { lockProblems } from './lock-check.mjs';

const integrity = 'sha512-x';

test('a complete lock file has no problems', () => {
  const packages = {
    '': { optionalDependencies: { extra: '1.0.0' } },
    'node_modules/extra': { integrity, optionalDependencies: { inner: '1.0.0', outer: '1.0.0' } },
    'node_modules/extra/node_modules/inner': { integrity, optionalDependencies: { outer: '1.0.0' } },
    'node_modules/extra/node_modules/inner/node_modules/bundled': { inBundle: true },
    'node_modules/outer': { integrity },
    'node_modules/@scope/linked': { link: true, resolved: 'linked' },
  };
  expect(lockProblems({ packages })).toEqual([]);
});

test('an optional dependency without an entry is named with who wants it', () => {
  const packages = {
    'node_modules/next': { integrity, optionalDependencies: { '@next/swc-darwin-arm64': '16.4.6' } },
    'node_modules/other/node_modules/@next/swc-darwin-arm64': { integrity },
  };
  expect(lockProblems({ packages })).toEqual([
    'node_modules/next names the optional dependency @next/swc-darwin-arm64, which has no entry: pin a version whose platform packages are all published.',
  ]);
});

test('an entry without integrity, or with a host, is named', () => {
  const packages = {
    '': {},
    'node_modules/bare': {},
    'node_modules/hosted': { integrity, resolved: 'https://registry.example/hosted.tgz' },
  };
  expect(lockProblems({ packages })).toEqual([
    'node_modules/bare has no integrity: nothing proves what gets installed.',
    'node_modules/hosted has "resolved", which names a host: install with the .npmrc of this project.',
  ]);
});
