import type { Evidence } from '@/lib/evidence/evidence';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { earlierRuns, isStray, type Run } from '@/lib/evidence/run';
import type { TimeWindow } from '@/lib/evidence/time';
import { type ChangesBetween, changesBetween } from './changes-between';
import { findGoodRun } from './good-run';
import { type Aspect, compareAspects } from './run-aspects';
import { portrayCountedRuns, portrayRuns } from './run-portrait';

/** The newest settled run against the last good one: what is different by more than the usual variation. Plain JSON. */
export type WhatChanged =
  | {
      readonly state: 'compared';
      readonly newest: TimeWindow;
      readonly good: TimeWindow;
      /** Why the good run counts as good, in sentences. */
      readonly why: string;
      /** Why numbers are about; null where every row was read. */
      readonly about: string | null;
      readonly aspects: readonly Aspect[];
      /** What was done after the good run, up to the end of the newest. */
      readonly between: ChangesBetween;
      /** What cannot be compared, and why not in brackets. */
      readonly notKnown: readonly string[];
    }
  | { readonly state: 'no good run'; readonly why: string; readonly newest: TimeWindow }
  | { readonly state: 'not known'; readonly why: string };

const ABOUT =
  'Not every row was read: numbers of operations are about, and a run with any failed operation does not count as good.';

/**
 * What changed: the newest settled run against the last good run of its kind, from what was observed in whole. Linear in
 * rows and operations. `sourceId` names the source where it could not be read.
 */
export function whatChanged(evidence: Evidence, pipeline: Pipeline, sourceId: string): WhatChanged {
  const newest = pipeline.settledRun;
  const gap = whyNotKnown(evidence, pipeline);
  if (newest === null || gap !== null) {
    return { state: 'not known', why: gap ?? 'No run has settled in what was read.' };
  }
  const { runs } = pipeline;
  const earlier = earlierRuns(runs, newest).filter((run) => !isStray(run, runs));
  // What happens between two runs belongs to the earlier one, so strays must be there too.
  const upToNewest = [...runs.filter(({ start }) => start < newest.start), newest];
  const portraits =
    evidence.counted === null
      ? portrayRuns(upToNewest, pipeline.operations, evidence.rows)
      : portrayCountedRuns(upToNewest, evidence.rows);
  const kind = new Set<Run>(earlier);
  const good = findGoodRun(portraits.filter(({ run }) => kind.has(run)));
  const latest = portraits.at(-1);
  if (good.state === 'none' || latest === undefined) {
    return { state: 'no good run', why: good.why, newest: spanOf(newest) };
  }
  const { aspects, notKnown } = compareAspects(latest, good.last, good.all);
  const between = changesBetween(evidence, sourceId, good.last.run.end, newest.end);
  return {
    state: 'compared',
    newest: spanOf(newest),
    good: spanOf(good.last.run),
    why: good.why,
    about: evidence.counted === null ? null : ABOUT,
    aspects,
    between,
    notKnown: [...notKnown, ...between.notKnown],
  };
}

function spanOf({ start, end }: Run): TimeWindow {
  return { from: start, to: end };
}

function whyNotKnown({ counted, coverage }: Evidence, pipeline: Pipeline): string | null {
  const { parts } = coverage;
  if (counted === null) {
    return pipeline.lossKnown ? null : (parts.histories.why ?? 'Not every row was read.');
  }
  if (pipeline.runsUnknown !== null) return pipeline.runsUnknown;
  const gap = [parts.failures, parts.batches, parts.buckets].find(({ state }) => state !== 'complete');
  return gap === undefined ? null : (gap.why ?? 'Not every row that tells a loss was read.');
}

/** The aspects that are different by more than usual; none where nothing that the logs show changed. */
export function changedAspects(changed: Extract<WhatChanged, { state: 'compared' }>): Aspect[] {
  return changed.aspects.filter((aspect) => aspect.changed);
}
