import { type Activity, isOpen, isRefresh } from '@/lib/evidence/activity';
import type { Evidence } from '@/lib/evidence/evidence';
import { isEntryTask } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '@/lib/evidence/time';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { type Finding, NO_ITEMS } from './finding';
import { isForeign, recognition } from './paste-signs';
import { countOf, formatDuration, formatMoment } from './phrasing';
import type { DecidingRequest, Detection, Observed, Problem, Recognition } from './problem';

/** A refresh is not called stuck before the source was silent this long (an assumption). */
export const SILENCE_FLOOR_MS = HOUR_MS;
/** A refresh older than this is stuck when jobs began inside it (an assumption). */
export const OLD_REFRESH_MS = DAY_MS;
/** So many runs inside one refresh say that it is not the one of a running job (an assumption). */
export const RUNS_INSIDE = 2;
/** Minutes that a delete older than waits by default (Push specification), in ms. */
export const DEFAULT_QUEUE_DELAY_MS = 15 * MINUTE_MS;

function detect({ evidence, pipeline }: Observed): Detection {
  const open = evidence.activities.find((activity) => isRefresh(activity) && isOpen(activity)) ?? null;
  const isRefreshing = evidence.source?.status === 'REFRESHING';
  if (!open && !isRefreshing) return { state: 'clear' };
  const since = open?.startedAt ?? evidence.source?.statusSince ?? null;
  if (since === null) {
    return { state: 'not checked', why: 'A refresh is open, but Coveo’s answers do not say since when.' };
  }
  const rowsWhole = evidence.coverage.parts.histories.state === 'complete';
  const runsInside = pipeline.runs.filter((run) => run.start > since).length;
  const age = toMs(evidence.now) - toMs(since);
  const isOld = age > OLD_REFRESH_MS && runsInside >= RUNS_INSIDE;
  const patience = silencePatience(evidence, pipeline);
  const silence = toMs(evidence.now) - Math.max(toMs(lastRowAt(evidence) ?? since), toMs(since));
  if (!isOld && !rowsWhole) {
    return {
      state: 'not checked',
      why: `A refresh is open since ${formatMoment(since)}; whether anything is still pushed is not known, because not all log rows were read.`,
    };
  }
  if (!isOld && silence <= patience) return { state: 'clear' };
  return { state: 'found', findings: [describe({ open, since, age, runsInside, isOld, silence, patience })] };
}

function describe(seen: {
  open: Activity | null;
  since: string;
  age: number;
  runsInside: number;
  isOld: boolean;
  silence: number;
  patience: number;
}): Finding {
  const { open, since, runsInside, isOld } = seen;
  return {
    problem: 'refresh-stuck',
    key: '',
    title: `Refresh open since ${formatMoment(since)}, never set to IDLE`,
    severity: 'warning',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason:
      'Coveo does not publish how long a refresh may stay open; that its job is over is judged from the pushes.',
    count: 1,
    unit: 'operations',
    firstSeen: since,
    lastSeen: since,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: open ? [open] : [],
    measure: `open for ${formatDuration(seen.age)}`,
    items: NO_ITEMS,
    text: [
      `Opened ${formatMoment(since)}${open?.by ? ` by ${open.by.name}` : ''}, never set to IDLE.`,
      isOld
        ? `${countOf(runsInside, 'run')} began since: pushing does not close it.`
        : `No row came for ${formatDuration(seen.silence)}.`,
      'This alone loses and blocks no item.',
    ].join(' '),
    assumptions: [
      isOld
        ? `Called stuck because it is older than ${formatDuration(OLD_REFRESH_MS)} and ${RUNS_INSIDE} or more runs began inside it.`
        : `Called stuck because no row came for more than ${formatDuration(seen.patience)}.`,
    ],
  };
}

/** How long a source may be silent inside a refresh: an hour, twice its longest known gap, or the delete’s delay. */
function silencePatience(evidence: Evidence, pipeline: Pipeline): number {
  return Math.max(SILENCE_FLOOR_MS, 2 * longestGap(evidence), DEFAULT_QUEUE_DELAY_MS + pipeline.settleMs);
}

/** The longest wait for a push row inside a closed refresh, from its opening on: some jobs open it long before. */
function longestGap(evidence: Evidence): number {
  const entries = evidence.rows.filter((row) => isEntryTask(row.task)).map((row) => toMs(row.at));
  let longest = 0;
  for (const { startedAt, endedAt } of evidence.activities.filter(isRefresh)) {
    if (startedAt === null || endedAt === null) continue;
    let before = toMs(startedAt);
    for (const at of entries) {
      if (at < before || at > toMs(endedAt)) continue;
      longest = Math.max(longest, at - before);
      before = at;
    }
  }
  return longest;
}

function lastRowAt(evidence: Evidence): string | null {
  return evidence.rows.at(-1)?.at ?? null;
}

const SIGNS: ErrorSigns = {
  statuses: [],
  plain: [
    phrase(
      'source refresh timeout',
      'source (?:refresh|rebuild|rescan) (?:has |operation )?(?:timed out|time-?out)',
    ),
    phrase(
      'source is stuck',
      'source (?:is |was |stays |remains |has been )?stuck (?:in|on|at) (?:the )?\\W{0,2}(?:refreshing|rebuilding|rebuild|refresh)',
    ),
  ],
  fitting: [
    phrase('stuck in refreshing', 'stuck (?:in|on|at) (?:the )?(?:refreshing|rebuilding|rebuild|refresh)'),
    phrase('refresh timed out', 'refresh (?:has |operation |activity )?(?:timed out|time-?out)'),
    phrase('rebuild timed out', 'rebuild (?:has |operation |activity )?(?:timed out|time-?out)'),
    phrase('still refreshing', 'still refreshing'),
  ],
};

const LATEST: DecidingRequest = {
  tells: 'An activity that is EXECUTING without an end, long after the job was over, proves it.',
  call: { name: 'activities.latest' },
};

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  const wrongIf = 'A job is pushing to the source right now, and will set it to IDLE.';
  const left = facts.activities.find(
    ({ value }) => timedOut(value) || openTooLong(value, facts.now) !== null,
  );
  if (left !== undefined) {
    return recognition(
      { confidence: 'likely', reasons: [activityReason(left.value, facts.now)], spans: [left.span] },
      { wrongIf, decidedBy: isOpen(left.value) ? LATEST : null },
    );
  }
  const sign = readSign(facts, SIGNS);
  return sign === null ? null : recognition(sign, { wrongIf, decidedBy: LATEST });
}

function activityReason(activity: Activity, now: string | null): string {
  const age = openTooLong(activity, now);
  return age === null
    ? `The activity ${activity.operation} ended in ERROR by a time-out: nobody set the source to IDLE.`
    : `The activity ${activity.operation} is EXECUTING for ${formatDuration(age)} and has no end: longer than ${formatDuration(OLD_REFRESH_MS)} is taken as left open.`;
}

/** How long a refresh is open, in ms, where that is longer than a job takes; null else, and without a clock. */
function openTooLong(activity: Activity, now: string | null): number | null {
  if (now === null || activity.startedAt === null || !isRefresh(activity) || !isOpen(activity)) return null;
  const age = toMs(now) - toMs(activity.startedAt);
  return age > OLD_REFRESH_MS ? age : null;
}

function timedOut(activity: Activity): boolean {
  const text = `${activity.errorCode ?? ''} ${activity.errorDetail ?? ''}`;
  return isRefresh(activity) && activity.result === 'ERROR' && /timed[ _-]?out|time[ _-]?out/i.test(text);
}

/** A source left in an active status, because the job that opened it never set IDLE (articles 35 and 95). */
export const refreshStuck: Problem = {
  id: 'refresh-stuck',
  words: {
    title: 'Refresh left open',
    whatHappened:
      'An active status (`REBUILD`, `REFRESH` or `INCREMENTAL`) was set on the source and never set back to `IDLE`. The source shows as refreshing, and its activity may end in a time-out error.',
    cause:
      'The job that opened the refresh died, or returns early on an error without setting `IDLE`. How long Coveo waits before it times out is not published.',
    fix: [
      'Make sure that no job is pushing now.',
      'Set the source to idle: `POST …/sources/{sourceId}/status?statusType=IDLE`. It ends the activity as completed.',
      'In the client, set `IDLE` in a `finally` block, so that it is sent on failure too.',
    ],
    mistakes: [
      'Waiting for the next push to clear it: pushing does not.',
      'Setting the status around single items: it is meant for one whole refresh.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('Source refresh timeout'),
    unsure: 'After how long Coveo ends such a refresh, and with which code, is not published.',
  },
  signs: { statuses: [], codes: [] },
  example: `{
  "id": "00000000000000000000000000000001",
  "operation": "FULL_REFRESH",
  "state": "EXECUTED",
  "result": "ERROR",
  "errorDetail": "Source refresh timeout",
  "startDate": 1795312800000,
  "resourceType": "SOURCE"
}`,
  paste: errorDoor(SIGNS, recognise),
  live: { needs: ['source', 'activities'], fromPart: true, detect },
  later: [],
};
