import { metaText } from '@/lib/evidence/meta';
import { ARTICLE_1864 } from './article';
import { type FailedRowGroup, groupFailedRows, PUT } from './failed-row-group';
import type { Finding } from './finding';
import { countOf, quoteLast } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { fromRows, sinceThen } from './row-finding';

const VERBS = new Map([
  ['REJECTED', 'rejected'],
  ['ERROR', 'in error'],
  ['SKIPPED', 'skipped'],
  ['WARNING', 'passed with a warning'],
]);

function detect({ claimed, pipeline }: Observed): Detection {
  if (claimed.length === 0) return { state: 'clear' };
  return { state: 'found', findings: groupFailedRows(claimed).map((group) => describe(group, pipeline)) };
}

function describe(group: FailedRowGroup, pipeline: Observed['pipeline']): Finding {
  const { lost, ...seen } = fromRows(group.rows, pipeline);
  const words = metaText(group.rows.at(-1)?.meta ?? []);
  const verb =
    VERBS.get(group.result) ?? (group.result === '' ? 'without a result' : `with the result ${group.result}`);
  return {
    problem: 'rejected-unexplained',
    key: group.key,
    title: `${countOf(group.rows.length, group.operation === PUT ? 'row' : `${group.operation} row`.trim())} ${verb} at ${group.task || 'an unnamed stage'}: ${
      group.text === '' ? 'no reason in the log' : shorten(group.text)
    }`,
    ...seen,
    confidence: 'certain',
    confidenceReason: 'That these rows ended so is certain; why is not known.',
    count: group.rows.length,
    unit: 'rows',
    text: [
      words === ''
        ? 'The rows give no reason beyond their result.'
        : `No rule knows this reason. The newest row says: ${quoteLast(words)}`,
      consequence(group.result, lost, seen.items.total),
    ].join(' '),
    assumptions: [],
  };
}

function consequence(result: string, lost: number | null, items: number): string {
  if (items === 0 || (lost !== null && lost > 0)) return sinceThen(lost, items);
  switch (result) {
    case 'REJECTED':
    case 'ERROR':
      return sinceThen(lost, items);
    case 'WARNING':
      return 'The items went on through the pipeline.';
    case 'SKIPPED':
      return 'No later stage was seen for these operations.';
    default:
      return 'What this result means is not known.';
  }
}

function shorten(text: string): string {
  const plain = text.replace(/[.\s]+$/, '');
  return plain.length <= 90 ? plain : `${plain.slice(0, 89)}…`;
}

/** Rows that are not COMPLETED and that no rule knows: shown with their raw text, never silently (our catch-all). */
export const rejectedUnexplained: Problem = {
  id: 'rejected-unexplained',
  words: {
    title: 'Not completed, for a reason that no rule knows',
    whatHappened:
      'Rows of the Log Browser did not end in COMPLETED, and their text matches no known problem.',
    cause: 'Not recognised. What Coveo’s log says is shown as it is; nothing is made up beyond it.',
    fix: [
      'Read the raw rows: the stage tells who refused the item, the text tells why, where there is one.',
      'Compare one refused item with one that passed: fields, types, permissions, size.',
      'At `EXTENSION` look into the indexing pipeline extension’s own log; at `MAPPING` into the source’s mappings and field types.',
      'If nothing explains it, give Coveo Support the organization, the source, the item’s URI and the time.',
    ],
    mistakes: ['Pushing the same items again unchanged: a refusal by rule comes back the same.'],
    actor: 'administrator',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_1864,
    unsure:
      'Coveo does not publish what the text of a log row can hold: this is what no rule of ours recognises.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: {
    needs: ['failures'],
    fromPart: true,
    claim: () => 'possible',
    detect,
  },
  later: [],
};
