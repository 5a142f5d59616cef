import type { FailedRead } from '@/lib/health/failed-reads';
import type { FixVerification } from '@/lib/health/fix/fix-verification';
import type { CapturedIssue } from './captured-issue';

/** An issue as its page and `GET /api/issues/{id}` show it. Plain JSON; times are ISO in UTC. */
export interface IssueReport {
  readonly id: string;
  /** Path of its page: permanent. */
  readonly url: string;
  readonly region: string;
  readonly organization: string;
  readonly source: string;
  readonly sourceName: string;
  readonly problem: string;
  readonly title: string;
  readonly severity: string;
  readonly state: 'open' | 'acknowledged' | 'resolved' | 'ignored';
  readonly ignoredUntil: string | null;
  readonly resolvedAt: string | null;
  /** When it last came back after it was resolved. */
  readonly regressedAt: string | null;
  /** Distinct rows (or what else its problem counts) over all scans. */
  readonly count: number;
  readonly unit: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly openedAt: string;
  readonly updatedAt: string;
  /** Grows with every change: who changes the issue names the one that they saw. */
  readonly revision: number;
  readonly fingerprint: string;
  readonly fingerprintAlgorithm: string;
  readonly groupingKey: string;
  /** Distinct rows of each UTC day, oldest first. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** What happened to it, oldest first. */
  readonly history: readonly {
    readonly revision: number;
    readonly at: string;
    readonly who: string;
    readonly kind: string;
    /** A sentence. */
    readonly text: string;
  }[];
  /** What was seen when it opened; null where what was stored cannot be read any more. */
  readonly opened: CapturedIssue | null;
  /** What the newest scan that found it saw. */
  readonly newest: CapturedIssue | null;
  /** The newest verification of a fix: as it ended, or as it began while it is under way; null when there was none. */
  readonly verification: FixVerification | null;
  /** Until when Coveo still has the newest rows (14 days, article 1864). */
  readonly liveLogsUntil: string;
  /** Other issues of the source, last seen first; at most ten. */
  readonly related: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly lastSeen: string;
    readonly url: string;
  }[];
  /** Pages of Coveo's Administration Console for the region; empty for the sandbox. */
  readonly console: readonly { readonly label: string; readonly url: string }[];
}

/** One line of `GET /api/issues`. Its `days` are those of the list's span that have rows. */
export type IssueLineReport = Pick<
  IssueReport,
  | 'id'
  | 'url'
  | 'region'
  | 'organization'
  | 'source'
  | 'sourceName'
  | 'problem'
  | 'title'
  | 'severity'
  | 'state'
  | 'ignoredUntil'
  | 'regressedAt'
  | 'count'
  | 'unit'
  | 'firstSeen'
  | 'lastSeen'
  | 'revision'
  | 'days'
>;

/** The answer of `GET /api/issues`: last seen first; `next` is the cursor to go on from, null at the end. */
export interface IssueListReport {
  readonly issues: readonly IssueLineReport[];
  readonly next: string | null;
  /** The UTC days, both included, that the issues' `days` are taken from. */
  readonly days: { readonly from: string; readonly to: string };
}

/** What is true of an issue now, beside what was seen then: the answer of `GET /api/issues/{id}/now`. */
export interface IssueNow {
  readonly asOf: string;
  /** `differs` and `same` only where a run has settled since. */
  readonly state: 'differs' | 'same' | 'no push since' | 'not checked';
  /** The one sentence that says it, with numbers and times. */
  readonly text: string;
  /** The read that stood in the way of an answer; left out where none failed. */
  readonly failed?: FailedRead;
}
