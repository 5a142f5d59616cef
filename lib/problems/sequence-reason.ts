import type { Evidence } from '@/lib/evidence/evidence';
import { isBatchRow, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import { HOUR_MS, MINUTE_MS, toMs } from '@/lib/evidence/time';
import { compareOrdering, orderingUnit } from '@/lib/ordering/ordering-id';
import { countOf, formatCount, formatDuration } from './phrasing';
import type { ClaimedRow } from './problem';

/** An orderingId further ahead of its row than this is of a wrong clock (an assumption). */
const CLOCK_AHEAD_MS = MINUTE_MS;
/** A row is logged so long after its call at the most, where whole hours are looked for (an assumption). */
const ROW_LAG_MS = 10 * MINUTE_MS;
/** No time zone is further from UTC. */
const MAX_ZONE_HOURS = 14;

type Kind = 'seconds' | 'older than' | 'hours ahead' | 'hours behind' | 'clock ahead' | 'side by side';

/** Why one operation was refused as out of sequence, as far as orderingIds show it. */
interface Reason {
  readonly kind: Kind;
  /** How far the deciding clock is off, ms. */
  readonly offMs: number;
}

interface Seen {
  readonly id: string;
  readonly at: string;
}

/**
 * Why operations were refused as out of sequence, in sentences: seconds for milliseconds, a delete older than, a clock
 * that is off by whole hours or less, or two operations made side by side. Inferred from the orderingIds that the rows
 * show; empty where they show none that decides.
 */
export function sequenceReasons(claimed: readonly ClaimedRow[], evidence: Evidence): string[] {
  const reasons = new Map<Kind, number[]>();
  for (const { kind, offMs } of readReasons(claimed, evidence)) {
    const offs = reasons.get(kind);
    if (offs === undefined) reasons.set(kind, [offMs]);
    else offs.push(offMs);
  }
  return [...reasons].sort(([, a], [, b]) => b.length - a.length).map(([kind, offs]) => sentence(kind, offs));
}

function readReasons(claimed: readonly ClaimedRow[], { rows }: Evidence): Reason[] {
  const refused = new Map(claimed.map(({ row, meta }) => [row.guid, readOrderingId(meta)]));
  const items = new Set(claimed.map(({ row }) => row.item));
  const highest = new Map<string, Seen>();
  let floor: Seen | null = null;
  const reasons: Reason[] = [];
  for (const row of rows) {
    const own = refused.get(row.guid);
    if (own !== undefined) {
      const known = row.item === null ? undefined : highest.get(row.item);
      const reason = own === null ? null : reasonOf({ id: own, at: row.at }, known, floor);
      if (reason !== null) reasons.push(reason);
    } else if (row.operation === 'DELETE_OLDER_THAN') {
      floor = higher(floor, seenIn(row));
    } else if (row.item !== null && items.has(row.item) && !isBatchRow(row)) {
      const seen = higher(highest.get(row.item) ?? null, seenIn(row));
      if (seen !== null) highest.set(row.item, seen);
    }
  }
  return reasons;
}

/** The orderingId of an operation that was let in. */
function seenIn(row: LogRow): Seen | null {
  if (row.result !== 'COMPLETED' || !isEntryTask(row.task)) return null;
  const id = readOrderingId(flattenMeta(row.meta));
  return id === null ? null : { id, at: row.at };
}

function higher(a: Seen | null, b: Seen | null): Seen | null {
  if (a === null || b === null) return a ?? b;
  return compareOrdering(a.id, b.id) >= 0 ? a : b;
}

function reasonOf(refused: Seen, known: Seen | undefined, floor: Seen | null): Reason | null {
  const isBeatenBy = (seen: Seen | null | undefined) =>
    seen != null && compareOrdering(seen.id, refused.id) > 0 ? seen : null;
  const item = isBeatenBy(known);
  const winner = item ?? isBeatenBy(floor);
  if (orderingUnit(refused.id) === 'seconds' && (winner === null || orderingUnit(winner.id) !== 'seconds')) {
    return { kind: 'seconds', offMs: 0 };
  }
  if (winner === null) return null;
  if (item === null) return { kind: 'older than', offMs: aheadOf(winner) ?? 0 };
  const ahead = aheadOf(winner);
  const own = aheadOf(refused);
  if (ahead === null || own === null) return null;
  const hours = wholeHours(ahead);
  if (hours > 0) return { kind: 'hours ahead', offMs: hours * HOUR_MS };
  if (ahead > CLOCK_AHEAD_MS) return { kind: 'clock ahead', offMs: ahead };
  const behind = -wholeHours(own);
  return behind > 0 ? { kind: 'hours behind', offMs: behind * HOUR_MS } : { kind: 'side by side', offMs: 0 };
}

/** How far an id of epoch milliseconds is ahead of its row; negative where it is behind. Null for other clocks. */
function aheadOf({ id, at }: Seen): number | null {
  return orderingUnit(id) === 'milliseconds' ? Number(id) - toMs(at) : null;
}

/** The whole hours that a clock is ahead by, negative where it is behind, as rows are logged a little later; else 0. */
function wholeHours(aheadMs: number): number {
  const hours = Math.ceil((aheadMs - CLOCK_AHEAD_MS) / HOUR_MS);
  return Math.abs(hours) <= MAX_ZONE_HOURS && hours * HOUR_MS - aheadMs <= ROW_LAG_MS ? hours : 0;
}

function sentence(kind: Kind, offs: readonly number[]): string {
  const n = formatCount(offs.length);
  const offMs = offs.reduce((a, b) => Math.max(a, b), 0);
  const most = offMs % HOUR_MS === 0 ? `${offMs / HOUR_MS} h` : formatDuration(offMs);
  const cases = `In ${countOf(offs.length, 'case')}`;
  switch (kind) {
    case 'seconds':
      return `${n} carried an orderingId in seconds (10 digits): any in milliseconds (13 digits) is higher.`;
    case 'older than':
      return `${n} carried a lower orderingId than a delete older than before them.`;
    case 'hours ahead':
      return `${cases} the operation that won carried an orderingId whole hours ahead of its row, up to ${most}: most likely local time was taken for UTC.`;
    case 'hours behind':
      return `${n} carried an orderingId whole hours behind their row, up to ${most}: most likely local time was taken for UTC.`;
    case 'clock ahead':
      return `${cases} the operation that won carried an orderingId ahead of its row, up to ${most}: most likely of a clock that is fast, as when two jobs push from two machines.`;
    case 'side by side':
      return `${cases} both clocks can be right: most likely two jobs push the same items side by side, or a call was tried again.`;
  }
}
