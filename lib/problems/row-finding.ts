import type { LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { type Finding, type Proof, proof } from './finding';
import type { Claim, ClaimedRow } from './problem';

/** The weakest claim among the rows: a finding is no surer than its least sure row. */
export function weakestClaim(claimed: readonly ClaimedRow[]): Claim {
  if (claimed.some(({ claim }) => claim === 'possible')) return 'possible';
  return claimed.some(({ claim }) => claim === 'likely') ? 'likely' : 'certain';
}

/** How many items these rows lost: the row is where an item's last operation ended, and it was not indexed since. */
export function itemsLostBy(rows: readonly LogRow[], pipeline: Pipeline): number {
  const guids = new Set(rows.map((row) => row.guid));
  return pipeline.lost.filter((operation) => guids.has(operation.lastRow.guid)).length;
}

/** The parts of a finding that follow from its rows: proof, confidence, and what it makes of the source. */
export function fromRows(
  claimed: readonly ClaimedRow[],
  pipeline: Pipeline,
): Proof & Pick<Finding, 'confidence' | 'severity' | 'impact'> & { lost: number } {
  const rows = claimed.map(({ row }) => row);
  const lost = itemsLostBy(rows, pipeline);
  return {
    ...proof(rows),
    confidence: weakestClaim(claimed),
    severity: lost > 0 ? 'error' : 'info',
    impact: lost > 0 ? 'degraded' : null,
    lost,
  };
}
