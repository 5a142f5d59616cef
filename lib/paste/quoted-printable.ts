/** An equals sign with what it encodes: bytes, or the end of a line. */
const CODED = /=(?:[0-9A-F]{2}|\r?\n)/g;
const BYTES = /(?:=[0-9A-F]{2})+/g;
const SOFT_BREAK = /=\r?\n/g;
/** Lines of quoted-printable have 76 characters at most, and are cut near that. */
const LEAST = 60;
const MOST = 76;
/** So many signs that encode stand for each that does not: parts of a paste may be written otherwise. */
const ENCODED_TO_PLAIN = 20;

/**
 * The text without the encoding in which mail programs save messages (quoted-printable, RFC 2045): lines that were cut
 * are joined, characters decoded. A text that is not plainly encoded so is returned as it is.
 */
export function withoutQuotedPrintable(text: string): string {
  if (!isEncoded(text)) return text;
  return text.replace(SOFT_BREAK, (end, at: number) => (isCut(text, at) ? '' : end)).replace(BYTES, decoded);
}

function decoded(run: string): string {
  const bytes = Uint8Array.from(run.slice(1).split('='), (byte) => Number.parseInt(byte, 16));
  return new TextDecoder().decode(bytes);
}

/** In such a text an equals sign always encodes something; a lone one at the end of a line may be Base64's. */
function isEncoded(text: string): boolean {
  const cut = firstCut(text);
  if (cut === -1) return false;
  const coded = text.match(CODED)?.length ?? 0;
  const plain = text.split('=').length - 1 - coded;
  const isSentence = text.slice(cut - LEAST + 1, cut).includes(' ');
  return coded >= plain * ENCODED_TO_PLAIN && (isSentence || /=[0-9A-F]{2}/.test(text));
}

function firstCut(text: string): number {
  const lineBreak = text.includes('=\r\n') ? '=\r\n' : '=\n';
  let at = text.indexOf(lineBreak);
  while (at !== -1 && !isCut(text, at)) at = text.indexOf(lineBreak, at + 1);
  return at;
}

/** Whether the equals sign at the end of a line cuts it: not behind a blank or another one, and where such lines end. */
function isCut(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (at === 0 || before <= 0x20 || before === 0x3d) return false;
  const newline = text.slice(Math.max(0, at - MOST), at).lastIndexOf('\n');
  const length = newline === -1 ? (at < MOST ? at + 1 : MOST + 1) : Math.min(at, MOST) - newline;
  return length >= LEAST && length <= MOST;
}
