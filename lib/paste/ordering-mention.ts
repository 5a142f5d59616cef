import type { FieldMark } from './marks';
import type { WordHit } from './words';

const ORDERING =
  /ordering[ _-]?id["'`]?(?:\s{1,3}(?:of|is|was|value|set|to|as|von|mit|ist|de|est|es)){0,3}\s{1,3}["'`(]?(\d{10,20})(?!\d)/iy;

/**
 * The orderingId that a sentence names where the word stands, as in “with orderingId 1771470000000”; null where none
 * follows, or it is written as a field, which is read as such.
 */
export function orderingInWords(text: string, { start, word }: WordHit): FieldMark | null {
  ORDERING.lastIndex = start;
  const found = ORDERING.exec(text);
  const value = found?.[1];
  if (found === null || value === undefined) return null;
  const end = start + found[0].length;
  return {
    type: 'field',
    start,
    end,
    name: 'orderingId',
    key: word,
    value,
    span: [end - value.length, end],
    quoted: false,
    numeric: true,
    cut: false,
  };
}
