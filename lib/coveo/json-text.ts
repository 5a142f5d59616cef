/** What parsing a text as JSON gave. */
export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Parses JSON without losing digits: an integer that a number cannot hold exactly (an orderingId of another clock)
 * becomes a string of its digits.
 */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(hasLongNumber(text) ? quoteLargeIntegers(text) : text) };
  } catch {
    return { ok: false };
  }
}

/** Digits from which on a number may lose some. */
const LONG = 16;

/** Whether so many digits stand in a row: one of them stands at every sixteenth place, so that only these are looked at. */
function hasLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let first = at;
    while (isDigit(text, first - 1)) first -= 1;
    let end = at + 1;
    while (end - first < LONG && isDigit(text, end)) end += 1;
    if (end - first >= LONG) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function quoteLargeIntegers(text: string): string {
  let out = '';
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      continue;
    }
    if (code !== 0x2d && (code < 0x30 || code > 0x39)) {
      at += 1;
      continue;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0] ?? '-';
    if (/^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))) {
      out += `${text.slice(from, at)}"${number}"`;
      from = at + number.length;
    }
    at += number.length;
  }
  return out + text.slice(from);
}

/** Where the string that opens at `start` has ended; the text's end when it never does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    at += code === 0x5c ? 2 : 1;
  }
  return text.length;
}
