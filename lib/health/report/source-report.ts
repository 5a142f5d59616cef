import type { Read } from '@/lib/evidence/coverage';
import { DAY_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { Verdict } from '@/lib/health/health';
import type { CapturedRun } from './source-day';

/** Coveo keeps activities for so long, in milliseconds (article 1969). */
const ACTIVITIES_KEPT_MS = 180 * DAY_MS;
/** The most runs of a report, the newest ones; its total says how many there are. */
export const MOST_RUNS = 1_000;
/** The most issues of a report, likewise. */
export const MOST_ISSUES = 200;
/** The most activities of a report, likewise. */
export const MOST_ACTIVITIES = 500;

/**
 * What was captured of a source in a window, day by day, for whoever wants proof of a time whose log rows Coveo has
 * dropped. Nothing in it is inferred: a day on which nobody looked has no verdict. Plain JSON; times are ISO in UTC.
 */
export interface SourceReport {
  readonly region: string;
  readonly organization: string;
  /** `name` is the id where no name is known. */
  readonly source: { readonly id: string; readonly name: string };
  /** Time of Coveo's newest answer. */
  readonly asOf: string;
  /** Whole UTC days, the last one up to `asOf`. */
  readonly window: TimeWindow;
  /** One paragraph with the numbers. */
  readonly summary: string;
  /** Every day of the window, oldest first. */
  readonly days: readonly ReportDay[];
  /** Those that began in the window and were seen whole, newest first; a day keeps 50. */
  readonly runs: readonly CapturedRun[];
  readonly runsTotal: number;
  /** Seen, or resolved, in the window: last seen first. */
  readonly issues: readonly ReportIssue[];
  readonly issuesTotal: number;
  /** What people and jobs did to the source, newest first. */
  readonly activities: readonly ReportActivity[];
  readonly activitiesTotal: number;
  /** For which part of the window the activities are known: what was read whole, oldest first. */
  readonly activitiesRead: readonly TimeWindow[];
  /** Stretches of the window of which no look saw the log rows. */
  readonly gaps: readonly TimeWindow[];
  /** What could not be read for this report itself. */
  readonly notRead: readonly Read[];
}

/** One UTC day of a report. Counts are of the time that was observed; null where none of the day was. */
export interface ReportDay extends ReportCounts {
  /** `2026-11-22`. */
  readonly day: string;
  /** The verdict of the day's newest look; null when nobody looked on that day: it is never inferred. */
  readonly verdict: Verdict | null;
  readonly look: ReportLook | null;
  /** How often it was looked at on the day, by hand and by capture. */
  readonly looks: { readonly looking: number; readonly capture: number };
  /** How much of the day was seen by any look, that day or later. */
  readonly observed: 'all' | 'some' | 'none';
}

/** Item operations of a day. `failed` are rejected, errored and unfinished together. */
export interface ReportCounts {
  readonly pushed: number | null;
  readonly indexed: number | null;
  readonly failed: number | null;
  readonly deleted: number | null;
  readonly skipped: number | null;
}

/** The newest look of a day. */
export interface ReportLook {
  readonly at: string;
  /** By hand, or by the command `capture`. */
  readonly lookedBy: 'looking' | 'capture';
  readonly reasons: readonly string[];
  /** Coveo's count of the items in the index; null when not read. */
  readonly items: number | null;
  readonly findings: readonly {
    readonly title: string;
    readonly severity: string;
    readonly count: number;
    readonly unit: string;
  }[];
  /** Whether it could read everything, and in a sentence what not. */
  readonly complete: boolean;
  readonly notRead: readonly string[];
}

/** An issue of the source as it is now. */
export interface ReportIssue {
  /** Path of its page; left out of a preserved copy. */
  readonly url?: string;
  readonly problem: string;
  readonly title: string;
  readonly severity: string;
  readonly state: string;
  /** Over all time, whatever the window. */
  readonly count: number;
  readonly unit: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly resolvedAt: string | null;
  readonly regressedAt: string | null;
}

/** An activity, with who set it off; `person` is true where Coveo says that it was a user. */
export interface ReportActivity {
  readonly id: string;
  readonly operation: string;
  readonly state: string;
  readonly result: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly by: string | null;
  readonly person: boolean;
  readonly errorCode: string | null;
  readonly errorDetail: string | null;
}

/** From when on Coveo still has activities, at `now` (ISO). */
export function activitiesKeptFrom(now: string): string {
  return toIso(toMs(now) - ACTIVITIES_KEPT_MS);
}
