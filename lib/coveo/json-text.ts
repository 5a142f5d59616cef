/** What parsing a text as JSON gave. */
export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Parses JSON without losing digits: an integer that a number cannot hold exactly (an orderingId of another clock)
 * becomes a string of its digits.
 */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(/\d{16}/.test(text) ? quoteLargeIntegers(text) : text) };
  } catch {
    return { ok: false };
  }
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
