import { expect, it } from 'vitest';
import { countPermissions } from './permissions';

const ada = { identity: 'ada@example.com', identityType: 'User' };

it.each([
  ['nothing', undefined, undefined],
  ['an empty list', [], undefined],
  ['no list', { allowAnonymous: true }, undefined],
  ['an identity without a name', [{ allowedPermissions: [{ identityType: 'User' }] }], undefined],
  ['a level without sets', [{ name: 'Site', permissionSets: [] }], undefined],
  ['anonymous access', [{ allowAnonymous: true }], 0],
  ['sets', [{ allowedPermissions: [ada, ada], deniedPermissions: [ada] }, { allowedPermissions: [ada] }], 4],
  [
    'levels',
    [{ name: 'Site', permissionSets: [{ allowedPermissions: [ada] }, { deniedPermissions: [ada] }] }],
    2,
  ],
])('counts the identities of permissions: %s', (_, permissions, count) => {
  expect(countPermissions(permissions)).toBe(count);
});
