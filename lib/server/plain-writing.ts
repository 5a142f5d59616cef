import 'server-only';

/** How often percent-encoding is taken off, at most. */
const LAYERS = 9;

/**
 * A text as it reads without percent-encoding, escapes of JSON, `&amp;` and capitals: two writings of one id come out
 * the same, so that a text can be asked in little time whether it may hold the id at all.
 */
export function plainWriting(text: string): string {
  let plain = text.replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  plain = plain.replace(/\\+\//g, '/').replace(/&(?:amp;)+/gi, '&');
  for (let layer = 0; layer < LAYERS && plain.includes('%'); layer += 1) {
    const bytes = Buffer.from(plain, 'utf8').toString('latin1');
    const decoded = bytes.replace(/%([0-9a-f]{2})/gi, (_, byte: string) =>
      String.fromCharCode(Number.parseInt(byte, 16)),
    );
    if (decoded === bytes) break;
    plain = Buffer.from(decoded, 'latin1').toString('utf8');
  }
  return plain.replaceAll('+', ' ').toLowerCase();
}
