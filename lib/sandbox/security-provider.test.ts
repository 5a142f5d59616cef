import { expect, it } from 'vitest';
import { countIdentities, providerAt, type SecurityProvider, setIdentity } from './security-provider';

it('remembers ten thousand identities, those that were pushed last', () => {
  const providers = new Map<string, SecurityProvider>();
  const provider = providerAt(providers, 'a', 0);
  for (let number = 0; number < 10_002; number += 1) setIdentity(provider, `USER ${number}`, 1n, true);
  setIdentity(provider, 'USER 2', 2n, true);
  setIdentity(provider, 'USER new', 2n, true);
  expect(countIdentities(providers, 0)).toEqual({ a: 10_000 });
  expect([...provider.identities.keys()].slice(-2)).toEqual(['USER 2', 'USER new']);
  expect(['USER 1', 'USER 2', 'USER 3', 'USER 4'].map((key) => provider.identities.has(key))).toEqual([
    false,
    true,
    false,
    true,
  ]);
});
