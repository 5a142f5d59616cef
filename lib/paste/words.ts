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
  | 'table';

/** A word that is worth looking at. */
export interface WordHit {
  readonly start: number;
  readonly end: number;
  /** In lower case; empty for numbers and long ids. */
  readonly word: string;
  readonly role: WordRole | 'code' | 'number' | 'id';
}

/** What one pass over a text finds: words in order, and the phrases that stand where their first word does. */
export interface WordScan {
  readonly hits: readonly WordHit[];
  /** Words that documents are told by, wherever they stand. */
  readonly documentWords: ReadonlySet<string>;
  readonly phrases: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

/** A word that the pass looks for, in lower case, with all that it may be. */
interface LexiconEntry {
  readonly word: string;
  readonly roles: WordRole[];
  readonly phrases: Phrase[];
  /** Codes that differ from the word in case only. */
  readonly codes: string[];
}

/** All that the pass looks for. */
export interface Lexicon {
  /** By the low bits of the hash of a lower-cased word: whether a look at `entries` can be worth it. */
  readonly mayHold: Uint8Array;
  /** By the hash of the word; several where hashes collide. */
  readonly entries: ReadonlyMap<number, readonly LexiconEntry[]>;
  readonly codes: ReadonlySet<string>;
}

/** The most words and phrases that are kept of one paste: what follows is still looked through, but not read. */
const MAX_HITS = 150_000;
const MAX_PHRASES = 20_000;
/** The length of the random part of a source's id. */
const SOURCE_ID_LENGTH = 26;
const MAX_WORD = 64;

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
    const entry: LexiconEntry = { word, roles: [], phrases: [], codes: [] };
    list.push(entry);
    return entry;
  };
  for (const [role, words] of roles) for (const word of words.split(' ')) entryOf(word).roles.push(role);
  for (const one of vocabulary.phrases) entryOf(one.word).phrases.push(one);
  for (const code of vocabulary.codes) entryOf(code.toLowerCase()).codes.push(code);
  return { mayHold, entries, codes: new Set(vocabulary.codes) };
}

function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = step(hash, word.charCodeAt(at));
  return hash;
}

function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** By character: 0 none of a word, 1 a letter or underscore, 2 a digit. */
const KIND = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  KIND[code] = /[A-Za-z_]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 0;
}

/** Finds the lexicon's words in one pass. Escapes (`\n`, `\u0022`, `%22`) separate words as what they stand for would. */
export function scanWords(text: string, lexicon: Lexicon): WordScan {
  const found: Found = { hits: [], phrases: [], documentWords: new Set() };
  const { hits } = found;
  const { mayHold } = lexicon;
  const length = text.length;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? KIND[code] : 0;
    if (kind === 0) {
      at += code === 0x5c || code === 0x25 ? escapeLength(text, at, code) : 1;
      continue;
    }
    const start = at;
    let hash = 0;
    let letters = 0;
    let next = code;
    let nextKind = kind;
    while (nextKind !== 0 && nextKind !== undefined) {
      if (nextKind === 1) letters += 1;
      hash = step(hash, next >= 0x41 && next <= 0x5a ? next + 32 : next);
      at += 1;
      if (at >= length) break;
      next = text.charCodeAt(at);
      nextKind = next < 128 ? KIND[next] : 0;
    }
    const size = at - start;
    if (letters === 0) {
      if (size === 3 && code <= 0x35 && code !== 0x30 && hits.length < MAX_HITS)
        hits.push({ start, end: at, word: '', role: 'number' });
      continue;
    }
    // “429s”: several of them.
    if (size === 4 && letters === 1 && code <= 0x35 && code !== 0x30 && text.charCodeAt(at - 1) === 0x73) {
      if (hits.length < MAX_HITS) hits.push({ start, end: at - 1, word: '', role: 'number' });
    }
    if (size === SOURCE_ID_LENGTH && letters < size && hits.length < MAX_HITS) {
      hits.push({ start, end: at, word: '', role: 'id' });
    }
    if (mayHold[hash & 0xffff] === 1 && size <= MAX_WORD)
      look(text, start, at, lexicon.entries.get(hash), found);
  }
  return found;
}

function escapeLength(text: string, at: number, code: number): number {
  if (code === 0x25) return isHex(text.charCodeAt(at + 1)) && isHex(text.charCodeAt(at + 2)) ? 3 : 1;
  switch (text[at + 1]) {
    case 'n':
    case 'r':
    case 't':
    case 'b':
    case 'f':
      return 2;
    case 'u':
      return 6;
    default:
      return 1;
  }
}

function isHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

interface Found {
  readonly hits: WordHit[];
  readonly phrases: { name: string; start: number; end: number }[];
  readonly documentWords: Set<string>;
}

/** Keeps a word in the roles that what stands beside it allows. */
function look(
  text: string,
  start: number,
  end: number,
  entries: readonly LexiconEntry[] | undefined,
  { hits, phrases, documentWords }: Found,
): void {
  const entry = entries?.find(({ word }) => word.length === end - start && isWordAt(text, start, word));
  if (entry === undefined) return;
  const { word } = entry;
  if (hits.length < MAX_HITS) {
    if (entry.codes.some((code) => text.startsWith(code, start)))
      hits.push({ start, end, word, role: 'code' });
    for (const role of entry.roles) {
      if (role === 'document') documentWords.add(word);
      else if (mayBe(role, text, start, end)) hits.push({ start, end, word, role });
    }
  }
  if (phrases.length >= MAX_PHRASES) return;
  for (const { name, pattern } of entry.phrases) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match !== null) phrases.push({ name, start, end: start + match[0].length });
  }
}

function isWordAt(text: string, start: number, word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const code = text.charCodeAt(start + at);
    if ((code >= 0x41 && code <= 0x5a ? code + 32 : code) !== word.charCodeAt(at)) return false;
  }
  return true;
}

/** A cheap look at the characters beside a word, before its reader is asked. */
function mayBe(role: WordRole, text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  switch (role) {
    case 'address':
      return after === 0x3a;
    case 'method':
      return before !== 0x2d && text.charCodeAt(start) <= 0x5a && text.charCodeAt(start + 1) <= 0x5a;
    case 'tag':
      // `<`, and what ends `&lt;`, `\u003c` and `%3C`.
      return before === 0x3c || before === 0x3b || before === 0x63 || before === 0x43;
    case 'header':
      return (
        after === 0x2d ||
        after === 0x3a ||
        after === 0x22 ||
        after === 0x27 ||
        after === 0x20 ||
        after === 0x3d
      );
    case 'field':
      return isSeparatorNext(text, end, after);
    case 'table':
      return after !== 0x22 || text.charCodeAt(end + 1) !== 0x3a;
    default:
      return true;
  }
}

/** Whether a colon, an equals sign or a quote follows, perhaps behind blanks. */
function isSeparatorNext(text: string, end: number, after: number): boolean {
  let code = after;
  for (let at = end; code === 0x20 && at < end + 8; code = text.charCodeAt(at)) at += 1;
  // Colon and equals, quotes, and what begins an escape of them.
  return (
    code === 0x3a ||
    code === 0x3d ||
    code === 0x22 ||
    code === 0x27 ||
    code === 0x5c ||
    code === 0x26 ||
    code === 0x25 ||
    code === 0x60
  );
}
