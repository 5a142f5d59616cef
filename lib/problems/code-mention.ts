import type { Facts, Span } from '@/lib/paste/facts';

/** How far around a code or a status others are looked for, in characters. */
const LIST_REACH = 300;
/** What looks like a code and is neither a task of the pipeline, an operation, nor a variable that is set. */
const CODE =
  /\b(?!(?:BATCH_FILE|DELETE_OLDER_THAN|DELETE_AND_CHILDREN|ADD_BY_REFERENCE|(?:STREAMING|CONSUMING)_\w+)\b)[A-Z]{3,}(?:_[A-Z0-9]+)+\b(?!\s?=)/g;

/**
 * Whether codes are only mentioned: three as words, and neither a field nor a call that got one, are a list as
 * documentation has it, also where each has its status beside it. Lines of a log bear times.
 */
export function isListOfCodes({ codes, status, request, response, text }: Facts): boolean {
  if (codes.some(({ from }) => from === 'field')) return false;
  if (status === null) return new Set(codes.map(({ value }) => value)).size >= 3;
  const place = codes[0]?.span ?? status.span;
  if (request !== null || (response?.headers.length ?? 0) > 0) return false;
  const around = text.slice(Math.max(0, place[0] - LIST_REACH), place[1] + LIST_REACH);
  if (/\d:\d\d/.test(around)) return false;
  return new Set(around.match(CODE)).size >= 3;
}

/** A setting that lists codes to deal with, up to one of them: `retryOn=CODE,CODE`, `retryableErrors: ["CODE"`. */
const IN_SETTING =
  /(?:retry|ignor|skip|handl)\w{0,12}(?:on|able|codes?|errors?|status(?:es)?)["']?\s{0,3}(?:=|:\s{0,3}\[)[["'\s]{0,3}(?:\w{2,40}["']?[,|;]\s?["']?){0,8}$/i;

/** Whether a code stands where programs name it: compared, returned, passed, as a member, or in a setting. */
export function isInProgram({ text }: Facts, [start]: Span): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  return (
    /(?:\bcase\s{1,4}|\breturn\s{1,4}|[=!]=\s{0,4}|\w\.|\w\()["'`]?$/.test(before.slice(-20)) ||
    IN_SETTING.test(before)
  );
}
