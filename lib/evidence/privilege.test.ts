import { expect, test } from 'vitest';
import { readPrivileges } from './privilege';

test('privileges are read with what Coveo leaves out: the platform’s, on all targets', () => {
  expect(
    readPrivileges([
      { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: 'src-1', level: 'HIGHEST' },
      { targetDomain: 'ORGANIZATION', type: 'VIEW' },
    ]),
  ).toEqual([
    { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: 'src-1' },
    { owner: 'PLATFORM', targetDomain: 'ORGANIZATION', type: 'VIEW', targetId: '*' },
  ]);
});

test.each([[{}], [null], ['all'], [[{ targetDomain: 'SOURCE' }]], [[{ type: 'VIEW' }]]])(
  '%j is no list of privileges: one that is not seen may be the one',
  (value) => {
    expect(readPrivileges(value)).toBe(null);
  },
);
