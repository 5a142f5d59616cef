import type { TagMark } from './marks';
import { unescaped } from './quoting';
import type { WordHit } from './words';

/** Elements of S3's errors, and headings of HTML pages, for the lexicon. */
export const TAG_WORDS =
  'code message expires servertime requestid hostid error title h1 h2 html maxsizeallowed proposedsize header argumentname';

/** The most characters of an element's text that are read. */
const MAX_TEXT = 1_000;
const OPEN_BEFORE = /(?:<|&lt;|\\u003[cC]|%3[cC])$/;
const CLOSE_AFTER = /(?:\s[^<>]{0,200})?(?:>|&gt;|\\u003[eE]|%3[eE])/y;
const NEXT_TAG = /<|&lt;|\\u003[cC]|%3[cC]/;

/**
 * The element that the word opens, with its text up to the next tag; null where no tag stands there. A tag that the
 * text breaks off in (`<ServerTime`) is read with an empty value.
 */
export function readTag(text: string, hit: WordHit): TagMark | null {
  const before = text.slice(Math.max(0, hit.start - 6), hit.start);
  const bracket = OPEN_BEFORE.exec(before)?.[0];
  if (bracket === undefined) return null;
  const start = hit.start - bracket.length;
  if (text.slice(hit.end, hit.end + 1) === '') {
    return {
      type: 'tag',
      start,
      end: hit.end,
      name: hit.word,
      value: '',
      span: [hit.end, hit.end],
      closed: false,
    };
  }
  CLOSE_AFTER.lastIndex = hit.end;
  const closing = CLOSE_AFTER.exec(text);
  if (closing === null) return null;
  const from = hit.end + closing[0].length;
  const part = text.slice(from, from + MAX_TEXT);
  const next = part.search(NEXT_TAG);
  const raw = next === -1 ? part : part.slice(0, next);
  const lead = raw.length - raw.trimStart().length;
  const to = from + raw.trimEnd().length;
  return {
    type: 'tag',
    start,
    end: to,
    name: hit.word,
    value: unescaped(raw.trim()),
    span: [Math.min(from + lead, to), to],
    closed: next !== -1,
  };
}
