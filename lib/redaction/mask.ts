/** The ids to mask, as they are written in full. An empty id is ignored. */
export interface Identifiers {
  readonly organization?: readonly string[];
  readonly sources?: readonly string[];
  readonly items?: readonly string[];
}

/**
 * The text with `<organization>`, `<source>` and `<item>` where these ids stood, in any case, percent-encoded or escaped
 * for JSON or HTML; numbered, `<source-1>`, in the order given where there are several of a kind. The longest id goes
 * first, so a source id that holds the organization's becomes `<source>`, and one that was not given keeps only its
 * other half. A text without any is returned as it is. Linear in the text.
 */
export function maskIdentifiers(text: string, identifiers: Identifiers): string {
  const masks = [
    ...masksOf('organization', identifiers.organization),
    ...masksOf('source', identifiers.sources),
    ...masksOf('item', identifiers.items),
  ].sort((a, b) => b.id.length - a.id.length);
  if (masks.length === 0) return text;
  const patterns = masks.map(({ id }) => `(${Array.from(id, patternOf).join('')})`);
  return text.replace(new RegExp(patterns.join('|'), 'gi'), (...groups: unknown[]) => {
    const at = masks.findIndex((_, index) => groups[index + 1] !== undefined);
    return masks[at]?.mask ?? '';
  });
}

interface Mask {
  readonly id: string;
  readonly mask: string;
}

function masksOf(word: string, ids: readonly string[] = []): Mask[] {
  const known = [...new Set(ids.filter((id) => id !== ''))];
  return known.map((id, index) => ({
    id,
    mask: known.length === 1 ? `<${word}>` : `<${word}-${index + 1}>`,
  }));
}

/** Ways to write one character, in either case: as it is, percent-encoded, escaped in JSON, as an HTML entity. */
function patternOf(character: string): string {
  const cases = [...new Set([character, character.toLowerCase(), character.toUpperCase()])];
  const ways = cases.flatMap((written) => [
    escaped(written),
    percentEncoded(written),
    unicodeEscaped(written),
  ]);
  if (character === '/') ways.push(String.raw`\\{1,7}/`);
  if (character === '&') ways.push('&(?:amp;){1,3}');
  if (character === ' ') ways.push('\\+');
  return `(?:${[...new Set(ways)].join('|')})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function percentEncoded(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0'));
  return bytes.map((byte) => `%(?:25){0,7}${byte}`).join('');
}

function unicodeEscaped(text: string): string {
  const codes = text.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  return codes.map((code) => String.raw`\\{1,7}u${code}`).join('');
}
