import { hashOf, type Lexicon, type LexiconEntry, step, type WordRole } from './lexicon';
import { emptySieve, endSieve, endStretch, type FoundPhrase, LONGEST_STRETCH, type Sieve } from './sieve';

/** A word that is worth looking at. */
export interface WordHit {
  readonly start: number;
  readonly end: number;
  /** In lower case; empty for numbers and long ids. */
  readonly word: string;
  readonly role: WordRole | 'code' | 'number' | 'id';
}

/**
 * What one pass over a text finds: words in order, and the phrases that stand where their first word does. In a long
 * text, what repeats is left out of both, as the sieve says.
 */
export interface WordScan {
  readonly hits: readonly WordHit[];
  /** Words that documents are told by, wherever they stand. */
  readonly documentWords: ReadonlySet<string>;
  readonly phrases: readonly FoundPhrase[];
  readonly sieve: Sieve;
}

/** The length of the random part of a source's id. */
const SOURCE_ID_LENGTH = 26;
const MAX_WORD = 64;

/** By character: 0 none of a word, 1 a letter or underscore, 2 a digit. */
const KIND = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  KIND[code] = /[A-Za-z_]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 0;
}

/** Finds the lexicon's words in one pass. Escapes (`\n`, `\u0022`, `%22`) separate words as what they stand for would. */
export function scanWords(text: string, lexicon: Lexicon): WordScan {
  const sieve = emptySieve();
  const documentWords = new Set<string>();
  const { mayHold } = lexicon;
  const length = text.length;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? KIND[code] : 0;
    if (kind === 0) {
      if (code === 0x0a || code === 0x7d || code === 0x0d) endStretch(sieve, at + 1);
      at += code === 0x5c || code === 0x25 ? escapeLength(text, at, code, sieve) : 1;
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
    // A code may be cut at the end of a line: mail programs do that.
    if (letters > 0 && isLineEnd(next === 0x3d ? text.charCodeAt(at + 1) : next)) {
      const whole = codeOverLines(text, start, at, lexicon.codes);
      if (whole !== null) {
        add(
          sieve,
          { start, end: whole.end, word: whole.code.toLowerCase(), role: 'code' },
          hashOf(whole.code),
        );
        at = whole.end;
        continue;
      }
    }
    const size = at - start;
    if (letters === 0) {
      if (size === 3 && code <= 0x35 && code !== 0x30) addNumber(sieve, start, at, hash);
      continue;
    }
    // “429s”: several of them.
    if (size === 4 && letters === 1 && code <= 0x35 && code !== 0x30 && text.charCodeAt(at - 1) === 0x73)
      addNumber(sieve, start, at - 1, hash);
    if (size === 7 && letters === 4 && /^http\d/i.test(text.slice(start, start + 5)))
      addNumber(sieve, start + 4, at, hash);
    if (size === SOURCE_ID_LENGTH && letters < size) add(sieve, { start, end: at, word: '', role: 'id' }, 1);
    if (mayHold[hash & 0xffff] === 1 && size <= MAX_WORD)
      look(text, start, at, lexicon.entries.get(hash), sieve, documentWords);
  }
  endSieve(sieve, length);
  return { hits: sieve.hits, phrases: sieve.phrases, documentWords, sieve };
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

const WRAPPED = /=?\r?\n[ \t>]{0,8}([A-Z_][A-Z0-9_]{0,60})(?![A-Za-z0-9_])/y;

/** The code whose first part stands between two offsets at the end of a line, and where it ends in the next line. */
function codeOverLines(
  text: string,
  start: number,
  end: number,
  codes: ReadonlySet<string>,
): { readonly code: string; readonly end: number } | null {
  // Capitals only, and an underscore in what is whole.
  if (end - start > MAX_WORD || (text.charCodeAt(start) & 0x20) !== 0 || codes.has(text.slice(start, end)))
    return null;
  WRAPPED.lastIndex = end;
  const rest = WRAPPED.exec(text);
  const code = rest === null ? '' : text.slice(start, end) + (rest[1] ?? '');
  return rest !== null && code.includes('_') && codes.has(code) ? { code, end: end + rest[0].length } : null;
}

/** A number is of the kind of every other one, unless it may be the status of an error. */
function addNumber(sieve: Sieve, start: number, end: number, hash: number): void {
  add(sieve, { start, end, word: '', role: 'number' }, ERROR_STATUSES.has(hash) ? hash : 2);
}

const ERROR_STATUSES: ReadonlySet<number> = new Set(
  '400 401 403 404 405 408 409 410 411 412 413 415 422 429 500 502 503 504'
    .split(' ')
    .flatMap((status) => [hashOf(status), hashOf(`${status}s`)]),
);

function add(sieve: Sieve, hit: WordHit, kind: number): void {
  sieve.hits.push(hit);
  sieve.kind = step(sieve.kind, kind);
  if (sieve.hits.length - sieve.hitsFrom >= LONGEST_STRETCH) endStretch(sieve, hit.end);
}

function escapeLength(text: string, at: number, code: number, sieve: Sieve): number {
  if (code === 0x25) return isHex(text.charCodeAt(at + 1)) && isHex(text.charCodeAt(at + 2)) ? 3 : 1;
  switch (text[at + 1]) {
    case 'n':
      endStretch(sieve, at + 2);
      return 2;
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

/** Keeps a word in the roles that what stands beside it allows. */
function look(
  text: string,
  start: number,
  end: number,
  entries: readonly LexiconEntry[] | undefined,
  sieve: Sieve,
  documentWords: Set<string>,
): void {
  const entry = entries?.find(({ word }) => word.length === end - start && isWordAt(text, start, word));
  if (entry === undefined) return;
  const { word, hash } = entry;
  if (entry.codes.some((code) => text.startsWith(code, start)))
    add(sieve, { start, end, word, role: 'code' }, hash);
  for (const role of entry.roles) {
    if (role === 'document') documentWords.add(word);
    else if (mayBe(role, text, start, end)) add(sieve, { start, end, word, role }, hash);
  }
  for (const { name, pattern, hash: kind } of entry.phrases) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match === null) continue;
    sieve.phrases.push({ name, start, end: start + match[0].length });
    sieve.kind = step(sieve.kind, kind);
    if (sieve.phrases.length - sieve.phrasesFrom >= LONGEST_STRETCH) endStretch(sieve, end);
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
