import { behindQuote, closingQuote, quoteAt, unescaped } from './quoting';

/** A JSON value as it is parsed, before anything is known of it. */
export type ParsedJson = unknown;

/** A text longer than this is parsed as JSON or not at all. */
const MAX_TOLERANT = 300_000;
const MAX_NESTING = 60;

/**
 * The value of a JSON text, also one that is escaped, in single quotes, written by Python or JavaScript, or cut off:
 * then what is there. Undefined where it is none.
 */
export function parseJson(text: string): ParsedJson {
  try {
    return JSON.parse(text);
  } catch {
    return text.length > MAX_TOLERANT ? undefined : parseTolerantly(text);
  }
}

interface OpenValue {
  readonly items: unknown[] | null;
  readonly members: Record<string, unknown> | null;
  key: string | null;
}

const LITERALS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
};
const BARE = /[\w$.+-]{1,200}/y;

function parseTolerantly(text: string): ParsedJson {
  const open: OpenValue[] = [];
  let root: unknown;
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '{' || character === '[') {
      if (open.length >= MAX_NESTING) break;
      const value: OpenValue =
        character === '{' ? { items: null, members: {}, key: null } : { items: [], members: null, key: null };
      if (root === undefined) root = value.items ?? value.members;
      put(open.at(-1), value.items ?? value.members);
      open.push(value);
      at += 1;
    } else if (character === '}' || character === ']') {
      open.pop();
      if (open.length === 0) break;
      at += 1;
    } else {
      const token = readToken(text, at);
      at = token === null ? at + 1 : token.end;
      if (token === null || root === undefined) continue;
      const top = open.at(-1);
      if (top?.members && top.key === null) top.key = token.text;
      else put(top, token.value);
    }
  }
  return root;
}

function put(open: OpenValue | undefined, value: unknown): void {
  if (open === undefined) return;
  if (open.items !== null) open.items.push(value);
  else if (open.members !== null && open.key !== null) {
    if (open.key !== '__proto__') open.members[open.key] = value;
    open.key = null;
  }
}

function readToken(text: string, at: number): { text: string; value: unknown; end: number } | null {
  const quote = quoteAt(text, at);
  if (quote !== null) {
    const from = at + quote.length;
    const closing = closingQuote(text, from, quote, text.length);
    const value = unescaped(text.slice(from, closing === -1 ? text.length : closing));
    return { text: value, value, end: closing === -1 ? text.length : behindQuote(text, closing, quote) };
  }
  BARE.lastIndex = at;
  const bare = BARE.exec(text)?.[0];
  if (bare === undefined || /^\\/.test(text.slice(at - 1, at)))
    return bare === undefined ? null : afterEscape(bare, at);
  const value =
    bare in LITERALS ? LITERALS[bare] : /^-?\d{1,15}(?:\.\d{1,10})?$/.test(bare) ? Number(bare) : bare;
  return { text: bare, value, end: at + bare.length };
}

/** A letter behind a backslash is a line break between tokens (`\n`), and no token. */
function afterEscape(bare: string, at: number): { text: string; value: unknown; end: number } | null {
  return bare.length > 1 && /^[nrt]\w/.test(bare)
    ? { text: bare.slice(1), value: bare.slice(1), end: at + bare.length }
    : null;
}

/** The members of a parsed object; null for anything else. */
export function membersOf(value: ParsedJson): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
}
