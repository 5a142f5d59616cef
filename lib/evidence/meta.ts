import type { Json } from './json';

/** One value of a log row's `meta`, with the path that leads to it (`details.reason`). */
export interface MetaEntry {
  readonly path: string;
  readonly value: string;
}

/** How sure a match in `meta` is, by where it was found (its keys are not published: only `duration` is). */
export type MetaMatch = 'certain' | 'likely' | 'possible';

const TELLING_PATH = /error|code|message|reason|detail/i;
const MAX_DEPTH = 12;
/** A value longer than this is cut: it is text for people, and rules look at its beginning. */
const MAX_VALUE = 2_000;
const URI = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"')]+/gi;

/**
 * A row's `meta` as a flat list of path and value; JSON inside a string is parsed once, `duration` is left out
 * wherever it stands, and so is a whole number that lost digits when it was parsed. Never throws; nothing readable
 * gives an empty list.
 */
export function flattenMeta(meta: Json): MetaEntry[] {
  const entries: MetaEntry[] = [];
  walk(meta, '', false, 0, entries);
  return entries;
}

function walk(value: Json, path: string, inString: boolean, depth: number, out: MetaEntry[]): void {
  if (value === null || depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    const nested = inString ? undefined : parseNested(value);
    if (nested === undefined) out.push({ path, value: value.slice(0, MAX_VALUE) });
    else walk(nested, path, true, depth + 1, out);
    return;
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) return;
  if (typeof value === 'number' || typeof value === 'boolean') {
    out.push({ path, value: String(value) });
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === 'duration') continue;
    walk(child, path === '' ? key : `${path}.${key}`, inString, depth + 1, out);
  }
}

function parseNested(text: string): Json | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Certain when `code` stands in some value as a whole token, outside of URIs; null when it is nowhere. */
export function matchCode(entries: readonly MetaEntry[], code: string): MetaMatch | null {
  const token = new RegExp(`(?<![A-Za-z0-9_])${code}(?![A-Za-z0-9_])`);
  return entries.some((entry) => token.test(entry.value.replace(URI, ''))) ? 'certain' : null;
}

/**
 * Whether a phrase stands in the entries: likely where the path names error, code, message, reason or detail,
 * else possible. Null when it is nowhere. `matches` sees one value at a time.
 */
export function matchPhrase(
  entries: readonly MetaEntry[],
  matches: (value: string) => boolean,
): MetaMatch | null {
  let best: MetaMatch | null = null;
  for (const entry of entries) {
    if (!matches(entry.value)) continue;
    if (TELLING_PATH.test(entry.path)) return 'likely';
    best = 'possible';
  }
  return best;
}

/** The words of a row's `meta` for people: telling paths first, joined; empty when there are none. */
export function metaText(entries: readonly MetaEntry[]): string {
  const telling = entries.filter((entry) => TELLING_PATH.test(entry.path));
  return (telling.length > 0 ? telling : entries.filter((entry) => !/ordering/i.test(entry.path)))
    .map((entry) => entry.value)
    .join(' · ');
}

/** A text with what differs from row to row replaced, so that like rows group: numbers, ids, quoted parts, URIs. */
export function normaliseText(text: string): string {
  return text
    .replace(URI, '<uri>')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>')
    .replace(/(?<!\w)'[^']*'(?!\w)|"[^"]*"/g, '<value>')
    .replace(/\d[\d,.]*/g, '<n>')
    .trim();
}

/**
 * The orderingId that a row names, as digits; null where the row does not show it. A key of just that name goes
 * before one that only holds it (`lastOrderingId`), which may be another operation's.
 */
export function readOrderingId(entries: readonly MetaEntry[]): string | null {
  const ids = entries.filter(
    ({ path, value }) => /ordering[-_ ]?id/i.test(path) && /^\d{1,20}$/.test(value.trim()),
  );
  const own = ids.find(({ path }) => /(^|\.)ordering[-_ ]?id$/i.test(path)) ?? ids[0];
  return own?.value.trim() ?? null;
}
