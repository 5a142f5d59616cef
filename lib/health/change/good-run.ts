import { median } from '@/lib/evidence/run';
import { countOf, formatCount, formatMoment } from '@/lib/problems/phrasing';
import { DROP_SHARE, RUNS_NEEDED } from '@/lib/problems/push-volume-drop';
import type { RunPortrait } from './run-portrait';

/** The last good run before the newest, with all good ones, and in a sentence why it counts as good. */
export type GoodRun =
  | {
      readonly state: 'found';
      readonly last: RunPortrait;
      /** Oldest first; the last good one is among them. */
      readonly all: readonly RunPortrait[];
      readonly why: string;
    }
  | { readonly state: 'none'; readonly why: string };

/**
 * The newest of the earlier runs (of the newest run's kind, oldest first) that lost nothing and pushed about as much as
 * usual: within 30 % of the median, by the share of `push-volume-drop` (an assumption). With fewer than three runs there
 * is no usual volume, and it is not asked for.
 */
export function findGoodRun(earlier: readonly RunPortrait[]): GoodRun {
  if (earlier.length === 0) {
    return { state: 'none', why: 'No earlier whole run was read in these 14 days.' };
  }
  const usual = earlier.length < RUNS_NEEDED ? null : median(earlier.map(({ run }) => run.pushed));
  const isUsual = ({ run }: RunPortrait) =>
    usual === null || Math.abs(run.pushed - usual) <= (1 - DROP_SHARE) * usual;
  const all = earlier.filter((portrait) => lostNothing(portrait) && isUsual(portrait));
  const last = all.at(-1);
  if (last === undefined) return { state: 'none', why: whyNone(earlier, usual) };
  const newer = earlier.slice(earlier.indexOf(last) + 1);
  return {
    state: 'found',
    last,
    all,
    why: [
      `The newest of ${countOf(earlier.length, 'earlier run')} of its kind in which no item was lost`,
      usual === null
        ? '; too few runs to say what volume is usual.'
        : `, with about the usual volume: ${formatCount(last.run.pushed)} operations pushed, usually ${formatCount(Math.round(usual))}.`,
      newer.length === 0 ? '' : ` ${passedOver(newer, isUsual)}`,
    ].join(''),
  };
}

function lostNothing({ run, lost }: RunPortrait): boolean {
  return lost === 0 && run.failedBatches === 0;
}

function passedOver(newer: readonly RunPortrait[], isUsual: (portrait: RunPortrait) => boolean): string {
  const losing = newer.filter((portrait) => !lostNothing(portrait)).length;
  const odd = newer.filter((portrait) => lostNothing(portrait) && !isUsual(portrait)).length;
  if (newer.length === 1) {
    return `The one run since then, before the newest, ${losing > 0 ? 'lost something' : 'had an unusual volume'}.`;
  }
  const reasons = [
    ...(losing > 0 ? [`${formatCount(losing)} lost something`] : []),
    ...(odd > 0 ? [`${formatCount(odd)} had an unusual volume`] : []),
  ];
  return `Of the ${countOf(newer.length, 'run')} since then, before the newest, ${reasons.join(' and ')}.`;
}

function whyNone(earlier: readonly RunPortrait[], usual: number | null): string {
  const losing = earlier.filter((portrait) => !lostNothing(portrait));
  const [least] = [...losing].sort((a, b) => a.run.failedBatches - b.run.failedBatches || a.lost - b.lost);
  const odd = earlier.length - losing.length;
  return [
    `No good run in these 14 days: of ${countOf(earlier.length, 'earlier run')} of its kind, ${formatCount(losing.length)} lost something`,
    odd === 0 || usual === null
      ? ''
      : `, and ${formatCount(odd)} pushed far more or less than the usual ${formatCount(Math.round(usual))} operations`,
    '.',
    least === undefined
      ? ''
      : ` The least was lost in that of ${formatMoment(least.run.start)}: ${lossOf(least)}.`,
  ].join('');
}

function lossOf({ lost, run }: RunPortrait): string {
  return [
    ...(lost > 0 ? [countOf(lost, 'item')] : []),
    ...(run.failedBatches > 0 ? [countOf(run.failedBatches, 'batch', 'batches')] : []),
  ].join(' and ');
}
