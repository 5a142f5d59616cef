/** A soft line break of quoted-printable: such lines have 76 characters at most, and are cut near that. */
const SOFT_BREAK = /^(?=.{60,76}\r?$)(.*[^\s=])=\r?\n/gm;
const BYTES = /(?:=[0-9A-F]{2})+/g;

/**
 * The text without the encoding in which mail programs save messages (quoted-printable, RFC 2045): lines that were cut
 * are joined, characters decoded. A text that is not encoded so is returned as it is: it takes a line that was cut.
 */
export function withoutQuotedPrintable(text: string): string {
  if (!text.includes('=\n') && !text.includes('=\r\n')) return text;
  const joined = text.replace(SOFT_BREAK, '$1');
  if (joined === text) return text;
  return joined.replace(BYTES, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('='), (byte) => Number.parseInt(byte, 16));
    return new TextDecoder().decode(bytes);
  });
}
