import 'server-only';
import type { CapsulePlace } from '@/lib/store/capsule';
import { openAmong } from '@/lib/store/capsules';
import type { Database } from '@/lib/store/database';
import { DEMO } from './connection';
import { processWide, setNewest } from './process-wide';

/** So many addresses are remembered with what they saved; beyond, the one that saved longest ago is forgotten. */
const MOST_ADDRESSES = 10_000;

/** What one client address saves where anybody may: without a connection, or under the demo. */
export interface SavedShare {
  /** How many open capsules it has there, as far as this process knows: a restart begins anew. */
  readonly held: number;
  /** Notes one more. */
  readonly note: (id: string) => void;
}

/**
 * The share of an address at a place, at `now` (ISO). An organization that somebody must be connected to has none: who
 * is connected to it answers for it.
 */
export async function savedShare(
  database: Database,
  { place, address, now }: { place: CapsulePlace | null; address: string; now: string },
): Promise<SavedShare> {
  const isDemo = place?.region === DEMO.region && place.organization === DEMO.organization;
  if (place !== null && !isDemo) return { held: 0, note: () => {} };
  const { saved } = processWide();
  const key = `${isDemo ? 'demo' : 'nobody'} ${address}`;
  const known = new Set(saved.get(key));
  const open = await openAmong(database, [...known], now);
  // What came while the store was asked counts too.
  const held = [...open, ...(saved.get(key) ?? []).filter((id) => !known.has(id))];
  if (held.length < known.size) saved.set(key, held);
  return {
    held: held.length,
    note: (id) => setNewest(saved, key, [...(saved.get(key) ?? []), id], MOST_ADDRESSES),
  };
}
