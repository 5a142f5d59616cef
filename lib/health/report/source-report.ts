import type { Activity } from '@/lib/evidence/activity';
import type { Read } from '@/lib/evidence/coverage';
import { DAY_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { Verdict } from '@/lib/health/health';
import type { CapturedLook, CapturedRun, SourceDay } from './source-day';
import { summarise } from './source-report-summary';
import { inside, outside } from './stretches';
import { daysIn, dayWindow } from './whole-days';

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

/** What a report is made of. `window` is of whole days (`wholeDays`); all but `days` may be of a longer time. */
export interface ReportMaterial {
  readonly region: string;
  readonly organization: string;
  readonly source: SourceReport['source'];
  readonly asOf: string;
  readonly window: TimeWindow;
  readonly days: readonly SourceDay[];
  readonly issues: readonly ReportIssue[];
  readonly issuesTotal: number;
  readonly activities: readonly Activity[];
  /** The readings that this report made; those of `activities.list` say which activities are known. */
  readonly reads: readonly Read[];
}

/** Makes a report of what was captured, and of the activities that Coveo still has. */
export function buildSourceReport(material: ReportMaterial): SourceReport {
  const { region, organization, source, asOf, window, issues, issuesTotal, reads } = material;
  const byDay = new Map(material.days.map((day) => [day.day, day]));
  const days = daysIn(window).map((day) => dayOf(day, byDay.get(day), window));
  const captured = days.flatMap(({ day }) => byDay.get(day) ?? []);
  const runs = captured
    .flatMap((day) => day.runs)
    .sort((a, b) => newestFirst(a.start, b.start))
    .map(({ start, end, pushed, indexed, failed }) => ({ start, end, pushed, indexed, failed }));
  const activities = material.activities
    .filter((activity) => touches(activity, window))
    .sort((a, b) => newestFirst(a.startedAt ?? '', b.startedAt ?? ''))
    .map(activityOf);
  const known = {
    region,
    organization,
    source,
    asOf,
    window,
    days,
    runs: runs.slice(0, MOST_RUNS),
    runsTotal: runs.length,
    issues: issues.slice(0, MOST_ISSUES),
    issuesTotal: Math.max(issuesTotal, issues.length),
    activities: activities.slice(0, MOST_ACTIVITIES),
    activitiesTotal: activities.length,
    activitiesRead: inside(
      reads.filter(({ call, state }) => call === 'activities.list' && state === 'read'),
      window,
    ),
    gaps: outside(
      captured.flatMap(({ observed }) => observed),
      window,
    ),
    notRead: reads.filter(({ state }) => state !== 'read'),
  };
  return { ...known, summary: summarise(known) };
}

function newestFirst(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

function dayOf(day: string, captured: SourceDay | undefined, window: TimeWindow): ReportDay {
  const { from, to } = dayWindow(day);
  const whole = { from, to: toMs(to) > toMs(window.to) ? window.to : to };
  const observed = inside(captured?.observed ?? [], whole);
  if (captured === undefined) {
    return {
      day,
      verdict: null,
      look: null,
      looks: { looking: 0, capture: 0 },
      observed: 'none',
      ...NOTHING,
    };
  }
  return {
    day,
    verdict: captured.look?.verdict ?? null,
    look: captured.look && lookOf(captured.look),
    looks: { looking: captured.looks.looking, capture: captured.looks.capture },
    observed: observed.length === 0 ? 'none' : outside(observed, whole).length === 0 ? 'all' : 'some',
    ...(observed.length === 0 ? NOTHING : countsOf(captured)),
  };
}

const NOTHING: ReportCounts = { pushed: null, indexed: null, failed: null, deleted: null, skipped: null };

function countsOf({ pushes, outcomes }: SourceDay): ReportCounts {
  const ended = (...names: readonly string[]) => names.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);
  return {
    pushed: Object.values(pushes).reduce((sum, count) => sum + count, 0),
    indexed: ended('indexed'),
    failed: ended('rejected', 'errored', 'unfinished'),
    deleted: ended('deleted'),
    skipped: ended('skipped'),
  };
}

function lookOf({ at, by, reasons, items, findings, complete, notRead }: CapturedLook): ReportLook {
  return {
    at,
    lookedBy: by,
    reasons: [...reasons],
    items,
    findings: findings.map(({ title, severity, count, unit }) => ({ title, severity, count, unit })),
    complete,
    notRead: [...notRead],
  };
}

function touches({ startedAt, endedAt, state }: Activity, window: TimeWindow): boolean {
  if (startedAt === null || startedAt >= window.to) return false;
  return startedAt >= window.from || (endedAt === null ? state === 'EXECUTING' : endedAt > window.from);
}

function activityOf(activity: Activity): ReportActivity {
  const { id, operation, state, result, startedAt, endedAt, by, errorCode, errorDetail } = activity;
  return {
    id,
    operation,
    state,
    result,
    start: startedAt,
    end: endedAt,
    by: by?.name ?? null,
    person: by?.type === 'USER',
    errorCode,
    errorDetail,
  };
}

/** From when on Coveo still has activities, at `now` (ISO). */
export function activitiesKeptFrom(now: string): string {
  return toIso(toMs(now) - ACTIVITIES_KEPT_MS);
}
