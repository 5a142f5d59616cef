import { matchPhrase, metaText, normaliseText } from '@/lib/evidence/meta';
import { ARTICLE_95 } from './article';
import { batchLoss, FULL_RUN_SHARE } from './batch-loss';
import { countOf, quoteLast } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { fromRows } from './row-finding';

const NOT_JSON = /deserializ|deserialis|malformed|unexpected (token|end|character)|\bjson\b/i;

/** Whether a text says that something could not be read as JSON; the `.json` of a URI is not it. */
export function saysNotJson(text: string): boolean {
  return NOT_JSON.test(normaliseText(text));
}

function detect({ claimed, pipeline }: Observed): Detection {
  if (claimed.length === 0) return { state: 'clear' };
  const { lost: _, ...seen } = fromRows(claimed, pipeline);
  const batches = new Set(claimed.map(({ row }) => row.item ?? row.guid)).size;
  const loss = batchLoss(pipeline, seen.lastSeen, batches);
  return {
    state: 'found',
    findings: [
      {
        problem: 'json-deserialization',
        key: '',
        title: `${countOf(batches, 'batch', 'batches')} lost: the file could not be read as JSON`,
        ...seen,
        severity: loss.mended ? 'info' : 'error',
        impact: loss.mended ? null : 'failing',
        confidenceReason: 'The batch failed, and the words of its row speak of broken JSON.',
        count: batches,
        unit: 'operations',
        text: [
          loss.text,
          ...(seen.confidence === 'possible'
            ? [`The newest row says: ${quoteLast(metaText(claimed.at(-1)?.meta ?? []))}`]
            : []),
        ].join(' '),
        assumptions: [`A run counts as full from ${FULL_RUN_SHARE * 100} % of the usual run on.`],
      },
    ],
  };
}

/** A batch that is not valid JSON is accepted with 202 and lost whole when the pipeline reads it (article 95). */
export const jsonDeserialization: Problem = {
  id: 'json-deserialization',
  words: {
    title: 'JSON deserialization error',
    whatHappened:
      'A file container was uploaded and its batch accepted with 202, but the pipeline could not read the file as JSON. Every item inside is lost, and none of them leaves a row.',
    cause:
      'Characters that are not escaped or not encoded as JSON wants: double quotes inside strings, raw line breaks and control characters, bytes that are not UTF-8, a trailing comma, or a file that was cut while it was uploaded.',
    fix: [
      'Take the very file that was uploaded and run it through a JSON parser: it names the place.',
      'Let a JSON library write the batch; never join strings.',
      'Send it as UTF-8 without a byte order mark, and check that the upload answered 200 before the batch is pushed.',
      'Push the batch again in a new file container.',
    ],
    mistakes: [
      'Checking only the answer of `PUT documents/batch`: 202 says that the batch was queued, not that it was read.',
      'Checking one item: a single bad character anywhere loses the whole file.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_95,
  },
  live: {
    needs: ['batches'],
    fromPart: true,
    readsText: 'batches',
    claim: ({ row, meta }) =>
      row.operation === 'BATCH_FILE' && (row.result === 'ERROR' || row.result === 'REJECTED')
        ? matchPhrase(meta, saysNotJson)
        : null,
    detect,
  },
};
