import type { Evidence } from '@/lib/evidence/evidence';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { RUN_GAP_MS } from '@/lib/evidence/run';
import { DAY_MS, HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { isWholePush } from '@/lib/timeline/build-timeline';
import type { ObservedDay, ObservedHour, ObservedRun } from './source-hours';

/**
 * Rows older than this are about to leave: Coveo keeps them for 14 days (article 1864), and does not say that they go by
 * the minute (an assumption).
 */
const LEAVING_AFTER_MS = 13 * DAY_MS;

/** What one look observed of one UTC day (`2026-11-22`). */
export interface DayObservation {
  readonly day: string;
  readonly observed: ObservedDay;
}

/** A stretch in epoch milliseconds, its end not included. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What a look observed of a source by UTC day, oldest first: the whole hours of which every row was read, once they had
 * settled, with what entered and ended in them, and the runs seen from beginning to end. Days without such an hour are
 * absent. Hours are whole because that is how two looks can be put together without counting anything twice. `at` is
 * when it was looked (ISO).
 *
 * After a stretch that was not read, as much as operations take is left out: rows of operations that had entered
 * before would look like operations of their own.
 */
export function captureDays(
  { rows, coverage, counted, window }: Evidence,
  pipeline: Pipeline,
  at: string,
): DayObservation[] {
  const read = readStretches({ coverage, counted, window });
  const whole = pipeline.lossKnown && coverage.rowsCounted !== null && rows.length >= coverage.rowsCounted;
  const seenAt = (ms: number) => ({ at, whole, leaving: ms < toMs(at) - LEAVING_AFTER_MS });
  const hours = new Map<string, ObservedHour>();
  for (const from of settledHours(read, pipeline)) {
    const hour = { hour: new Date(from).getUTCHours(), pushes: {}, batches: {}, outcomes: {} };
    hours.set(hourOf(toIso(from)), { ...seenAt(from), ...hour });
  }
  const count = (lane: 'pushes' | 'batches' | 'outcomes', name: string, iso: string) => {
    const hour = hours.get(hourOf(iso));
    if (hour) hour[lane][name] = (hour[lane][name] ?? 0) + 1;
  };
  for (const { pushed, operation, outcome, startedAt, endedAt } of pipeline.operations) {
    if (pushed) count('pushes', operation, startedAt);
    if (outcome !== 'pending') count('outcomes', outcome, endedAt);
  }
  for (const row of rows) if (isWholePush(row)) count('batches', row.operation, row.at);

  const days = new Map<string, { hours: ObservedHour[]; runs: ObservedRun[] }>();
  for (const [from, hour] of hours) {
    const day = from.slice(0, 10);
    const known = days.get(day) ?? { hours: [], runs: [] };
    known.hours.push(hour);
    days.set(day, known);
  }
  for (const { start, end, pushed, outcomes, settled } of pipeline.runs) {
    if (!settled || !isWithin(read, start, end, pipeline.settleMs)) continue;
    if (!hours.has(hourOf(start))) continue;
    const { indexed, rejected, errored, unfinished } = outcomes;
    const failed = rejected + errored + unfinished;
    days.get(start.slice(0, 10))?.runs.push({ ...seenAt(toMs(start)), start, end, pushed, indexed, failed });
  }
  return [...days].map(([day, observed]) => ({ day, observed }));
}

/** `2026-11-22T02` of an ISO string in UTC: parsing a date of each row would take long. */
function hourOf(iso: string): string {
  return iso.slice(0, 13);
}

/**
 * The stretches of which every row was read, oldest first, joined where they touch. Where all of the window was read
 * and yet rows are missing, or have no date, nobody can say from when: then there is none.
 */
function readStretches({
  coverage,
  counted,
  window,
}: Pick<Evidence, 'coverage' | 'counted' | 'window'>): Stretch[] {
  const asked = coverage.reads.filter(({ call, of }) => call === 'logs.list' && of === undefined);
  const read = asked.filter(({ state }) => state === 'read');
  const isMissing =
    counted === null && read.length === asked.length && coverage.parts.histories.state !== 'complete';
  if (isMissing || coverage.rowsUnreadable > 0) return [];
  const stretches: { from: number; to: number }[] = [];
  for (const { from, to } of read.map(inMs).sort((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else stretches.push({ from, to });
  }
  const { from, to } = inMs(window);
  return stretches.map((stretch) => ({ from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }));
}

function inMs({ from, to }: TimeWindow): Stretch {
  return { from: toMs(from), to: toMs(to) };
}

/** The beginnings of the whole hours, oldest first. */
function settledHours(read: readonly Stretch[], { settleMs, settledBefore }: Pipeline): number[] {
  const hours: number[] = [];
  for (const stretch of read) {
    const end = Math.min(stretch.to, toMs(settledBefore));
    for (
      let from = Math.ceil((stretch.from + settleMs) / HOUR_MS) * HOUR_MS;
      from + HOUR_MS <= end;
      from += HOUR_MS
    ) {
      hours.push(from);
    }
  }
  return hours;
}

/** Whether nothing that belongs to a run can lie where nothing was read. */
function isWithin(read: readonly Stretch[], start: string, end: string, settleMs: number): boolean {
  const before = toMs(start) - RUN_GAP_MS;
  const after = toMs(end) + Math.max(RUN_GAP_MS, settleMs);
  return read.some(({ from, to }) => from < before && after < to);
}
