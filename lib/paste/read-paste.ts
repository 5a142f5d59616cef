import { redactSecrets } from '@/lib/redaction/redact';
import { bareIdentifier } from './bare-identifier';
import { type ObservedCredential, observeCredentials } from './credentials';
import { decode } from './decode';
import { type PasteDocument, readDocuments } from './document';
import { type ExchangeInput, readExchange } from './exchange-facts';
import type { Facts, Span } from './facts';
import { emptyGroup, type Group, groupMarks } from './grouping';
import { readHar } from './har';
import { keptGroups } from './kept-groups';
import { readLogTables } from './log-table';
import type { Mark } from './marks';
import { nearestOf } from './nearest';
import { MAX_EXCHANGES, type Paste } from './paste';
import { lexiconFor, readMarks, type Unread } from './read-marks';
import { findBodies } from './response-body';
import { shadowOf } from './shadow';
import type { Vocabulary } from './vocabulary';
import { type Lexicon, scanWords, type WordScan } from './words';

/** Building a lexicon costs more than reading a short paste. */
const LEXICONS = new WeakMap<Vocabulary, Lexicon>();

/**
 * Reads a pasted text, or the bytes of a file, into facts: one for each HTTP call, or each error that stands on its
 * own. Any input is safe: it never throws, and takes time in proportion to its length. Secrets are removed before
 * anything is read; only how a token was sent is told, without it. All spans point into the text that is returned.
 */
export function readPaste(
  input: string | Uint8Array,
  vocabulary: Vocabulary,
  { now }: { readonly now: string | null },
): Paste {
  const raw = decode(input);
  const { text, redactions } = redactSecrets(raw);
  const lexicon = LEXICONS.get(vocabulary) ?? lexiconFor(vocabulary);
  LEXICONS.set(vocabulary, lexicon);
  const shadow = shadowOf(text);
  const { groups, marks, scan, leftOut } = readGroups(shadow, lexicon);
  const { kept, leftOut: overBound } = keptGroups(groups, scan.phrases);
  if (kept.length === 0 && shadow.trim() !== '') kept.push(wholeText(shadow));
  findBodies(shadow, groups, new Set(kept));
  const owners = { marks: nearestOf(marks, kept), phrases: nearestOf(scan.phrases, kept) };
  const inputs: ExchangeInput[] = kept.map((group, index) => ({
    group,
    index,
    text: shadow,
    limit: kept[index + 1]?.start ?? shadow.length,
    marks: [],
    phrases: [],
    sources: [],
    credentials: [],
    bare: kept.length === 1 ? bareIdentifier(shadow) : null,
  }));
  for (const [at, mark] of marks.entries()) inputs[owners.marks[at] ?? -1]?.marks.push(mark);
  for (const [at, phrase] of scan.phrases.entries()) inputs[owners.phrases[at] ?? -1]?.phrases.push(phrase);
  give(inputs, idsOf(scan), (one, id) => one.sources.push([id.start, id.end]));
  give(inputs, credentialsOf(raw, text), (one, credential) => one.credentials.push(credential));
  const paste = {
    text,
    now,
    addresses: marks.filter((mark) => mark.type === 'address'),
    signs: marks.filter((mark) => mark.type === 'sign'),
  };
  return {
    text,
    redactions,
    exchanges: inOrder(inputs.map((one) => readExchange(one, paste))),
    exchangesLeftOut: overBound + leftOut,
  };
}

function give<T extends { readonly start: number; readonly end: number }>(
  inputs: readonly ExchangeInput[],
  things: readonly T[],
  to: (input: ExchangeInput, thing: T) => void,
): void {
  const owners = nearestOf(
    things,
    inputs.map(({ group }) => group),
  );
  for (const [at, thing] of things.entries()) {
    const owner = inputs[owners[at] ?? -1];
    if (owner !== undefined) to(owner, thing);
  }
}

/** Stretches of neighbours do not overlap. */
function inOrder(exchanges: readonly Facts[]): Facts[] {
  let from = 0;
  return exchanges.map((facts, index) => {
    const [start, end] = facts.span;
    const next = exchanges[index + 1]?.span[0] ?? facts.text.length;
    const span: Span = [Math.max(from, start), Math.max(from, start, Math.min(end, Math.max(next, start)))];
    from = span[1];
    return { ...facts, span };
  });
}

interface Reading {
  readonly groups: Group[];
  readonly marks: Mark[];
  readonly scan: WordScan;
  readonly leftOut: number;
}

/** Everything that stands in the text, put together to exchanges. */
function readGroups(text: string, lexicon: Lexicon): Reading {
  const scan = scanWords(text, lexicon);
  const found = [...readDocuments(text, scan.documentWords), ...readLogTables(text, scan.hits)].sort(
    (a, b) => a.start - b.start,
  );
  const documents = found.filter(({ kind }) => kind !== 'HAR' && kind !== 'file container');
  const hars = found
    .filter(({ kind }) => kind === 'HAR')
    .map((one) => ({ document: one, har: readHar(text, one.entries, MAX_EXCHANGES) }));
  const unread = unreadSpans(found, hars);
  const phrases = outside(
    scan.phrases,
    [...unread.map(({ span }) => span), ...quietRows(documents)].sort((a, b) => a[0] - b[0]),
  );
  const marks = [
    ...readMarks(text, scan, lexicon, unread),
    ...hars.flatMap(({ har }) => har.marks),
    ...rowCodes(scan, documents),
  ];
  const hidden: { name: string; start: number; end: number }[] = [];
  for (const { span, decoded } of hars.flatMap(({ har }) => har.bodies)) {
    if (decoded === null) continue;
    const inner = scanWords(decoded, lexicon);
    marks.push(...readMarks(decoded, inner, lexicon, []).map((mark) => movedTo(mark, span)));
    hidden.push(...inner.phrases.map(({ name }) => ({ name, start: span[0], end: span[1] })));
  }
  marks.sort((a, b) => a.start - b.start);
  const allPhrases =
    hidden.length === 0 ? phrases : [...phrases, ...hidden].sort((a, b) => a.start - b.start);
  return {
    groups: groupMarks(text, marks, documents),
    marks,
    scan: { ...scan, phrases: allPhrases },
    leftOut: hars.reduce((sum, { har }) => sum + har.entriesLeftOut, 0),
  };
}

/** What was read from a decoded body stands, for all that one can see, where the body stands. */
function movedTo(mark: Mark, [start, end]: Span): Mark {
  switch (mark.type) {
    case 'field':
    case 'tag':
    case 'status':
      return { ...mark, start, end, span: [start, end] };
    default:
      return { ...mark, start, end };
  }
}

/** Rows, payloads, and all of a HAR but the bodies of its answers. */
function unreadSpans(
  found: readonly PasteDocument[],
  hars: readonly { readonly document: PasteDocument; readonly har: ReturnType<typeof readHar> }[],
): Unread[] {
  const spans: Unread[] = [];
  for (const document of found) {
    if (document.kind === 'rows' || document.kind === 'payload' || document.kind === 'file container') {
      spans.push({ span: [document.start, document.end], ids: document.kind === 'file container' });
    }
    const har = hars.find((one) => one.document === document)?.har;
    if (har === undefined) continue;
    let at = document.start;
    for (const { span, decoded } of har.bodies) {
      spans.push({ span: [at, span[0]], ids: false });
      at = decoded === null ? span[1] : span[0];
    }
    spans.push({ span: [at, document.end], ids: false });
  }
  return spans;
}

/** Rows that completed say nothing of errors, whatever words their items have. */
function quietRows(documents: readonly PasteDocument[]): Span[] {
  return documents.flatMap(({ rows }) =>
    rows.read.filter(({ row }) => row.result === 'COMPLETED').map(({ span }) => span),
  );
}

/** Codes of the vocabulary in rows that did not complete. */
function rowCodes(scan: WordScan, documents: readonly PasteDocument[]): Mark[] {
  const failed = documents.flatMap(({ rows }) =>
    rows.read.filter(({ row }) => row.result !== 'COMPLETED').map(({ span }) => span),
  );
  if (failed.length === 0) return [];
  let next = 0;
  return scan.hits.flatMap(({ role, start, end, word }) => {
    if (role !== 'code') return [];
    while (next < failed.length && (failed[next]?.[1] ?? 0) <= start) next += 1;
    return start >= (failed[next]?.[0] ?? Number.POSITIVE_INFINITY)
      ? [{ type: 'code' as const, start, end, value: word.toUpperCase() }]
      : [];
  });
}

function outside<T extends { readonly start: number }>(things: readonly T[], spans: readonly Span[]): T[] {
  let next = 0;
  return things.filter(({ start }) => {
    while (next < spans.length && (spans[next]?.[1] ?? 0) <= start) next += 1;
    return start < (spans[next]?.[0] ?? Number.POSITIVE_INFINITY);
  });
}

/** Source ids that stand on their own: 26 characters beside a hyphen and the organization. */
function idsOf(scan: WordScan): { start: number; end: number }[] {
  return scan.hits.filter(({ role }) => role === 'id').map(({ start, end }) => ({ start, end }));
}

interface PlacedCredential extends ObservedCredential {
  readonly start: number;
  readonly end: number;
}

/** What was seen of the credentials, at their places in the text without secrets. */
function credentialsOf(raw: string, text: string): PlacedCredential[] {
  if (!/authorization/i.test(raw)) return [];
  const seen = observeCredentials(shadowOf(raw));
  const placed = observeCredentials(shadowOf(text));
  const paired = seen.length === placed.length;
  return placed.map(({ start, end, observed }, at) => {
    const before = paired ? seen[at]?.observed : undefined;
    return { start, end, ...(before ?? observed) };
  });
}

/** A paste that shows nothing: one stretch of prose. */
function wholeText(text: string): Group {
  return emptyGroup({ start: text.length - text.trimStart().length, end: text.trimEnd().length });
}
