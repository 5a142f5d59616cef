const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const FIRST_BEYOND_ASCII = 0x80;

/** A longer string is handed on in pieces of this size (bytes), give or take a character. */
export const PIECE_BYTES = 16 * 1024;

const QUOTES = Uint8Array.of(QUOTE);

/** The value of a hexadecimal digit; that of anything else does not matter, as no reader of JSON lets it pass. */
function digitOf(byte: number): number {
  return byte <= 0x39 ? byte & 0xf : (byte & 0xf) + 9;
}

/** The place of a byte in a chunk at or after `from`; the chunk's end where there is none. */
function placeOf(chunk: Uint8Array, byte: number, from: number): number {
  const place = chunk.indexOf(byte, from);
  return place === -1 ? chunk.length : place;
}

/** The first place between two where a character begins that is not beyond ASCII; the second one where there is none. */
function firstAscii(chunk: Uint8Array, from: number, to: number): number {
  let place = from;
  while (place < to && (chunk[place] ?? 0) >= FIRST_BEYOND_ASCII) place += 1;
  return place;
}

/**
 * Hands on the bytes of a JSON text, chunk by chunk, with each long string cut into several strings, so that nobody
 * who reads its tokens has to hold one of hundreds of megabytes. `onCut` is called between two of them: when the first
 * one was handed on with its end, and before the next one. No character, escape or pair of surrogates is cut in two.
 * The text is not checked.
 */
export function createStringCutter(
  write: (bytes: Uint8Array) => void,
  onCut: () => void,
): (chunk: Uint8Array) => void {
  let isInside = false;
  /** Bytes of the string, or of what is left of it after the last cut. */
  let length = 0;
  /** What an escape still needs: 5 for the character after the backslash, then one for each digit after a `u`. */
  let awaited = 0;
  let unit = 0;
  /** Whether an escape has just told the first half of a pair. */
  let isHalf = false;

  const takeEscaped = (byte: number) => {
    length += 1;
    if (awaited === 5) {
      awaited = byte === LETTER_U ? 4 : 0;
      unit = 0;
      isHalf = false;
      return;
    }
    awaited -= 1;
    unit = unit * 16 + digitOf(byte);
    if (awaited === 0) isHalf = (unit & 0xfc00) === 0xd800;
  };

  return (chunk) => {
    let written = 0;
    let place = 0;
    let quote = -1;
    let backslash = -1;

    /** Takes in what is the string's up to a place, without an escape before it, and cuts where it has grown too long. */
    const takePlain = (end: number) => {
      if (isHalf && end > place) {
        isHalf = false;
        length += 1;
        place += 1;
      }
      while (!isHalf && length + end - place >= PIECE_BYTES) {
        const at = firstAscii(chunk, place + Math.max(0, PIECE_BYTES - length), end);
        if (at === end && chunk[at] !== BACKSLASH) break;
        write(chunk.subarray(written, at));
        write(QUOTES);
        onCut();
        write(QUOTES);
        written = at;
        place = at;
        length = 0;
      }
      length += end - place;
      place = end;
    };

    while (place < chunk.length) {
      if (awaited > 0) {
        takeEscaped(chunk[place] ?? 0);
        place += 1;
        continue;
      }
      if (quote < place) quote = placeOf(chunk, QUOTE, place);
      if (!isInside) {
        place = quote + 1;
        isInside = quote < chunk.length;
        length = 0;
        continue;
      }
      if (backslash < place) backslash = placeOf(chunk, BACKSLASH, place);
      takePlain(Math.min(quote, backslash));
      if (place === chunk.length) break;
      if (backslash < quote) awaited = 5;
      else isInside = isHalf = false;
      length += 1;
      place += 1;
    }
    if (written < chunk.length) write(chunk.subarray(written));
  };
}
