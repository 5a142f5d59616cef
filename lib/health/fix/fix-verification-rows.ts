import { COMPLETE, type PartCoverage } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { type ItemOperation, readItemOperations } from '@/lib/evidence/item-operation';
import { isBatchRow, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import type { TimeWindow } from '@/lib/evidence/time';
import { detectProblems } from '@/lib/health/detect';
import type { Problem } from '@/lib/problems/problem';
import { MAX_PROOF_META, type VerificationGap, type VerificationPlan } from './fix-verification';

/** What was read for one look at a verification. */
export interface SeenSince {
  /** Coveo's own time. */
  readonly asOf: string;
  /** What was read: from before the plan's moment, so that operations that were under way then can be told apart. */
  readonly window: TimeWindow;
  /** Oldest first, each guid once. All rows, or those not COMPLETED, of batches, and of the items that are followed. */
  readonly rows: readonly LogRow[];
  /** Items whose rows could not be read, and why. */
  readonly unreadItems: readonly { readonly item: string; readonly why: string }[];
  /** What else could not be read; null when everything was. */
  readonly gap: VerificationGap | null;
}

/** The problem of an issue with its grouping key. */
export interface VerifiedProblem {
  readonly problem: string;
  readonly key: string;
}

/** What a failed row shows: which problem, and whether that is the issue's own. */
export interface ShownProblem {
  readonly problem: string;
  readonly title: string;
  readonly same: boolean;
}

/** Rows not COMPLETED by their guid, each with the problem that claims it, by the same rules as in a scan. */
export function problemsShown(
  { asOf, window, rows, gap }: SeenSince,
  verified: VerifiedProblem,
  problems: readonly Problem[],
): ReadonlyMap<string, ShownProblem> {
  const part = gap === null ? COMPLETE : UNREAD;
  const evidence: Evidence = {
    now: asOf,
    window,
    source: null,
    organization: null,
    limits: null,
    privileges: null,
    keys: null,
    counted: null,
    activities: [],
    updates: null,
    organizationLimits: null,
    elsewhere: null,
    counts: null,
    rows,
    coverage: {
      complete: false,
      rowsCounted: null,
      rowsRead: rows.length,
      rowsUnreadable: 0,
      calls: 0,
      parts: {
        source: UNREAD,
        organization: UNREAD,
        activities: UNREAD,
        counts: UNREAD,
        failures: part,
        batches: part,
        buckets: UNREAD,
        histories: UNREAD,
        limits: UNREAD,
        privileges: UNREAD,
        keys: UNREAD,
      },
      reads: [],
    },
  };
  const claiming = problems.filter(({ live }) => live?.claim !== undefined);
  const { findings } = detectProblems(evidence, readPipeline(evidence), claiming);
  const shown = new Map<string, ShownProblem>();
  for (const { problem, key, rows: proving } of findings) {
    const same = problem === verified.problem && key === verified.key;
    const title = problems.find(({ id }) => id === problem)?.words.title ?? problem;
    for (const { guid } of proving) shown.set(guid, { problem, title, same });
  }
  return shown;
}

const UNREAD: PartCoverage = { ...COMPLETE, state: 'missing', why: 'It is not needed for a verification.' };

/**
 * The item operations that entered the pipeline after a plan's moment, oldest first, by their first row at a STREAMING*
 * or CONSUMING* task. What entered before and ended since is none of them.
 */
export function enteredSince(
  rows: readonly LogRow[],
  { since }: Pick<VerificationPlan, 'since'>,
): readonly ItemOperation[] {
  return readItemOperations(rows, null).filter(
    ({ startedAt, pushed, lastRow }) => startedAt > since && (pushed || isEntryTask(lastRow.task)),
  );
}

/** The rows of an operation, oldest first: those of its item and verb, from its first to its last. */
export function rowsOf(
  { item, operation, startedAt, endedAt }: ItemOperation,
  rows: readonly LogRow[],
): LogRow[] {
  return rows.filter(
    (row) =>
      row.item === item &&
      row.operation === operation &&
      row.at >= startedAt &&
      row.at <= endedAt &&
      !isBatchRow(row),
  );
}

/** A row as it is kept as proof: bounded. It was redacted when it was read. */
export function proofRow(row: LogRow): LogRow {
  const text = JSON.stringify(row.meta);
  if (text.length <= MAX_PROOF_META) return row;
  return { ...row, meta: `${text.slice(0, MAX_PROOF_META)}… (cut: ${text.length} characters)` };
}
