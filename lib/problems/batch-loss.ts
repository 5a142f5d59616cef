import type { Pipeline } from '@/lib/evidence/pipeline';
import { median, type Run } from '@/lib/evidence/run';
import { countOf, formatMoment } from './phrasing';

/** A run counts as full from this share of the usual run on (an assumption). */
export const FULL_RUN_SHARE = 0.9;

/**
 * The first full run that began after a batch was lost at `at` (ISO), or null. Full means at least 90 % of the
 * median of the other runs: such a run carried the lost items again, as far as anybody can tell from counts.
 */
export function fullRunAfter(pipeline: Pipeline, at: string): Run | null {
  const usual = median(pipeline.runs.filter((run) => !run.cut && run.end < at).map((run) => run.pushed));
  if (usual === null) return null;
  return (
    pipeline.runs.find((run) => run.start > at && run.settled && run.pushed >= FULL_RUN_SHARE * usual) ?? null
  );
}

/** What a batch loss means now, in a sentence, and whether it is mended by a full run since. */
export function batchLoss(
  pipeline: Pipeline,
  lastLostAt: string,
  batches: number,
): { mended: boolean; text: string } {
  const since = fullRunAfter(pipeline, lastLostAt);
  const lost = `${countOf(batches, 'batch', 'batches')} not taken in, the last ${formatMoment(lastLostAt)}. Items inside: unknown; their ids may never be logged.`;
  return since === null
    ? { mended: false, text: `${lost} No full run was seen since, so what was inside is taken as missing.` }
    : {
        mended: true,
        text: `${lost} A full run began ${formatMoment(since.start)}, which most likely carried the same items again.`,
      };
}
