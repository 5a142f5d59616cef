import { isBatchRow } from '@/lib/evidence/log-row';
import { matchPhrase, metaText, normaliseText } from '@/lib/evidence/meta';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { recognition } from './paste-signs';
import { claimedRows, rowSign } from './pasted-rows';
import { countOf, formatCount, formatMoment, quoteLast } from './phrasing';
import type { Detection, LiveDoor, Observed, Problem, Recognition } from './problem';
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

const LIVE: LiveDoor = {
  needs: ['failures'],
  fromPart: true,
  readsText: 'items',
  claim: ({ row, meta }) =>
    (row.result === 'REJECTED' || row.result === 'ERROR') && !isBatchRow(row)
      ? matchPhrase(meta, saysMetadataTooLarge)
      : null,
  detect,
};

const SIGNS: ErrorSigns = {
  statuses: [],
  plain: [
    phrase('total metadata size limit', 'total metadata size limit'),
    phrase('metadata size limit', 'metadata size limit (?:is |was |has been )?(?:exceeded|reached)'),
  ],
  fitting: [
    phrase('total metadata size', 'total metadata size'),
    phrase('metadata size', 'metadata size (?:exceeds|exceeded|is too large)'),
    phrase('metadata too large', 'metadata (?:of the item )?(?:is |was )?too large'),
    phrase('size of the metadata', 'size of (?:the |its |all )?metadata (?:exceeds|is too large|is over)'),
    phrase('metadata exceeds', 'metadata (?:exceeds|exceeded) (?:the )?(?:maximum |limit|size)'),
  ],
};

function recognise(facts: Facts): Recognition | null {
  const rows = rowSign(facts, claimedRows(facts, LIVE), /[^"\n\t]{0,60}meta ?data[^"\n\t]{0,60}/i);
  const sign = rows ?? readSign(facts, SIGNS);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      'Coveo publishes the limit, 52,428,800 bytes an item, but not the code of this rejection.',
    ],
    wrongIf: 'All values of the item’s metadata together have fewer bytes than the limit.',
  });
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
      'Compressing the item: `compressionType` is about its content, not its metadata.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('Total metadata size limit exceeded'),
    unsure:
      'The code that the Log Browser shows is not published, and neither is how Coveo counts the bytes.',
  },
  signs: { statuses: [], codes: [] },
  example: `Date/Time	Stage	Operation	Result	Item URI	Details
2026-11-22T02:00:04.120Z	CONSUMING	ADD	REJECTED	https://example.com/manual	Total metadata size limit exceeded (52428800 bytes)`,
  paste: errorDoor(SIGNS, recognise),
  live: LIVE,
  later: ['pre-flight'],
};
