import { matchPhrase, metaText, normaliseText } from '@/lib/evidence/meta';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { batchLoss, FULL_RUN_SHARE } from './batch-loss';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { bothSpellings, recognition } from './paste-signs';
import { claimedRows, rowSign } from './pasted-rows';
import { countOf, quoteLast } from './phrasing';
import type { Detection, LiveDoor, Observed, Problem, Recognition } from './problem';
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

const LIVE: LiveDoor = {
  needs: ['batches'],
  fromPart: true,
  readsText: 'batches',
  claim: ({ row, meta }) =>
    row.operation === 'BATCH_FILE' && (row.result === 'ERROR' || row.result === 'REJECTED')
      ? matchPhrase(meta, saysNotJson)
      : null,
  detect,
};

const SIGNS: ErrorSigns = {
  statuses: [],
  plain: [phrase('JSON deserialization error', 'json deseriali[sz]ation (?:error|exception|failure|failed)')],
  fitting: [
    phrase('error deserializing JSON', 'error (?:while |when )?deseriali[sz]ing (?:the )?json'),
    ...bothSpellings('deserialization error', 'deserialization (?:error|exception|failure|failed)'),
    phrase('failed to deserialize', 'failed to deseriali[sz]e'),
    phrase('could not deserialize', 'could not (?:be )?deseriali[sz]ed?'),
    phrase('malformed JSON in batch', 'malformed json in (?:the )?(?:batch|file)'),
  ],
};

function recognise(facts: Facts): Recognition | null {
  if (facts.codes.some(({ value }) => value.startsWith('ERROR_DESERIALIZING'))) return null;
  const rows = rowSign(
    facts,
    claimedRows(facts, LIVE),
    /[^"\n]{0,60}(?:deseriali|malformed|unexpected|\bjson\b)[^"\n]{0,60}/i,
  );
  const sign = rows ?? readSign(facts, SIGNS);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      'Every item of that batch is lost; which ones they are, the log does not say.',
    ],
    wrongIf: 'A JSON parser reads the very file that was uploaded, from its first byte to its last.',
  });
}

/** A batch that is not valid JSON is accepted with 202 and lost whole when the pipeline reads it (article 95). */
export const jsonDeserialization: Problem = {
  id: 'json-deserialization',
  words: {
    title: 'JSON deserialization error',
    whatHappened:
      'A file container was uploaded and its batch accepted with 202, but the pipeline could not read the file as JSON. Its items are not indexed, and their ids may never show in the Log Browser.',
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
      'Checking one item: a single bad character anywhere makes the whole file unreadable as JSON.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('JSON deserialization error'),
    unsure:
      'How the error is worded in the Log Browser is not published: the batch’s failed row and words about JSON are matched.',
  },
  signs: { statuses: [], codes: [] },
  example: `{
  "datetime": "2026-11-22T02:00:04.120Z",
  "id": "00000000-0000-4000-8000-000000000001",
  "meta": { "error": "JSON deserialization error: Unexpected character at line 812, column 17" },
  "operation": "BATCH_FILE",
  "result": "ERROR",
  "task": "STREAMING_BATCH"
}`,
  paste: errorDoor(SIGNS, recognise),
  live: LIVE,
  later: ['pre-flight'],
};
