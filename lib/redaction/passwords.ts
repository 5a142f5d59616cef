import { END, isBlank, isQuote, newCharacter, readCharacter } from './character';
import type { SecretSpan } from './kinds';
import { optionArgumentAt } from './option';
import { isPlaceholder, REDACTED } from './placeholder';
import { endOfQuoted } from './quoted';
import { endOfWord, looksSecret, TEXT } from './word';

/** A user's name: nothing in which another secret could stand. */
const USER = /^(?!.*(?:xx[0-9a-f]{8}-|eyJ|A[KS]IA))(?:[\w.@+~\\-]|%40){0,128}$/;

/** No user name with its password is longer than this in a URL; it keeps the search linear. */
const LONGEST = 4096;

/** `#`, `/`, `<`, `>`, `?` and a backslash end what may hold a user and a host. */
const BEHIND_HOST = new Set([35, 47, 60, 62, 63, 92]);

/**
 * The password in a URL, `https://user:secret@host`, whose `://` begins at an offset, however that is written; a long
 * user name alone, too, as tokens are given so. Null where there is none. Linear: it ends with the host.
 */
export function urlPasswordAt(text: string, at: number): SecretSpan | null {
  const character = newCharacter();
  if (readCharacter(text, at, character) !== 58) return null;
  const percents = character.percents;
  for (let slash = 0; slash < 2; slash += 1) {
    if (readCharacter(text, character.end, character) !== 47) return null;
  }
  const user = character.end;
  let password = -1;
  let end = -1;
  for (let next = user; ; next = character.end) {
    const code = readCharacter(text, next, character);
    if (next - user > LONGEST) return null;
    if (character.percents > percents) continue;
    if (code === 64) end = next;
    else if (code === 58 && password === -1 && end === -1) {
      if (!USER.test(text.slice(user, Math.min(next, user + 200)))) return null;
      password = character.end;
    } else if (code === END) {
      // The text was cut; digits alone are a port.
      if (end === -1 && password !== -1 && /\D/.test(text.slice(password))) end = next;
      break;
    } else if (isBlank(code) || isQuote(code) || BEHIND_HOST.has(code)) break;
  }
  if (end === -1) return null;
  const start = password === -1 ? user : password;
  const value = text.slice(start, Math.min(end, start + 200));
  if (value === '' || isPlaceholder(value) || (password === -1 && !looksSecret(value))) return null;
  return { kind: 'password', start, end };
}

const USER_OPTION = /-(?:u(?:ser)?|U|-(?:proxy-)?user)/y;

/** The password of curl's `-u user:password` whose dash stands at an offset, or null. */
export function userOptionAt(text: string, at: number): SecretSpan | null {
  const argument = optionArgumentAt(text, at, USER_OPTION);
  if (argument === null) return null;
  const { start: from, quote, glued } = argument;
  const near = text.slice(from, from + 128);
  const colon = colonIn(near.slice(0, quote ? endOfQuoted(near, 0, quote) : endOfWord(near, 0, TEXT)));
  if (
    colon === null ||
    !USER.test(near.slice(0, colon.start)) ||
    (glued && (colon.start === 0 || near.startsWith('-')))
  )
    return null;
  const end = quote ? endOfQuoted(text, from, quote) : endOfWord(text, from, TEXT);
  const start = from + colon.end;
  if (text.startsWith(REDACTED, start)) return null;
  if (start >= end) {
    // A key given as the user, with an empty password.
    const user = near.slice(0, colon.start);
    return looksSecret(user) ? { kind: 'password', start: from, end: from + colon.start } : null;
  }
  const value = text.slice(start, Math.min(end, start + 200));
  // `-u 1000:1000` is a user and a group.
  if (isPlaceholder(value) || value.startsWith('//') || /^\d{1,6}$/.test(value)) return null;
  return { kind: 'password', start, end };
}

/** The first colon, however it is written. */
function colonIn(text: string): { readonly start: number; readonly end: number } | null {
  const character = newCharacter();
  for (let start = 0; start < text.length; start = character.end)
    if (readCharacter(text, start, character) === 58) return { start, end: character.end };
  return null;
}
