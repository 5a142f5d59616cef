import type { LogRow } from '@/lib/evidence/log-row';
import type { RowRef } from './finding';

/** The references to rows that a finding shows, newest first: all of its rows, where it shows them all. */
export function refsTo(evidence: readonly LogRow[]): RowRef[] {
  return evidence.map(({ guid, at }) => ({ guid, at })).reverse();
}
