import type { OrderingClock } from '@/lib/evidence/ordering-clock';
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '@/lib/evidence/time';
import { formatCount, formatDuration, formatShare } from '@/lib/problems/phrasing';
import type { RunPortrait } from './run-portrait';

/** One thing that two runs are compared by, in words. */
export interface Aspect {
  /** "ADD pushed", "Items per batch". */
  readonly name: string;
  readonly good: string;
  readonly newest: string;
  /** What it was in all good runs, "640 to 702"; null where there is one only, or where it is no number. */
  readonly usual: string | null;
  /** How much more or less, "51 % less"; null where that says nothing. */
  readonly by: string | null;
  /** More than usual variation. */
  readonly changed: boolean;
}

/** Within so much of what good runs have been, a number is as usual (an assumption). */
const VARIATION = 0.1;
/** The same where there are fewer than three good runs to tell how much they vary (an assumption). */
const FEW_RUNS_VARIATION = 0.3;
const ENOUGH_RUNS = 3;
/** Fewer operations, items or batches than this more or less mean nothing (an assumption). */
const SMALL = 10;
/** A run that begins this much off its time began at another time (an assumption). */
const OFF_TIME_MS = 30 * MINUTE_MS;
/** Good runs that begin this far apart have no time of their own (an assumption). */
const NO_TIME_MS = 6 * HOUR_MS;
/** A run takes longer or shorter only by so much, and by half (assumptions). */
const LONGER_MS = 10 * MINUTE_MS;
const LONGER_SHARE = 0.5;
/** The pipeline is slower or faster only by so much, and when twice as slow (assumptions). */
const SLOWER_MS = 10_000;
const SLOWER_SHARE = 1;
/** Clocks of orderingIds differ only by so much: ids wait in queues too (an assumption, the same as for losses). */
const CLOCK_MS = 25 * MINUTE_MS;

interface Measure {
  readonly name: string;
  readonly of: (portrait: RunPortrait) => number | null;
  readonly format?: (value: number) => string;
  /** What is told beside the number, in place of it. */
  readonly told?: (portrait: RunPortrait) => string | null;
  readonly share?: number;
  readonly least?: number;
}

/**
 * Everything that two runs can be compared by, as far as both are known, and whether the newest is beyond what `all`
 * good runs have been. What is 0 in both is left out. `notKnown` names what cannot be compared.
 */
export function compareAspects(
  newest: RunPortrait,
  good: RunPortrait,
  all: readonly RunPortrait[],
): { readonly aspects: readonly Aspect[]; readonly notKnown: readonly string[] } {
  const aspects: Aspect[] = [];
  const notKnown: string[] = [];
  for (const measure of measuresOf(newest, good)) {
    const [now, then] = [measure.of(newest), measure.of(good)];
    if (now === null || then === null) {
      notKnown.push(measure.name);
      continue;
    }
    if (now === 0 && then === 0) continue;
    aspects.push(numberAspect(measure, newest, good, all, now, then));
  }
  if (newest.verbs === null || good.verbs === null) notKnown.push('Operations by kind');
  aspects.push(beganAspect(newest, good, all));
  const clock = clockAspect(newest.clock, good.clock);
  if (clock === null) notKnown.push('orderingId');
  else aspects.push(clock);
  return { aspects, notKnown };
}

function measuresOf(newest: RunPortrait, good: RunPortrait): Measure[] {
  const verbs = new Set([...Object.keys(good.verbs ?? {}), ...Object.keys(newest.verbs ?? {})]);
  const known = newest.verbs !== null && good.verbs !== null;
  return [
    { name: 'Pushed', of: ({ run }) => run.pushed },
    ...(known
      ? [...verbs].sort().map((verb) => ({
          name: `${verb} pushed`,
          of: (portrait: RunPortrait) => portrait.verbs?.[verb] ?? 0,
        }))
      : []),
    { name: 'Refused before they were taken in', of: ({ run }) => run.refused },
    { name: 'Indexed', of: ({ run }) => run.outcomes.indexed },
    { name: 'Rejected', of: ({ run }) => run.outcomes.rejected, least: 1 },
    { name: 'Errored', of: ({ run }) => run.outcomes.errored, least: 1 },
    { name: 'Skipped', of: ({ run }) => run.outcomes.skipped },
    {
      name: 'Unfinished',
      of: ({ run, verbs: read }) => (read === null ? null : run.outcomes.unfinished),
      least: 1,
    },
    { name: 'Deleted', of: ({ run }) => run.outcomes.deleted },
    { name: 'Delete older than requests', of: ({ olderThan }) => olderThan, least: 1 },
    { name: 'Batches', of: ({ run }) => run.batches, least: 2 },
    { name: 'Batches failed', of: ({ run }) => run.failedBatches, least: 1 },
    ...(newest.run.batches > 0 || good.run.batches > 0 ? [BATCH_SIZE] : []),
    {
      name: 'Took',
      of: ({ run }) => toMs(run.end) - toMs(run.start),
      format: formatDuration,
      least: LONGER_MS,
      share: LONGER_SHARE,
    },
    {
      name: 'Consumed to indexed',
      of: ({ latency }) => latency?.p50Ms ?? null,
      format: formatDuration,
      told: ({ latency }) =>
        latency === null
          ? null
          : `${formatDuration(latency.p50Ms)} (p50), ${formatDuration(latency.p95Ms)} (p95)`,
      least: SLOWER_MS,
      share: SLOWER_SHARE,
    },
  ];
}

const BATCH_SIZE: Measure = {
  name: 'Items per batch',
  of: ({ batchSizes }) => batchSizes?.median ?? null,
  told: ({ batchSizes }) =>
    batchSizes === null
      ? null
      : `${formatCount(batchSizes.min)} to ${formatCount(batchSizes.max)}, median ${formatCount(batchSizes.median)}`,
  least: 2,
};

function numberAspect(
  measure: Measure,
  newest: RunPortrait,
  good: RunPortrait,
  all: readonly RunPortrait[],
  now: number,
  then: number,
): Aspect {
  const { name, of, format = formatCount, told, least = SMALL } = measure;
  const values = all.flatMap((portrait) => of(portrait) ?? []);
  const low = Math.min(then, ...values);
  const high = Math.max(then, ...values);
  const share = measure.share ?? (values.length < ENOUGH_RUNS ? FEW_RUNS_VARIATION : VARIATION);
  // Half of the least step lies within: 0 to 1 failed batch is a step, and so is the least of anything.
  const margin = (value: number) => Math.max(least - 0.5, share * value);
  return {
    name,
    good: told?.(good) ?? format(then),
    newest: told?.(newest) ?? format(now),
    usual: values.length < 2 ? null : low === high ? format(low) : `${format(low)} to ${format(high)}`,
    by: difference(now, then),
    changed: now < low - margin(low) || now > high + margin(high),
  };
}

function difference(now: number, then: number): string | null {
  if (then === 0 || now === 0 || now === then) return null;
  if (now >= 2 * then) return `${(now / then).toFixed(now < 10 * then ? 1 : 0)} times as much`;
  return now > then ? `${formatShare(now - then, then)} more` : `${formatShare(then - now, then)} less`;
}

function beganAspect(newest: RunPortrait, good: RunPortrait, all: readonly RunPortrait[]): Aspect {
  const offs = all.map(({ run }) => offTime(run.start, good.run.start));
  const low = Math.min(0, ...offs);
  const high = Math.max(0, ...offs);
  const off = offTime(newest.run.start, good.run.start);
  const isOff = off < low - OFF_TIME_MS || off > high + OFF_TIME_MS;
  return {
    name: 'Began',
    good: timeOfDay(good.run.start),
    newest: timeOfDay(newest.run.start),
    usual: null,
    by: isOff ? `${formatDuration(Math.abs(off))} ${off < 0 ? 'earlier' : 'later'}` : null,
    changed: isOff && high - low < NO_TIME_MS,
  };
}

/** By how much a time of day is later than another, ms, within half a day to either side. */
function offTime(at: string, than: string): number {
  const off = (((toMs(at) - toMs(than)) % DAY_MS) + DAY_MS) % DAY_MS;
  return off > DAY_MS / 2 ? off - DAY_MS : off;
}

function timeOfDay(iso: string): string {
  return `${iso.slice(11, 16)} UTC`;
}

function clockAspect(newest: OrderingClock | null, good: OrderingClock | null): Aspect | null {
  if (newest === null || good === null) return null;
  const sameUnits = [...newest.units].sort().join() === [...good.units].sort().join();
  const moved =
    newest.aheadMs !== null && good.aheadMs !== null && Math.abs(newest.aheadMs - good.aheadMs) >= CLOCK_MS;
  return {
    name: 'orderingId',
    good: clockWords(good),
    newest: clockWords(newest),
    usual: null,
    by: null,
    changed: !sameUnits || moved,
  };
}

function clockWords({ units, aheadMs }: OrderingClock): string {
  const unit = units.join(' and ');
  if (aheadMs === null) return unit;
  if (Math.abs(aheadMs) < CLOCK_MS) return `${unit}, about the time of its row`;
  const off = Math.abs(aheadMs) > 400 * DAY_MS ? 'years' : formatDuration(Math.abs(aheadMs));
  return `${unit}, ${off} ${aheadMs > 0 ? 'ahead of' : 'behind'} its row`;
}
