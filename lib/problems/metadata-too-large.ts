import { isBatchRow } from '@/lib/evidence/log-row';
import { matchPhrase, metaText, normaliseText } from '@/lib/evidence/meta';
import { ARTICLE_95 } from './article';
import { countOf, formatCount, formatMoment, quoteLast } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { fromRows, sinceThen } from './row-finding';

/** The most metadata that Coveo takes for one item, in bytes (article 95). */
export const MAX_METADATA_BYTES = 52_428_800;

/**
 * Whether a text says that the metadata of an item is too large. Coveo publishes the limit, not the code, so the
 * words are matched, also inside a code (`METADATA_SIZE_LIMIT`); a URI or a field's name that holds the word
 * "metadata" is not it, nor is a value of the wrong type.
 */
export function saysMetadataTooLarge(text: string): boolean {
  const words = normaliseText(text)
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');
  if (!/\bmeta ?data\b/i.test(words)) return false;
  if (/52[ ,.]?428[ ,.]?800/.test(text)) return true;
  return (
    /\b(size|limit|exceed\w*)\b/i.test(words) && !/\b(type|integer|convert\w*|pars(e|ed|ing))\b/i.test(words)
  );
}

function detect({ claimed, pipeline }: Observed): Detection {
  if (claimed.length === 0) return { state: 'clear' };
  const { lost, ...seen } = fromRows(claimed, pipeline);
  const items = seen.items.total;
  return {
    state: 'found',
    findings: [
      {
        problem: 'metadata-too-large',
        key: '',
        title: `${countOf(items, 'item')} rejected: metadata over ${formatCount(MAX_METADATA_BYTES)} bytes`,
        ...seen,
        confidenceReason:
          'Coveo publishes the limit but not the code of this rejection: its words were matched.',
        count: items,
        unit: 'items',
        text: `${countOf(claimed.length, 'row')} on ${countOf(items, 'item')}, first ${formatMoment(seen.firstSeen)}, last ${formatMoment(seen.lastSeen)}. ${sinceThen(lost, items)}${
          lost !== null && lost > 0 ? ' The index holds an older version of them, or none.' : ''
        }${seen.confidence === 'possible' ? ` The newest row says: ${quoteLast(metaText(claimed.at(-1)?.meta ?? []))}` : ''}`,
        assumptions: [],
      },
    ],
  };
}

/** An item whose metadata is over 52,428,800 bytes in all is rejected in the pipeline, after a 202 (article 95). */
export const metadataTooLarge: Problem = {
  id: 'metadata-too-large',
  words: {
    title: 'Metadata too large',
    whatHappened:
      'The Push API accepted the item, and the pipeline rejected it later because its metadata is too large in all.',
    cause: `The values of the item’s metadata add up to more than ${formatCount(MAX_METADATA_BYTES)} bytes (50 MiB). Usually one key carries what belongs into the body: a whole document’s text, a base64 file, or a list that grows with every push.`,
    fix: [
      'Open one of the rejected items in the customer’s export and sort its metadata keys by size.',
      'Move long text into `data`, or a file into `compressedBinaryData` or a file container; these do not count as metadata.',
      'Drop keys that no field uses: metadata without a field is ignored by the index anyway.',
      'Push the item again, and look for its row at Indexing.',
    ],
    mistakes: [
      'Asking Coveo to raise the limit: it is fixed.',
      'Compressing the request: the limit counts the metadata after decompression.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_95,
  },
  live: {
    needs: ['failures'],
    fromPart: true,
    readsText: 'items',
    claim: ({ row, meta }) =>
      (row.result === 'REJECTED' || row.result === 'ERROR') && !isBatchRow(row)
        ? matchPhrase(meta, saysMetadataTooLarge)
        : null,
    detect,
  },
};
