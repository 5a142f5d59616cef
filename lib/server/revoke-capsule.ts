import 'server-only';
import { revokeCapsule, whoMayRevoke } from '@/lib/store/capsules';
import { isCapsuleId, opens } from './capsule-secret';
import { type Asker, issueAccess } from './issue-access';
import { processStore } from './store';

/** What came of revoking. A capsule that was gone already counts as revoked. */
export type Revoked = 'revoked' | 'may not' | 'no such capsule';

/**
 * Revokes a capsule at `now` (ISO): whoever is connected to the organization that it was made from may, or holds the key
 * that was shown when it was saved without one.
 */
export async function revoke(
  { id, key, now }: { readonly id: string; readonly key: string | null; readonly now: string },
  asker: Asker,
  signal: AbortSignal,
): Promise<Revoked> {
  if (!isCapsuleId(id)) return 'no such capsule';
  const store = await processStore();
  const revocable = await whoMayRevoke(store, id);
  if (revocable === null) return 'no such capsule';
  const { place, revokeHash } = revocable;
  const holdsKey = key !== null && revokeHash !== null && opens(key, revokeHash);
  const may = holdsKey || (place !== null && (await issueAccess(asker, place, signal)).ok);
  if (!may) return 'may not';
  await revokeCapsule(store, id, now);
  return 'revoked';
}
