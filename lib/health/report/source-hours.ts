import { z } from 'zod';
import type { Json } from '@/lib/evidence/json';
import { readJson } from '@/lib/evidence/json';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { CapturedRun, SourceDay } from './source-day';

/** Runs of a day that are shown at the most. */
const MOST_RUNS = 50;

const counts = z.record(z.string(), z.number());

/** How good an observation is, and when it was made: the better one counts, of two equals the one that is told below. */
const seen = {
  /** The time of Coveo's newest answer in the look that observed it, ISO. */
  at: z.string(),
  /** Every row of the whole reading had come: only then is it known which operations never finished. */
  whole: z.boolean(),
  /** It was about to leave Coveo's logs, so that some of its rows may have been gone already. */
  leaving: z.boolean(),
};

const hourSchema = z.object({
  ...seen,
  /** 0 to 23, UTC. */
  hour: z.number(),
  pushes: counts,
  batches: counts,
  outcomes: counts,
});

const runSchema = z.object({
  ...seen,
  start: z.string(),
  end: z.string(),
  pushed: z.number(),
  indexed: z.number(),
  failed: z.number(),
});

const daySchema = z.object({ hours: z.array(hourSchema), runs: z.array(runSchema) });

/** One whole UTC hour of which every row was read after it had settled. */
export type ObservedHour = Readonly<z.infer<typeof hourSchema>>;

/** A run that was seen from beginning to end. */
export type ObservedRun = Readonly<z.infer<typeof runSchema>>;

/** What is kept of one UTC day: its observed hours by hour, and the runs that began on it by beginning; each once. */
export interface ObservedDay {
  readonly hours: readonly ObservedHour[];
  readonly runs: readonly ObservedRun[];
}

/** The kept JSON of a day; nothing, where it is null or of another shape. */
export function readObservedDay(content: Json): ObservedDay {
  const parsed = daySchema.safeParse(content);
  return parsed.success ? parsed.data : { hours: [], runs: [] };
}

/** A day as the JSON that is kept. */
export function observedDayJson({ hours, runs }: ObservedDay): Json {
  return readJson({ hours, runs });
}

/**
 * What two observations of a day know together. An hour that one of them observed stays observed; of one that both
 * observed the better observation counts, as a whole, so that nothing is counted twice. The order of the two does not
 * matter, and a day merged with itself is itself.
 */
export function mergeDays(a: ObservedDay, b: ObservedDay): ObservedDay {
  return {
    hours: best([...a.hours, ...b.hours], ({ hour }) => hour).sort((one, other) => one.hour - other.hour),
    runs: best([...a.runs, ...b.runs], ({ start }) => start).sort(byStart),
  };
}

type Seen = ObservedHour | ObservedRun;

function best<T extends Seen>(all: readonly T[], keyOf: (one: T) => string | number): T[] {
  const kept = new Map<string | number, T>();
  for (const one of all) {
    const known = kept.get(keyOf(one));
    if (known === undefined || isBetter(one, known)) kept.set(keyOf(one), one);
  }
  return [...kept.values()];
}

/**
 * What was about to leave the logs yields to what was not, and the earlier of two such is the better; else what rests
 * on a whole reading is, then what was seen later.
 */
function isBetter(a: Seen, b: Seen): boolean {
  if (a.leaving !== b.leaving) return b.leaving;
  if (a.whole !== b.whole) return a.whole;
  if (a.at !== b.at) return a.leaving ? a.at < b.at : a.at > b.at;
  return JSON.stringify(a) > JSON.stringify(b);
}

/** What is shown of a day, without its looks. */
export function summariseDay(
  day: string,
  { hours, runs }: ObservedDay,
): Pick<SourceDay, 'day' | 'observed' | 'pushes' | 'batches' | 'outcomes' | 'runs'> {
  return {
    day,
    observed: stretches(day, hours),
    pushes: sum(hours.map(({ pushes }) => pushes)),
    batches: sum(hours.map(({ batches }) => batches)),
    outcomes: sum(hours.map(({ outcomes }) => outcomes)),
    runs: apart(runs).slice(0, MOST_RUNS),
  };
}

function stretches(day: string, hours: readonly ObservedHour[]): TimeWindow[] {
  const found: { from: string; to: string }[] = [];
  for (const { hour } of hours) {
    const from = toMs(day) + hour * HOUR_MS;
    const last = found.at(-1);
    if (last !== undefined && toMs(last.to) === from) last.to = toIso(from + HOUR_MS);
    else found.push({ from: toIso(from), to: toIso(from + HOUR_MS) });
  }
  return found;
}

function sum(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of all) {
    for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

/** A row that came late moves where a run begins: of runs that overlap the best counts, or pushes would count twice. */
function apart(runs: readonly ObservedRun[]): CapturedRun[] {
  const kept: ObservedRun[] = [];
  for (const run of [...runs].sort((a, b) => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0))) {
    if (kept.every(({ start, end }) => end < run.start || run.end < start)) kept.push(run);
  }
  return kept
    .sort(byStart)
    .map(({ start, end, pushed, indexed, failed }) => ({ start, end, pushed, indexed, failed }));
}

function byStart(a: ObservedRun, b: ObservedRun): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}
