import { isFailure } from '@/lib/evidence/log-row';
import type { Facts } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import { hasSucceeded, isForeign, quoted, recognition, saidOf } from './paste-signs';
import { claimedRows, type PastedRow, rowSign } from './pasted-rows';
import type { Claim, FailedRow, Problem, Recognition } from './problem';

const TASKS = ['EXTENSION', 'STREAMING_EXTENSION'];

const PHRASES: readonly Phrase[] = [
  phrase(
    'rejected-by-extension',
    'rejected by (?:an |the |your |our )?(?:indexing pipeline |ipe )?extension',
  ),
  phrase(
    'extension-rejected',
    'extension (?:has |have )?(?:rejected|refused) (?:the |this |an |my |our |some )?(?:items?|documents?)',
  ),
  phrase('document-reject-call', String.raw`document\.reject\(\)`),
  phrase('reject-document-action', 'REJECT_DOCUMENT'),
];
/** Those of them that only name the means, not that it was used. */
const MEANS = ['document-reject-call', 'reject-document-action'];

function claim({ row }: FailedRow): Claim | null {
  return isFailure(row) && TASKS.includes(row.task) ? 'certain' : null;
}

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  return fromRows(facts) ?? fromWords(facts);
}

function fromRows(facts: Facts): Recognition | null {
  const rows = claimedRows(facts, { claim });
  const sign = rowSign(facts, rows, /\b(?:REJECTED|ERROR)\b/);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [...sign.reasons, onPurpose(rows), named(rows)],
    wrongIf: 'A later row shows the same operation COMPLETED at INDEXING.',
  });
}

function onPurpose(rows: readonly PastedRow[]): string {
  const results = new Set(rows.map(({ row }) => row.result));
  if (results.size > 1) {
    return 'REJECTED most likely means on purpose, ERROR that the script failed (inferred): both are here.';
  }
  return results.has('REJECTED')
    ? 'REJECTED most likely means that the script refused on purpose (inferred); a failed script may end so, too.'
    : 'ERROR most likely means that the script failed, not that it refused on purpose (inferred).';
}

function named(rows: readonly PastedRow[]): string {
  const ids = [...new Set(rows.flatMap(({ row }) => (row.resourceId === null ? [] : [row.resourceId])))];
  if (ids.length === 0) return 'The rows do not name the extension (no `resourceId`).';
  const more = ids.length > 3 ? ` and ${ids.length - 3} more` : '';
  return `The \`resourceId\` names the extension: ${ids.slice(0, 3).join(', ')}${more}.`;
}

function fromWords(facts: Facts): Recognition | null {
  if (hasSucceeded(facts) || facts.s3 !== null) return null;
  const said = saidOf(facts, PHRASES);
  if (said === null) return null;
  const isMeans = MEANS.includes(said.name);
  if (isMeans && facts.coveo === null) return null;
  return {
    confidence: isMeans || facts.coveo === null ? 'possible' : 'likely',
    reasons: [
      `The text says “${quoted(facts, said.span)}”.`,
      ...(isMeans ? ['That is how an extension refuses an item; whether it did is not shown.'] : []),
    ],
    spans: [said.span],
    wrongIf: 'The item’s rows in the Log Browser show no REJECTED or ERROR at an extension stage.',
    decidedBy: {
      tells: 'At which stage the item ended, and in `resourceId` which extension it was.',
      call: { name: 'logs.list', item: null },
    },
    retryAfter: null,
  };
}

/** An indexing pipeline extension refused an item, on purpose or by an error in its script (articles 1645 and 1936). */
export const extensionRejected: Problem = {
  id: 'extension-rejected',
  words: {
    title: 'Rejected by an extension',
    whatHappened:
      'An indexing pipeline extension stopped the item, which is therefore not indexed: its script refused it, or failed while the source is set to reject items then.',
    cause:
      'The script calls `document.reject()` for items of this kind, it ended in an error or with `sys.exit` while the extension’s action on error is `REJECT_DOCUMENT`, or its condition takes in items that it was not written for.',
    fix: [
      'Find the extension: the row’s `resourceId` is its id.',
      'Ask its owner whether items of this kind are meant to be refused: then nothing is wrong.',
      'If the script fails, read its own log, correct it, and test it with one refused item.',
      'Until then, set the extension’s action on error to `SKIP_EXTENSION` for this source, if items without its work are better than none.',
      'Push the refused items again: a changed extension does not go back to them by itself.',
    ],
    mistakes: [
      'Searching the pushing client: it sent the item and got `202`.',
      'Counting what an extension refuses on purpose as a loss.',
    ],
    actor: 'administrator',
    retryable: false,
    retryAfter: null,
    article: {
      title: 'Coveo 1645: Indexing pipeline extensions',
      url: 'https://docs.coveo.com/en/1645/',
    },
    unsure:
      'That `REJECTED` stands for a refusal on purpose and `ERROR` for a script that failed is inferred from their names.',
  },
  signs: { statuses: [], codes: ['REJECT_DOCUMENT'] },
  example: `{"documentLogEntries":[{"datetime":"2026-11-20T09:15:04.120Z","guid":"0a4d1b52-8f6e-4f43-b1c2-7d9e5a3f6c21","id":"https://www.example.com/drafts/7","operation":"ADD","task":"EXTENSION","result":"REJECTED","resourceId":"exampleorg-refusedraftsextension","sourceId":"abcdefghijklmnopqrstuvwxyz-exampleorg","meta":{"duration":"0.031"}}],"hasNextPage":false}`,
  paste: { codes: [], phrases: PHRASES, recognise },
  later: ['live'],
};
