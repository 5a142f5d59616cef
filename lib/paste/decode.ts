import { withoutQuotedPrintable } from './quoted-printable';
import { withoutTerminalCodes } from './terminal-codes';

/** How many characters are looked at to tell an encoding. */
const SAMPLE = 4_000;

/**
 * The text of a paste or a file: bytes as UTF-8 or UTF-16 by their byte order mark, else by where zeros stand. A byte
 * order mark is left out, and so are the zeros of UTF-16 that was read as something else. Bytes that are no text
 * become replacement characters. What mail programs and terminals put around and between the characters is left out as
 * well: it tears codes and secrets apart.
 */
export function decode(input: string | Uint8Array): string {
  const text = typeof input === 'string' ? withoutZeros(withoutMark(input)) : decodeBytes(input);
  return withoutTerminalCodes(withoutQuotedPrintable(text));
}

function decodeBytes(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return withoutMark(encoding === 'utf-8' ? withoutZeros(text) : text);
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const end = Math.min(bytes.length, SAMPLE);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  // Latin letters have their zero behind them in UTF-16LE, before them in UTF-16BE.
  const most = Math.max(even, odd);
  if (most < 2 || most * 10 < end || Math.min(even, odd) * 4 > most) return 'utf-8';
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function withoutMark(text: string): string {
  const first = text.charCodeAt(0);
  return first === 0xfeff || first === 0xfffe ? text.slice(1) : text;
}

/** Zeros between the letters of a text show UTF-16 that was read byte by byte; they may be written as escapes. */
function withoutZeros(text: string): string {
  if (/^.?(?:\\u0000[^\\]|[^\\]\\u0000){4}/.test(text)) return withoutZeros(text.replaceAll('\\u0000', '\0'));
  if (!text.includes('\0')) return text;
  const marked = text.replace(/^(?:\u00ff\u00fe|\u00fe\u00ff|\ufffd\ufffd)/, '');
  return withoutMark(marked.replaceAll('\0', ''));
}
