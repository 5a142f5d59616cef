import { type PasteDocument, readDocuments } from './document';
import type { Span } from './facts';
import { type Group, groupMarks } from './grouping';
import { readHar } from './har';
import type { Lexicon } from './lexicon';
import { readLogTables } from './log-table';
import type { Mark } from './marks';
import { MAX_EXCHANGES } from './paste';
import { programSpans } from './program-text';
import { codeMark, readMarks, type Unread } from './read-marks';
import { scanWords, type WordScan } from './words';

/** What is recognised in a text, and how it belongs together. */
export interface Reading {
  readonly groups: Group[];
  readonly marks: Mark[];
  readonly scan: WordScan;
  /** Where HAR files stand: their entries are read whatever the scan kept. */
  readonly recordings: readonly Span[];
  readonly leftOut: number;
}

/** Everything that stands in the text, put together to exchanges. */
export function readGroups(text: string, lexicon: Lexicon): Reading {
  const scan = scanWords(text, lexicon);
  const found = [...readDocuments(text, scan.documentWords), ...readLogTables(text, scan.hits)].sort(
    (a, b) => a.start - b.start,
  );
  const documents = found.filter(({ kind }) => kind !== 'HAR' && kind !== 'file container');
  const hars = found
    .filter(({ kind }) => kind === 'HAR')
    .map((one) => ({ document: one, har: readHar(text, one.entries, MAX_EXCHANGES) }));
  const unread = [...unreadSpans(found, hars), ...programs(text, found)].sort(
    (a, b) => a.span[0] - b.span[0],
  );
  const phrases = outside(
    scan.phrases,
    [...unread.map(({ span }) => span), ...quietRows(documents)].sort((a, b) => a[0] - b[0]),
  );
  const marks = [
    ...readMarks(text, scan, lexicon, unread),
    ...hars.flatMap(({ har }) => har.marks),
    ...rowCodes(text, scan, documents),
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
    recordings: hars.map(({ document }) => [document.start, document.end]),
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
  const harOf = new Map(hars.map(({ document, har }) => [document, har]));
  for (const document of found) {
    if (document.kind === 'rows' || document.kind === 'payload' || document.kind === 'file container') {
      spans.push({
        span: [document.start, document.end],
        but: document.kind === 'file container' ? 'ids' : 'nothing',
      });
    }
    const har = harOf.get(document);
    if (har === undefined) continue;
    let at = document.start;
    for (const { span, decoded } of har.bodies) {
      spans.push({ span: [at, span[0]], but: 'nothing' });
      at = decoded === null ? span[1] : span[0];
    }
    spans.push({ span: [at, document.end], but: 'nothing' });
  }
  return spans;
}

/** Program text outside of documents. */
function programs(text: string, found: readonly PasteDocument[]): Unread[] {
  return programSpans(text)
    .filter(([start, end]) => !found.some((document) => document.start < end && start < document.end))
    .map((span) => ({ span, but: 'names' }));
}

/** Rows that completed say nothing of errors, whatever words their items have. */
function quietRows(documents: readonly PasteDocument[]): Span[] {
  return documents.flatMap(({ rows }) =>
    rows.read.filter(({ row }) => row.result === 'COMPLETED').map(({ span }) => span),
  );
}

/** Codes of the vocabulary in rows that did not complete, but those in the item's address. */
function rowCodes(text: string, scan: WordScan, documents: readonly PasteDocument[]): Mark[] {
  const failed = documents.flatMap(({ rows }) =>
    rows.read.filter(({ row }) => row.result !== 'COMPLETED').map(({ span }) => span),
  );
  const marks: Mark[] = [];
  let next = 0;
  for (const hit of failed.length === 0 ? [] : scan.hits) {
    const { role, start } = hit;
    if (role !== 'code') continue;
    while (next < failed.length && (failed[next]?.[1] ?? 0) <= start) next += 1;
    const inRow = start >= (failed[next]?.[0] ?? Number.POSITIVE_INFINITY);
    if (!inRow || /:\/\/[^\s"'|,;]*$/.test(text.slice(Math.max(0, start - 200), start))) continue;
    marks.push(codeMark(text, hit));
  }
  return marks;
}

function outside<T extends { readonly start: number }>(things: readonly T[], spans: readonly Span[]): T[] {
  let next = 0;
  return things.filter(({ start }) => {
    while (next < spans.length && (spans[next]?.[1] ?? 0) <= start) next += 1;
    return start < (spans[next]?.[0] ?? Number.POSITIVE_INFINITY);
  });
}
