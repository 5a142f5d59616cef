import type { LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { type Finding, MAX_SAMPLE_ITEMS, NO_ITEMS, type Proof, proof } from './finding';
import { countOf, formatCount } from './phrasing';
import type { Claim, ClaimedRow } from './problem';

/** The weakest claim among the rows: a finding is no surer than its least sure row. */
export function weakestClaim(claimed: readonly ClaimedRow[]): Claim {
  if (claimed.some(({ claim }) => claim === 'possible')) return 'possible';
  return claimed.some(({ claim }) => claim === 'likely') ? 'likely' : 'certain';
}

/**
 * Which of the items that these rows are on are lost: not indexed since, as far as the rows read show. Null where
 * not every row of them was read, so that nothing can be said of what came since.
 */
export function itemsLostAmong(rows: readonly LogRow[], pipeline: Pipeline): string[] | null {
  const items = new Set(rows.map((row) => row.item));
  if (!pipeline.lossKnown) {
    const lookedUp = new Set(pipeline.lookedUp);
    for (const item of items) if (item === null || !lookedUp.has(item)) return null;
  }
  return pipeline.lost.flatMap(({ item }) => (items.has(item) ? [item] : []));
}

/** The parts of a finding that follow from its rows: proof, confidence, and what it makes of the source. */
export function fromRows(
  claimed: readonly ClaimedRow[],
  pipeline: Pipeline,
): Proof & Pick<Finding, 'confidence' | 'severity' | 'impact'> & { lost: number | null } {
  const rows = claimed.map(({ row }) => row);
  const lostItems = itemsLostAmong(rows, pipeline);
  const lost = lostItems === null ? null : lostItems.length;
  const seen = proof(rows);
  const sample = [...new Set([...(lostItems ?? []), ...seen.items.sample])].slice(0, MAX_SAMPLE_ITEMS);
  return {
    ...seen,
    items: seen.items.total === 0 ? NO_ITEMS : { sample, total: seen.items.total, lost },
    confidence: weakestClaim(claimed),
    severity: lost === null ? 'warning' : lost > 0 ? 'error' : 'info',
    impact: lost === 0 ? null : 'degraded',
    lost,
  };
}

/** What became of the items that rows failed on, in a sentence: "8 of 60 items not indexed since." */
export function sinceThen(lost: number | null, items: number): string {
  if (items === 0) return 'Which items they touch is not in the log.';
  if (lost === null) return 'Whether they were indexed since is not known: not every row was read.';
  if (lost > 0) return `${formatCount(lost)} of ${countOf(items, 'item')} not indexed since.`;
  return items === 1
    ? 'The item touched was indexed or deleted since.'
    : `All ${countOf(items, 'item')} touched were indexed or deleted since.`;
}
