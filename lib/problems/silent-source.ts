import type { Evidence } from '@/lib/evidence/evidence';
import { isEntryTask } from '@/lib/evidence/log-row';
import { quantile } from '@/lib/evidence/pipeline';
import type { Run } from '@/lib/evidence/run';
import { DAY_MS, HOUR_MS, toMs } from '@/lib/evidence/time';
import { ARTICLE_1864 } from './article';
import { MAX_EVIDENCE_ROWS, NO_ITEMS, proof } from './finding';
import { countOf, formatDuration, formatMoment } from './phrasing';
import type { Detection, Observed, Problem } from './problem';

/** So many runs make a rhythm (an assumption). */
export const RUNS_FOR_RHYTHM = 4;
/** Overdue after this many of its slow (p90) intervals, and some hours more (assumptions). */
export const OVERDUE_FACTOR = 1.5;
/** The hours more. */
export const OVERDUE_GRACE_MS = 3 * HOUR_MS;
/** From this many intervals on the source is failing (an assumption). */
export const FAILING_FACTOR = 2;

/** Of rarer jobs the latest update must not be older than this: else its rhythm is of another time (an assumption). */
export const UPDATES_COUNT_MS = 90 * DAY_MS;

/** A run that ended at most this long before an update began is near it (an assumption: clocks and order differ a little). */
const UPDATE_NEAR_MS = HOUR_MS;

function detect({ evidence, pipeline }: Observed): Detection {
  const { runs, runsUnknown, edgeMs } = pipeline;
  if (runsUnknown !== null) return { state: 'not checked', why: runsUnknown };
  const last = runs.at(-1);
  if (last === undefined || runs.length < RUNS_FOR_RHYTHM) return judgeByUpdates(evidence, runs, edgeMs);
  const isIdleDay = idleDays(runs);
  const intervals: number[] = [];
  for (let i = 1; i < runs.length; i++) {
    intervals.push(activeTime(runs[i - 1]?.start ?? '', runs[i]?.start ?? '', isIdleDay));
  }
  intervals.sort((a, b) => a - b);
  const usual = quantile(intervals, 0.5);
  const slow = quantile(intervals, 0.9);
  const elapsed = Math.max(0, activeTime(last.start, evidence.now, isIdleDay) - edgeMs);
  if (elapsed <= OVERDUE_FACTOR * slow + OVERDUE_GRACE_MS) return { state: 'clear' };
  const entries = evidence.rows.filter(
    (row) => isEntryTask(row.task) && row.at >= last.start && row.at <= last.end,
  );
  const silence = toMs(evidence.now) - toMs(last.end);
  const missed = Math.max(1, Math.floor(elapsed / Math.max(usual, 1)));
  return {
    state: 'found',
    findings: [
      {
        problem: 'silent-source',
        key: '',
        title: `No push seen for ${edgeMs === 0 ? '' : 'at least '}${formatDuration(silence)} (usually every ${formatDuration(usual)})`,
        ...proof(entries),
        items: NO_ITEMS,
        measure: `${countOf(missed, 'run')} missed`,
        severity: elapsed > FAILING_FACTOR * slow ? 'error' : 'warning',
        impact: elapsed > FAILING_FACTOR * slow ? 'failing' : 'degraded',
        confidence: 'likely',
        confidenceReason: 'That another run was due is an inference from the runs before.',
        count: missed,
        unit: 'operations',
        firstSeen: last.end,
        lastSeen: last.end,
        text: `The last push ${edgeMs === 0 ? 'was' : 'came before'} ${formatMoment(last.end)}, after ${countOf(runs.length, 'run')} about every ${formatDuration(usual)}. The job may be running and refused: Coveo’s logs do not record that.${elsewhereText(evidence)}${edgeMs === 0 ? '' : ` Runs are told apart by counts of stretches of up to ${formatDuration(edgeMs)}.`}`,
        assumptions: [
          `Called silent after ${formatDuration(OVERDUE_FACTOR * slow + OVERDUE_GRACE_MS)} without a run, failing after ${formatDuration(FAILING_FACTOR * slow)}; weekdays on which it never pushed are not counted.`,
        ],
      },
    ],
  };
}

/** Whether other sources are silent too, in a sentence; empty where that was not asked. */
function elsewhereText({ elsewhere }: Evidence): string {
  if (elsewhere === null) return '';
  const { from, rows, sources } = elsewhere;
  return rows === 0
    ? ` No other source of the organization left a row since ${formatMoment(from)} either: maybe the token may see no rows of theirs, or the trouble is not this source’s alone.`
    : ` Since ${formatMoment(from)} ${countOf(sources, 'other source')} of the organization left ${countOf(rows, 'row')}: it is not all of them.`;
}

/** Where a source is pushed to too rarely for a rhythm within 14 days, its updates by status may tell one. */
function judgeByUpdates(evidence: Evidence, runs: readonly Run[], edgeMs: number): Detection {
  const updates = (evidence.updates ?? []).filter(({ startedAt }) => startedAt !== null);
  const starts = updates.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])).sort();
  const newest = starts.at(-1);
  const seen = runs.length === 0 ? 'No push was seen' : `${countOf(runs.length, 'run')} seen`;
  if (starts.length < RUNS_FOR_RHYTHM || newest === undefined) {
    const rows =
      runs.length === 0 && evidence.elsewhere?.rows === 0
        ? ' No row of any other source was seen either: maybe the token may not see log rows.'
        : '';
    return {
      state: 'not checked',
      why: `${seen}${evidence.updates === null ? '' : `, and ${countOf(starts.length, 'update')} by status`}: a rhythm needs ${RUNS_FOR_RHYTHM}.${rows}`,
    };
  }
  if (toMs(evidence.now) - toMs(newest) > UPDATES_COUNT_MS) {
    return {
      state: 'not checked',
      why: `${seen}, and the last update by status began ${formatMoment(newest)}, too long ago to tell a rhythm.`,
    };
  }
  const intervals = starts
    .slice(1)
    .map((start, at) => toMs(start) - toMs(starts[at] ?? start))
    .sort((a, b) => a - b);
  const usual = quantile(intervals, 0.5);
  const slow = quantile(intervals, 0.9);
  const lastRun = runs.at(-1)?.end ?? '';
  const last = lastRun > newest ? lastRun : newest;
  const elapsed = toMs(evidence.now) - toMs(last);
  const overdue = OVERDUE_FACTOR * slow + OVERDUE_GRACE_MS;
  if (elapsed <= overdue) {
    const why = whyUpdatesDoNotTell(newest, usual, evidence, runs);
    return why === null ? { state: 'clear' } : { state: 'not checked', why };
  }
  const isAbout = edgeMs > 0 && lastRun > newest;
  const missed = Math.max(1, Math.floor(elapsed / Math.max(usual, 1)));
  const isFailing = elapsed > FAILING_FACTOR * slow;
  return {
    state: 'found',
    findings: [
      {
        problem: 'silent-source',
        key: '',
        title: `No push and no update seen for ${isAbout ? 'at least ' : ''}${formatDuration(elapsed)} (usually every ${formatDuration(usual)})`,
        ...proof([]),
        items: NO_ITEMS,
        activities: updates.slice(-MAX_EVIDENCE_ROWS),
        measure: `${countOf(missed, 'run')} missed`,
        severity: isFailing ? 'error' : 'warning',
        impact: isFailing ? 'failing' : 'degraded',
        confidence: 'likely',
        confidenceReason:
          'The rhythm is read from the updates that the job’s status opened, as its runs are rarer than Coveo’s logs tell; that another one was due is an inference.',
        count: missed,
        unit: 'operations',
        firstSeen: last,
        lastSeen: last,
        text: `The last ${lastRun > newest ? 'push' : 'update'} ${isAbout ? 'came before' : 'was'} ${formatMoment(last)}, after ${countOf(starts.length, 'update')} about every ${formatDuration(usual)}. The job may be running and refused: Coveo’s logs do not record that.${elsewhereText(evidence)}`,
        assumptions: [
          `Called silent after ${formatDuration(overdue)} without an update, failing after ${formatDuration(FAILING_FACTOR * slow)}.`,
        ],
      },
    ],
  };
}

/**
 * Why the rhythm of the updates (usually `usual` ms apart, the newest at `newest`) tells nothing of pushes, a sentence;
 * null where the runs that were seen agree with it.
 */
function whyUpdatesDoNotTell(
  newest: string,
  usual: number,
  { window }: Evidence,
  runs: readonly Run[],
): string | null {
  const isInWindow = newest >= window.from;
  if (isInWindow && !runs.some(({ end }) => toMs(end) >= toMs(newest) - UPDATE_NEAR_MS)) {
    return `The last update by status began ${formatMoment(newest)}, and no push was seen near it or since: that a status was set does not tell that anything is pushed.`;
  }
  const isMoreOften = runs.some((run, at) => {
    const before = runs[at - 1];
    return before !== undefined && OVERDUE_FACTOR * (toMs(run.start) - toMs(before.start)) < usual;
  });
  if (!isMoreOften) return null;
  return `${countOf(runs.length, 'run')} seen, closer together than the updates by status (usually every ${formatDuration(usual)}): these do not tell when the next run is due, and a rhythm of runs needs ${RUNS_FOR_RHYTHM}.`;
}

/** Weekdays (UTC, 0 is Sunday) that passed at least once between first and last run without any run beginning. */
function idleDays(runs: readonly Run[]): (day: number) => boolean {
  const pushed = new Set(runs.map((run) => new Date(run.start).getUTCDay()));
  const passed = new Set<number>();
  const first = toMs(runs[0]?.start ?? '');
  const last = toMs(runs.at(-1)?.start ?? '');
  for (let at = first; at <= last; at += DAY_MS) passed.add(new Date(at).getUTCDay());
  return (day) => passed.has(day) && !pushed.has(day);
}

/** Time between two moments in ms, without the days that `isIdle` names. */
function activeTime(from: string, to: string, isIdle: (day: number) => boolean): number {
  let active = 0;
  let at = toMs(from);
  const end = toMs(to);
  while (at < end) {
    const nextDay = Math.min(end, (Math.floor(at / DAY_MS) + 1) * DAY_MS);
    if (!isIdle(new Date(at).getUTCDay())) active += nextDay - at;
    at = nextDay;
  }
  return active;
}

/** A source whose rhythm broke: it used to push, and no run came when one was due (our own; silence is a finding). */
export const silentSource: Problem = {
  id: 'silent-source',
  words: {
    title: 'Source gone silent',
    whatHappened:
      'The source pushed in a steady rhythm, and then no push was seen when the next one was due.',
    cause:
      'The job does not run any more, runs and finds nothing to push, or runs and is refused by the Push API: refused calls leave no row in any Coveo log.',
    fix: [
      'Ask whether the job ran at all: its scheduler, its host, its last log line.',
      'If it ran, ask for the status codes of its calls: `401` and `403` point to the key, `429` to limits, `412` to a wrong source id.',
      'Check that organization, region and source id are still the ones that the job uses.',
      'Run the job once by hand and watch for its first row.',
    ],
    mistakes: ['Taking an empty Log Browser for a healthy source.'],
    actor: 'client',
    retryable: true,
    retryAfter: 'at once, by hand',
    article: ARTICLE_1864,
    unsure:
      'That another run was due is inferred from the ones before. Coveo’s logs cannot tell a job that stopped from one whose calls are refused.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['batches', 'buckets'], fromPart: false, detect },
  later: [],
};
