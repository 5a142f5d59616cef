import 'server-only';
import type { Json } from '@/lib/evidence/json';
import { readJson } from '@/lib/evidence/json';
import { type CapsuleContent, readCapsuleContent } from '@/lib/health/capsule/capsule-content';
import { maskIdentifiers } from '@/lib/redaction/mask';
import { redact } from '@/lib/redaction/redact';
import { identifiersIn } from './capsule-identifiers';
import { plainWriting } from './plain-writing';

/** Fields that hold words of ours or of Coveo's, a number of the row, or a time: there are no ids in them. */
const KEPT = new Set([
  ...[
    'kind',
    'state',
    'severity',
    'verdict',
    'confidence',
    'unit',
    'actor',
    'problem',
    'region',
    'type',
    'status',
  ],
  ...['operation', 'result', 'task', 'call', 'url', 'tool', 'day'],
  ...[
    'at',
    'from',
    'to',
    'start',
    'end',
    'firstSeen',
    'lastSeen',
    'capturedAt',
    'preservedAt',
    'asOf',
    'since',
  ],
  ...['openedAt', 'begunAt', 'resolvedAt', 'regressedAt', 'buckets', 'incompleteFrom', 'pushes', 'outcomes'],
  ...['lookedBy', 'observed', 'summary'],
]);
/** An id like `17` or `a` stands in too many words to be looked for inside of them. */
const SHORTEST_INSIDE = 4;
/** An address, as it is or percent-encoded; Coveo's own documentation is none that could tell whose it is. */
const ADDRESS =
  /\b[a-z][a-z0-9+.-]{1,20}(?::|%(?:25)*3a)(?:\\*\/|%(?:25)*2f){2}(?!docs\.coveo\.com\b)[^\s"'<>`|]+/gi;

/**
 * The content without its secrets and, where `masked`, without organization id, source ids, item ids, other addresses
 * and the names of people: `<organization>`, `<source>`, `<item-2>`, `<address>`, `<person>` stand for them. Names of
 * sources stay, but for an id inside. Ids of fewer than four characters, or of digits alone, are masked only where they
 * stand by themselves.
 */
export function safeContent(content: CapsuleContent, masked: boolean): CapsuleContent {
  const texts = new Map<string, string>();
  collect(readJson(content), false, texts);
  for (const text of texts.keys()) texts.set(text, redact(text));
  if (masked) maskTexts(texts, content);
  const safe = readCapsuleContent({ ...replaced(content, texts), masked });
  if (safe === null) throw new Error('Masking has broken the content of a capsule.');
  return safe;
}

function replaced(
  content: CapsuleContent,
  texts: ReadonlyMap<string, string>,
): Readonly<Record<string, Json>> {
  const whole = withTexts(readJson(content), false, texts);
  return Object.fromEntries(typeof whole === 'object' && whole !== null ? Object.entries(whole) : []);
}

/** Every text that is no kept word, and in `meta`, whose names are not ours, the names of fields too. */
function collect(value: Json, inMeta: boolean, texts: Map<string, string>): void {
  if (typeof value === 'string') texts.set(value, value);
  if (typeof value !== 'object' || value === null) return;
  if (isList(value)) {
    for (const entry of value) collect(entry, inMeta, texts);
    return;
  }
  for (const [name, entry] of Object.entries(value)) {
    if (inMeta) texts.set(name, name);
    else if (KEPT.has(name)) continue;
    collect(entry, inMeta || name === 'meta', texts);
  }
}

function withTexts(value: Json, inMeta: boolean, texts: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return texts.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((entry) => withTexts(entry, inMeta, texts));
  const fields = Object.entries(value).map(([name, entry]): [string, Json] => {
    if (!inMeta && KEPT.has(name)) return [name, entry];
    return [inMeta ? (texts.get(name) ?? name) : name, withTexts(entry, inMeta || name === 'meta', texts)];
  });
  return Object.fromEntries(fields);
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}

/** Masks the texts, by what they were before: the map's keys stay. */
function maskTexts(texts: Map<string, string>, content: CapsuleContent): void {
  const { organization, sources, items, people } = identifiersIn(content);
  const whole = new Map([...labels('person', people), ...labels('item', items)]);
  const inside = [...whole]
    .filter(([id]) => people.includes(id) || (id.length >= SHORTEST_INSIDE && !/^\d+$/.test(id)))
    .sort(([a], [b]) => b.length - a.length)
    .map(([id, label]) => ({ id, label, plain: plainWriting(id) }));
  const plainOwners = [organization, ...sources].map(plainWriting);
  for (const [original, redacted] of texts) {
    const label = whole.get(original);
    if (label !== undefined) {
      texts.set(original, label);
      continue;
    }
    let text = redacted;
    const plain = plainWriting(text);
    for (const { id, label: mask, plain: looked } of inside) {
      if (!plain.includes(looked)) continue;
      text = text.replaceAll(id, mask);
      // Looking for every writing of an id costs a thousand times as much as for the one it mostly has.
      if (plainWriting(text).includes(looked)) {
        text = maskIdentifiers(text, { items: [id] }).replaceAll('<item>', mask);
      }
    }
    text = text.replace(ADDRESS, '<address>');
    // Most texts name neither, and looking for them costs much more than this.
    const isNamed = plainOwners.some((owner) => plain.includes(owner));
    texts.set(original, isNamed ? maskIdentifiers(text, { organization: [organization], sources }) : text);
  }
}

function labels(word: string, ids: readonly string[]): [string, string][] {
  return ids.map((id, index) => [id, ids.length === 1 ? `<${word}>` : `<${word}-${index + 1}>`]);
}
