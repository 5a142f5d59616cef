import { operationRows } from '@/lib/evidence/evidence-builder';
import { type LogRow, sortRows } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import type { VerificationPlan } from './fix-verification';
import type { VerifiedFix } from './fix-verification-items';
import type { SeenSince } from './fix-verification-rows';

/** For tests: the moment of which a fix is verified. */
export const SINCE = '2026-11-22T12:00:00.000Z';
/** For tests: the items that are followed. */
export const A = 'https://example.com/a';
/** The other one. */
export const B = 'https://example.com/b';
/** For tests: the words of a row with the problem that is verified. */
export const TOO_LARGE = { errorMessage: 'Total metadata size limit exceeded (52428800 bytes)' };
/** The words of a row with another one. */
export const UNKNOWN = { errorMessage: 'Field price is not a number' };

/** For tests: a moment after the plan's, by minutes and seconds (ISO). */
export const at = (minutes: number, seconds = 0) => toIso(toMs(SINCE) + minutes * 60_000 + seconds * 1000);

/** For tests: two items are followed. */
export const PLAN: VerificationPlan = {
  since: SINCE,
  subject: 'items',
  items: [A, B],
  total: 2,
  deletes: false,
  enterMs: 300_000,
  passMs: 60_000,
  settleMs: 1_800_000,
  measuredMs: 9_000,
};

/** For tests: the fix of a problem, which was begun to be verified a minute after the moment. */
export const fix = (
  plan: Partial<VerificationPlan> = {},
  problem = 'metadata-too-large',
  key = '',
): VerifiedFix => ({
  plan: { ...PLAN, ...plan },
  begunAt: at(1),
  verified: { problem, key },
});

/** For tests: what was read by a moment of rows, all of them if nothing else is said. */
export const seen = (rows: readonly LogRow[], asOf: string, over: Partial<SeenSince> = {}): SeenSince => ({
  asOf,
  window: { from: at(-30), to: asOf },
  rows: sortRows(rows).filter((row) => row.at <= asOf),
  unreadItems: [],
  gap: null,
  ...over,
});

/** For tests: the rows of an item that is refused. */
export const refusal = (item: string, when: string, meta: LogRow['meta'] = TOO_LARGE) =>
  operationRows({
    item,
    at: when,
    operation: 'UPDATE',
    end: { task: 'PROCESSING', result: 'REJECTED', meta },
  });
