import { normaliseText } from '@/lib/evidence/meta';

/** Longer text is cut before it is looked at. */
const MOST_TEXT = 600;
/** What is shown of it. */
const MOST_SHOWN = 160;
/** Parts of an item's URI that are shorter are too common to tell anything. */
const SHORTEST_PART = 4;

/** A word, a code in capitals, or a name in camel case: what an id, a secret or an address hardly ever looks like. */
const PLAIN = /^(?:[A-Z]?[a-z]+(?:['’-][a-z]+)*|[A-Z]+(?:_[A-Z]+)*|[a-z]+(?:[A-Z][a-z]+)+)$/;
const LONGEST_WORD = 40;
/** Nor does a code or name have longer pieces than a word has. */
const LONGEST_PIECE = 20;
const PLACEHOLDERS = /^(?:<(?:uri|id|value|n|redacted)>)+$/;
const EDGES = /^[([{"'“‘]+|[)\]}"'”’.,;:!?]+$/g;
const HIDDEN = '<…>';

/** The words that an item's URI is made of, in lower case; none where the row names no item. */
export function partsOfItem(item: string | null): ReadonlySet<string> {
  const parts = (item ?? '').toLowerCase().split(/[^a-z0-9]+/);
  return new Set(parts.filter((part) => part.length >= SHORTEST_PART));
}

/** Whether a word may be shown: it is plain, and no part of the item's URI. */
export function isPlainWord(word: string, item: ReadonlySet<string>): boolean {
  if (word.length > LONGEST_WORD || !PLAIN.test(word) || item.has(word.toLowerCase())) return false;
  const pieces = word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return pieces.every((piece) => piece.length <= LONGEST_PIECE && !item.has(piece));
}

/**
 * A text with nothing left in it that could name somebody's item or hold a secret: URIs, ids, numbers and quoted
 * parts are named as such, and whatever is no plain word, or a part of the row's item, is hidden. It hides too much
 * rather than too little.
 */
export function plainWords(text: string, item: ReadonlySet<string>): string {
  const words = normaliseText(text.slice(0, MOST_TEXT)).split(/\s+/);
  const shown: string[] = [];
  for (const word of words) {
    const core = word.replace(EDGES, '');
    const kept = core === '' || PLACEHOLDERS.test(core) || isPlainWord(core, item) ? word : HIDDEN;
    if (kept !== HIDDEN || shown.at(-1) !== HIDDEN) shown.push(kept);
  }
  const line = shown.join(' ');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}
