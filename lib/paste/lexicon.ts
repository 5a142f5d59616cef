import type { Phrase, Vocabulary } from './vocabulary';

/** What a word may begin or be part of: each role has its own reader. */
export type WordRole =
  | 'address'
  | 'method'
  | 'command'
  | 'field'
  | 'header'
  | 'tag'
  | 'sign'
  | 'document'
  | 'table'
  | 'ordering';

/** A word that the pass looks for, in lower case, with all that it may be. */
export interface LexiconEntry {
  readonly word: string;
  readonly roles: WordRole[];
  readonly phrases: (Phrase & { readonly hash: number })[];
  /** Codes that differ from the word in case only. */
  readonly codes: string[];
  readonly hash: number;
}

/** All that the pass looks for. */
export interface Lexicon {
  /** By the low bits of the hash of a lower-cased word: whether a look at `entries` can be worth it. */
  readonly mayHold: Uint8Array;
  /** By the hash of the word; several where hashes collide. */
  readonly entries: ReadonlyMap<number, readonly LexiconEntry[]>;
  readonly codes: ReadonlySet<string>;
}

/** Builds the lexicon of a vocabulary, with the words that structure is recognised by. */
export function lexiconOf(
  vocabulary: Vocabulary,
  roles: readonly (readonly [role: WordRole, words: string])[],
): Lexicon {
  const mayHold = new Uint8Array(1 << 16);
  const entries = new Map<number, LexiconEntry[]>();
  const entryOf = (word: string): LexiconEntry => {
    const hash = hashOf(word);
    mayHold[hash & 0xffff] = 1;
    const list = entries.get(hash) ?? [];
    entries.set(hash, list);
    const known = list.find((entry) => entry.word === word);
    if (known !== undefined) return known;
    const entry: LexiconEntry = { word, roles: [], phrases: [], codes: [], hash };
    list.push(entry);
    return entry;
  };
  for (const [role, words] of roles) for (const word of words.split(' ')) entryOf(word).roles.push(role);
  for (const one of vocabulary.phrases) entryOf(one.word).phrases.push({ ...one, hash: hashOf(one.name) });
  for (const code of vocabulary.codes) entryOf(code.toLowerCase()).codes.push(code);
  return { mayHold, entries, codes: new Set(vocabulary.codes) };
}

/** The hash of a word that is in lower case. */
export function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = step(hash, word.charCodeAt(at));
  return hash;
}

/** The hash of what was hashed and one character, or number, more. */
export function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}
