import { expect, test } from 'vitest';
import { fingerprintOf, issueId } from './fingerprint';

// Fingerprints and ids are in links: what is pinned here can never change.
test.each([
  [
    { problem: 'out-of-sequence', region: 'us', organization: 'acme', source: 'x-acme', key: '' },
    'v1:da20f7948e6720966064562fb7467cd31e798824b80541282a5c29827693aa46',
    'q6ag89kkr9an',
  ],
  [
    {
      problem: 'rejected-unexplained',
      region: 'eu',
      organization: 'acme',
      source: 'x-acme',
      key: 'INDEXING|ADD|REJECTED|no',
    },
    'v1:f578a9880fbad6d8cbb1b8896bf992eab4cf1b086082ed13dd0b6996df6f55a6',
    'sqppv92jb7yc',
  ],
])('%j keeps its fingerprint and id', (parts, fingerprint, id) => {
  expect([fingerprintOf(parts), issueId(fingerprintOf(parts))]).toEqual([fingerprint, id]);
});

test('parts cannot run into each other', () => {
  const parts = { problem: 'a', region: 'us', organization: 'b', source: 'c', key: 'd' };
  expect(fingerprintOf({ ...parts, organization: 'b","c', source: '' })).not.toBe(fingerprintOf(parts));
});
