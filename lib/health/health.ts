import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import type { TimeWindow } from '@/lib/evidence/time';
import type { WhatChanged } from '@/lib/health/change/what-changed';
import type { Finding } from '@/lib/problems/finding';
import type { Actor } from '@/lib/problems/problem';
import type { Timeline } from '@/lib/timeline/timeline';
import type { CoveoQuery } from './coveo-query';
import type { ReadableIds } from './readable-ids';

/** What Pushscope says of a source, by the ordered rule of the verdict. On screen healthy is "No problem seen". */
export type Verdict = 'failing' | 'degraded' | 'unknown' | 'healthy';

/** One sentence of why the verdict is what it is, with the problem it rests on where it rests on one. */
export interface Reason {
  readonly text: string;
  readonly problem?: string;
}

/** A problem that could not be looked for, and why; with the failed call where one stood in the way. */
export interface NotChecked {
  readonly problem: string;
  readonly title: string;
  readonly why: string;
  readonly call?: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** A finding as the page shows it: with who must act and what to do first. */
export interface ReportedFinding extends Omit<Finding, 'rows'> {
  /** How many of its log rows the newest settled run holds; null without such a run, or where it has no rows. */
  readonly inNewestRun: number | null;
  /** The question to Coveo that its rows answer, or its activities; null where neither proves it. */
  readonly query: CoveoQuery | null;
  /** The issue that it was merged into; null where there is none, or the store cannot tell. */
  readonly issue: FindingIssue | null;
  readonly actor: Actor;
  readonly whatHappened: string;
  readonly cause: string;
  readonly fix: readonly string[];
  readonly article: { readonly title: string; readonly url: string };
}

/** Where the issue of a finding stands. */
export interface FindingIssue {
  readonly id: string;
  readonly state: 'open' | 'acknowledged' | 'resolved' | 'ignored';
  /** Distinct rows over all scans; what else it counts where a problem leaves no rows. */
  readonly count: number;
}

/** What became of the findings: merged into issues, or why not. */
export type IssuesStored =
  | { readonly state: 'stored' }
  | { readonly state: 'not stored'; readonly why: string };

/** Rows that are not COMPLETED but as intended: no finding, and shown apart. */
export interface SetApart {
  readonly text: string;
  readonly count: number;
  readonly evidence: readonly LogRow[];
  readonly evidenceTotal: number;
}

/** Item operations by outcome. `items` is Coveo's own count of the items in the index now; null when not read. */
export interface Ledger {
  readonly pushed: number;
  /** Rejected or in error before they counted as pushed; they are among `rejected` and `errored` too. */
  readonly refused: number;
  readonly indexed: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly errored: number;
  readonly deleted: number;
  readonly unfinished: number;
  readonly items: number | null;
}

/** A counter that needs rows, or counts of them, that are not always there. */
export type Uncounted = 'pushed' | 'indexed' | 'deleted' | 'unfinished';

/** The counts of one run, or the median of several. */
export interface RunLedger extends Omit<Ledger, 'items'> {
  readonly batches: number;
  readonly failedBatches: number;
}

/**
 * What was recorded of a source's calls in the window, and what became of it. Only over the recorded time: before and
 * after, nothing is known of calls.
 */
export interface RecordedLedger {
  /** Oldest first, cut to the window. */
  readonly stretches: readonly TimeWindow[];
  readonly accepted: RecordedCalls;
  readonly refused: RecordedCalls;
  /** Calls that got no answer: whether they were taken is not known. */
  readonly unanswered: RecordedCalls;
  /** Item operations that entered in that time, until the settling time after it; null where not every row was read. */
  readonly followed: {
    readonly entered: number;
    readonly indexed: number;
    readonly unfinished: number;
  } | null;
}

/** Recorded calls, and the items in them; `unknown` calls carry items and do not say how many. */
export interface RecordedCalls {
  readonly calls: number;
  readonly items: number;
  readonly unknown: number;
}

/** The newest settled run against the usual: the median of `runs` earlier whole runs; null where there are none. */
export interface RunComparison {
  readonly newest: (RunLedger & { readonly start: string; readonly end: string }) | null;
  readonly usual: RunLedger | null;
  readonly runs: number;
}

/** The whole answer about one source: what the health route answers and the page shows. Plain JSON. */
export interface Health {
  /** Time of Coveo's newest answer. */
  readonly asOf: string;
  /** The window that the ledger and the timeline show. */
  readonly window: TimeWindow;
  /** What verdict and findings rest on: everything readable, whatever the window. */
  readonly judged: TimeWindow;
  readonly source: {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly status: string;
  };
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly findings: readonly ReportedFinding[];
  readonly issues: IssuesStored;
  readonly setApart: readonly SetApart[];
  readonly notChecked: readonly NotChecked[];
  readonly blindSpots: readonly string[];
  readonly ledger: Ledger;
  /** Left out where nothing was recorded in the window. */
  readonly recorded?: RecordedLedger;
  /** Why ledger, runs and timeline are about, a sentence; left out where every row was read. */
  readonly about?: string;
  /** Counters of ledger and runs that could not be counted, whose 0 is no 0; left out where every row was asked for. */
  readonly notCounted?: readonly Uncounted[];
  readonly runs: RunComparison;
  /** The newest settled run against the last good one. */
  readonly changed: WhatChanged;
  /** Whether log rows show ids that operations could be told apart by. */
  readonly ids: ReadableIds;
  /** Measured from consumed to indexed, and the settling time that follows from it; null when not measurable. */
  readonly latency: { readonly p50Ms: number; readonly p95Ms: number; readonly settleMs: number } | null;
  readonly timeline: Timeline;
  readonly coverage: {
    readonly complete: boolean;
    readonly rowsCounted: number | null;
    readonly rowsRead: number;
    readonly calls: number;
    readonly reads: readonly Read[];
  };
}

/** The blind spot that recorded calls take away, for the time that was recorded. */
export const REFUSED_CALLS =
  'Calls that the Push API refused: they leave no row in any log. Ask for the client’s own log.';

/** What Coveo never records: printed always, apart from coverage and never part of the verdict. */
export const BLIND_SPOTS = [
  REFUSED_CALLS,
  'Network failures before a call reached Coveo.',
  'Which key the customer pushes with: no log records it.',
  'Whether an indexed item is visible in search.',
] as const;
