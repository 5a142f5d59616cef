import type { Activity } from '@/lib/evidence/activity';
import type { Read } from '@/lib/evidence/coverage';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import type { CapturedLook, SourceDay } from './source-day';
import {
  MOST_ACTIVITIES,
  MOST_ISSUES,
  MOST_RUNS,
  type ReportActivity,
  type ReportCounts,
  type ReportDay,
  type ReportIssue,
  type ReportLook,
  type SourceReport,
} from './source-report';
import { summarise } from './source-report-summary';
import { inside, outside } from './stretches';
import { daysIn, dayWindow } from './whole-days';

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
