import { metaText } from '@/lib/evidence/meta';
import { ARTICLE_1864 } from './article';
import { batchLoss, FULL_RUN_SHARE } from './batch-loss';
import { groupFailedRows } from './failed-row-group';
import { type Finding, proof } from './finding';
import { countOf, quoteLast } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { fromRows } from './row-finding';

const REMARKS = new Map([
  ['WARNING', 'The batch was taken in with a remark.'],
  ['SKIPPED', 'The stage was skipped for this batch.'],
]);

function detect(observed: Observed): Detection {
  const findings = [...neverConsumed(observed), ...failedBatches(observed)];
  return findings.length === 0 ? { state: 'clear' } : { state: 'found', findings };
}

/** Batches that were received and never consumed, where this source's batches usually leave a row at both stages. */
function neverConsumed({ evidence, pipeline }: Observed): Finding[] {
  const rows = evidence.rows.filter((row) => row.operation === 'BATCH_FILE' && row.item !== null);
  const consumed = new Set(rows.filter((row) => row.task !== 'STREAMING_BATCH').map((row) => row.item));
  const { state } = evidence.coverage.parts.batches;
  if (consumed.size === 0 || state !== 'complete') return [];
  const left = rows.filter(
    (row) => row.result === 'COMPLETED' && row.at < pipeline.settledBefore && !consumed.has(row.item),
  );
  const seen = proof(left);
  if (left.length === 0) return [];
  const loss = batchLoss(pipeline, seen.lastSeen, left.length);
  return [
    {
      problem: 'batch-failed',
      key: 'never-consumed',
      title: `${countOf(left.length, 'batch', 'batches')} received and never consumed`,
      ...seen,
      severity: loss.mended ? 'info' : 'error',
      impact: loss.mended ? null : 'failing',
      confidence: 'likely',
      confidenceReason:
        'Nothing failed; that a row at CONSUMING_BATCH was due follows from the other batches of this source.',
      count: left.length,
      unit: 'operations',
      text: loss.text,
      assumptions: [`A run counts as full from ${FULL_RUN_SHARE * 100} % of the usual run on.`],
    },
  ];
}

function failedBatches({ claimed, pipeline }: Observed): Finding[] {
  return groupFailedRows(claimed).map((group): Finding => {
    const { lost: _, ...seen } = fromRows(group.rows, pipeline);
    const isLoss = group.result === 'ERROR' || group.result === 'REJECTED';
    const batches = new Set(group.rows.map(({ row }) => row.item ?? row.guid)).size;
    const loss = batchLoss(pipeline, seen.lastSeen, batches);
    const stage = group.task || 'an unnamed stage';
    const words = metaText(group.rows.at(-1)?.meta ?? []);
    return {
      problem: 'batch-failed',
      key: group.key,
      title:
        group.result === 'WARNING'
          ? `${countOf(batches, 'batch', 'batches')} passed ${stage} with a warning`
          : `${countOf(batches, 'batch', 'batches')} ended in ${group.result || 'no result'} at ${stage}`,
      ...seen,
      severity: isLoss && !loss.mended ? 'error' : 'info',
      impact: isLoss && !loss.mended ? 'failing' : null,
      confidence: 'certain',
      confidenceReason: 'That the batch ended so is certain; why is not known.',
      count: batches,
      unit: 'operations',
      text: [
        words === ''
          ? 'The row gives no reason.'
          : `Reason not recognised. The row says: ${quoteLast(words)}`,
        isLoss
          ? loss.text
          : (REMARKS.get(group.result) ?? 'What this result means for the items inside is not known.'),
      ].join(' '),
      assumptions: isLoss ? [`A run counts as full from ${FULL_RUN_SHARE * 100} % of the usual run on.`] : [],
    };
  });
}

/** A batch that was not taken in, for a reason that no rule knows: shown with its raw text (our own catch-all). */
export const batchFailed: Problem = {
  id: 'batch-failed',
  words: {
    title: 'Batch failed',
    whatHappened: 'A batch was accepted with 202 and did not pass a batch stage of the pipeline.',
    cause:
      'Not recognised: the row’s text matches no rule. Likely are a file that is not what the batch call expects, or a file container that was already consumed or expired.',
    fix: [
      'Read the raw row: its `meta` is all that Coveo’s log says.',
      'Check the uploaded file: JSON, UTF-8, `addOrUpdate` and `delete` at the top level.',
      'Push the batch again in a new file container, and watch for its row at Consuming batch.',
      'If it fails again, give Coveo Support the organization, the source, the time and the file container’s id.',
    ],
    mistakes: ['Taking the 202 of `PUT documents/batch` for success.'],
    actor: 'client',
    retryable: true,
    retryAfter: 'once the file was checked',
    article: ARTICLE_1864,
    unsure:
      'Coveo does not publish what the text of a batch’s row can hold: the causes named here are inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: {
    needs: ['batches'],
    fromPart: true,
    claim: ({ row }) => (row.operation === 'BATCH_FILE' ? 'possible' : null),
    detect,
  },
  later: [],
};
