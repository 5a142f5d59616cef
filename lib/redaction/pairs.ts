import type { SecretKind, SecretSpan } from './kinds';
import { isPlaceholder, REDACTED } from './placeholder';
import { kindOfValue } from './shapes';

const NAME_AFTER_VALUE = /(\\{0,7}["'])\s{0,64},\s{0,64}\1(?:name|key)\1\s{0,64}:\s{0,64}\1$/i;
const VALUE_BEFORE = /\\{0,7}["']value\\{0,7}["']\s{0,64}:\s{0,64}\\{0,7}["']$/i;
const REACH = 240;

/** The value of a pair that names it last, `"value": "…", "name": "token"`, by where the name begins; or null. */
export function valueBefore(text: string, name: number, kind: SecretKind, floor: number): SecretSpan | null {
  const quote = text.charAt(name - 1);
  if (quote !== '"' && quote !== "'") return null;
  const from = Math.max(floor, name - REACH);
  const match = NAME_AFTER_VALUE.exec(text.slice(from, name));
  if (!match) return null;
  const end = from + match.index;
  const start = text.lastIndexOf(quote, end - 1) + 1;
  if (start <= floor || !VALUE_BEFORE.test(text.slice(Math.max(floor, start - REACH), start))) return null;
  const value = text.slice(start, Math.min(end, start + REACH));
  return value === '' || value.includes(REDACTED) || isPlaceholder(value)
    ? null
    : { kind: kindOfValue(text, start, end, kind), start, end };
}
