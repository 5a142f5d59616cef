import type { PasteKind } from '@/lib/paste/facts';
import type { DiagnosisReport } from './report';

/** What stands in place of a diagnosis: a title, and what helps next. */
export interface NothingWords {
  readonly title: string;
  readonly next: string;
}

const BARE: NothingWords = {
  title: 'No known problem is recognised',
  next: 'Nothing in the text shows a problem that Pushscope knows, so it names no cause. The whole answer helps most: status line, headers and body, and the request without its Authorization header.',
};

const BINARY: NothingWords = {
  title: 'This is not a text',
  next: 'It looks like an image, an archive or a compressed file, and nothing of it can be read. Unpack it, or paste the text itself.',
};

const SUCCESS: NothingWords = {
  title: 'An answer that succeeded, not an error',
  next: 'Where something is missing in the index all the same, paste the item’s rows of the Log Browser.',
};

const BY_KIND: Partial<Record<PasteKind, NothingWords>> = {
  'push payload': {
    title: 'A push payload, not an error',
    next: 'Paste what Coveo answered to it, or its rows of the Log Browser.',
  },
  identifier: {
    title: 'An id or an address, not an error',
    next: 'By itself it shows no problem. What can be read from it stands under “What was read”; paste it with the call or the log row that it belongs to.',
  },
  'privilege evaluation': {
    title: 'A privilege evaluation that shows no problem',
    next: 'If the call is refused all the same, paste that call with its answer.',
  },
  'log rows': {
    title: 'No known problem in these log rows',
    next: 'A row that is not COMPLETED tells most with its whole meta; a call that was refused leaves no row at all.',
  },
  activity: {
    title: 'No known problem in this activity',
    next: 'Its error code is often a general one. The log rows of the same time tell more.',
  },
};

/** So much of a text is looked at, and so large a share of it may be characters that no text has. */
const LOOKED_AT = 4_000;
const MOST_NOISE = 0.1;

/** Says what a paste without a diagnosis is, as far as that is known; it names no cause. */
export function nothingWords({
  text,
  parts,
  facts,
}: Pick<DiagnosisReport, 'text' | 'parts' | 'facts'>): NothingWords {
  if (isBinary(text)) return BINARY;
  const kinds = new Set(parts.map(({ kind }) => kind));
  const [kind] = kinds;
  const known = kinds.size === 1 && kind !== undefined ? BY_KIND[kind] : undefined;
  if (known !== undefined) return known;
  const statuses = facts.filter(({ name }) => name === 'status');
  // Of several answers some may not have been read, so only one that stands alone is called a success.
  const succeeded =
    parts.length === 1 && statuses.length > 0 && statuses.every(({ value }) => value.startsWith('2'));
  return succeeded && !facts.some(({ name }) => name === 'code') ? SUCCESS : BARE;
}

function isBinary(text: string): boolean {
  const sample = text.slice(0, LOOKED_AT);
  if (sample === '') return false;
  let noise = 0;
  for (const character of sample) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0xfffd || code < 9 || (code > 13 && code < 27) || (code > 27 && code < 32)) noise += 1;
  }
  return noise / sample.length > MOST_NOISE;
}
