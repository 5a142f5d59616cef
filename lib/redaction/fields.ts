import { END, isBlank, isQuote, NEWLINE, newCharacter, readCharacter } from './character';
import type { SecretSpan } from './kinds';
import { type NamePair, type SecretName, secretNameAt } from './name';
import { valueBefore } from './pairs';
import { isPlaceholder, isState } from './placeholder';
import { endOfQuoted } from './quoted';
import { type Separation, separationAt } from './separator';
import { kindOfValue } from './shapes';
import { endOfWord, looksSecret } from './word';

/** What is looked at to decide on a value; what is longer is taken whole. */
const PEEK = 200;

/** The value of a field that is named as a secret by the two letters at an offset, or null. */
export function fieldAt(text: string, at: number, pair: NamePair, floor: number): SecretSpan | null {
  const name = secretNameAt(text, at, pair, floor);
  if (!name) return null;
  const separation = separationAt(text, name.end);
  if (!separation) return valueBefore(text, name.start, name.kind, floor);
  const end = separation.quote
    ? quotedEnd(text, name, separation)
    : separation.form === 'tag'
      ? tagEnd(text, name, separation)
      : wordEnd(text, name, separation);
  if (end === null || end <= separation.value) return null;
  return { kind: kindOfValue(text, separation.value, end, name.kind), start: separation.value, end };
}

/** The end of a value in quotes that is a secret, else null. */
function quotedEnd(text: string, name: SecretName, separation: Separation): number | null {
  const { quote, value, form } = separation;
  if (!quote) return null;
  if (form === 'flag' && text.charCodeAt(name.start) !== 45) return null;
  const near = text.slice(value, value + PEEK);
  const close = endOfQuoted(near, 0, quote);
  const trimmed = near.slice(0, close).trim();
  if (trimmed === '' || isPlaceholder(trimmed)) return null;
  if (form === 'tuple' && (!/\d/.test(trimmed) || isFieldName(near, close))) return null;
  const doubtful =
    form === 'tuple' || form === 'flag' || (!name.sure && !separation.named && form !== 'equals');
  if (doubtful && !looksSecret(trimmed)) return null;
  return endOfQuoted(text, value, quote);
}

/** Whether what is quoted is the name of the next field, as in `"INVALID_TOKEN", "message": …`. */
function isFieldName(near: string, close: number): boolean {
  const character = newCharacter();
  readCharacter(near, close, character);
  while (isBlank(readCharacter(near, character.end, character)));
  return character.code === 58 || character.code === 61;
}

const TAG = /(?:<|&(?:amp;){0,3}lt;|\\u003c|%(?:25){0,7}3c)(?:[\w.-]{1,24}(?::|%(?:25){0,7}3a))?$/i;

/** No element that holds a secret is longer: a tag that nothing closes is no tag, but a placeholder in a sentence. */
const LONGEST_ELEMENT = 16_384;

/** The end of an XML element's text, else null. Where the text was cut, a word behind the opening tag will do. */
function tagEnd(text: string, name: SecretName, { value }: Separation): number | null {
  const opening = text.slice(Math.max(0, name.start - 40), name.start);
  if (!TAG.test(opening)) return null;
  const character = newCharacter();
  let end = value;
  let words = 0;
  let blank = true;
  for (let at = value; ; at = character.end) {
    const code = readCharacter(text, at, character);
    if (code === END && words === 1) break;
    if (code === END || at - value > LONGEST_ELEMENT) return null;
    if (code === 60) {
      if (!isClosing(text, character.end, text.slice(name.start, name.end))) return null;
      break;
    }
    if (blank && !isBlank(code)) words += 1;
    blank = isBlank(code);
    if (!blank) end = character.end;
  }
  return end === value || (end - value < PEEK && isPlaceholder(text.slice(value, end))) ? null : end;
}

/** Whether what stands behind a `<` closes an element of this name. */
function isClosing(text: string, behind: number, name: string): boolean {
  const character = newCharacter();
  if (readCharacter(text, behind, character) === END) return true;
  return character.code === 47 && text.slice(character.end, character.end + name.length + 40).includes(name);
}

/** The end of a value without quotes, else null. */
function wordEnd(text: string, name: SecretName, separation: Separation): number | null {
  const { form, value, percents, named } = separation;
  if (form === 'tuple' || separation.broken) return null;
  if (form === 'flag' && text.charCodeAt(name.start) !== 45) return null;
  const until = { percents, list: form === 'equals' || percents > 0 };
  const near = text.slice(value, value + PEEK);
  const word = near.slice(0, endOfWord(near, 0, until));
  if (!/[\p{L}\p{N}]/u.test(word) || isPlaceholder(word) || /^[{[(]/.test(word)) return null;
  if (form === 'equals') {
    if (!name.sure && percents === 0 && isBlank(text.charCodeAt(value - 1)) && !looksSecret(word))
      return null;
  } else if (!name.sure ? !looksSecret(word) : !isWholeValue(text, word, value + word.length, named))
    return null;
  return endOfWord(text, value, until);
}

/** In "password: must not be blank" the first word is no value: letters only, and more words behind it. */
function isWholeValue(text: string, word: string, end: number, named: boolean): boolean {
  if (named || looksSecret(word) || !/^[a-z'-]+$/i.test(word)) return true;
  if (isState(word)) return false;
  const character = newCharacter();
  let at = end;
  for (let steps = 0; steps < 4; steps += 1) {
    readCharacter(text, at, character);
    const { code } = character;
    if (code === END || code === NEWLINE || isQuote(code) || code === 44 || code === 59 || code === 125)
      return true;
    if (code !== 32) return code === 45;
    at = character.end;
  }
  return false;
}
