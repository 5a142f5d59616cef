import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import { orderingMoment, orderingUnit } from '@/lib/ordering/ordering-id';
import { decodePart } from './address-parts';
import type {
  HeaderFact,
  IdentifierFact,
  RequestFacts,
  ResponseFacts,
  RowFact,
  Span,
  UrlFacts,
} from './facts';
import type { AddressMark, FieldMark, TagMark } from './marks';

/** The most ids that are kept of one exchange. */
const MAX_IDENTIFIERS = 100;
/** Up to so many rows, each row's own ids are listed; beyond, those that all rows share. */
const FEW_ROWS = 5;

/** What ids are read from. */
export interface IdentifierSources {
  readonly text: string;
  readonly request: RequestFacts | null;
  readonly response: ResponseFacts | null;
  readonly addresses: readonly AddressMark[];
  readonly fields: readonly FieldMark[];
  readonly tags: readonly TagMark[];
  readonly rows: readonly RowFact[];
  /** Ids of sources that stand on their own. */
  readonly sources: readonly Span[];
  /** Messages, which may name an organization. */
  readonly messages: readonly { readonly value: string; readonly span: Span }[];
}

/** The ids and moments of an exchange: each name and value once, in the order of the text. */
export function readIdentifiers(from: IdentifierSources): IdentifierFact[] {
  const found: IdentifierFact[] = [];
  const { request, response } = from;
  if (request?.url) found.push(...ofAddress(request.url));
  for (const { url, role } of from.addresses) {
    if (role === 'console') found.push({ name: 'console page', value: url.value, span: url.span });
    if (url.service !== 'foreign') found.push(...ofAddress(url));
  }
  for (const header of [...(response?.headers ?? []), ...(request?.headers ?? [])])
    found.push(...ofHeader(header));
  for (const field of from.fields) found.push(...ofField(field));
  for (const { name, value, span } of from.tags) {
    if (name === 'requestid' && value !== '') found.push({ name: 'requestId', value, span });
  }
  for (const span of from.sources) found.push({ name: 'source', value: from.text.slice(...span), span });
  for (const { value, span } of from.messages) {
    const organization = /^Organi[sz]ation '([\w-]{1,100})'/i.exec(value)?.[1];
    if (organization !== undefined) found.push({ name: 'organization', value: organization, span });
  }
  found.push(...ofRows(from.text, from.rows));
  return unique([...found, ...organizationOf(found)]);
}

/** A source's id holds its organization's: told from it where nothing else names one. */
function organizationOf(found: readonly IdentifierFact[]): IdentifierFact[] {
  if (found.some(({ name }) => name === 'organization')) return [];
  for (const { name, value, span } of found) {
    const shape =
      name === 'source' ? /^(?:[a-z0-9]{26}-([a-z0-9]+)|([a-z0-9]+)-[a-z0-9]{26})$/.exec(value) : null;
    const own = shape?.[1] ?? shape?.[2];
    if (own === undefined) continue;
    const start = shape?.[1] === undefined ? span[0] : span[1] - own.length;
    return [{ name: 'organization', value: own, span: [start, start + own.length] }];
  }
  return [];
}

function unique(found: readonly IdentifierFact[]): IdentifierFact[] {
  const seen = new Set<string>();
  return found
    .filter(({ name, value }) => {
      const key = `${name}\n${value}`;
      return !seen.has(key) && seen.add(key).size > 0;
    })
    .sort((a, b) => a.span[0] - b.span[0])
    .slice(0, MAX_IDENTIFIERS);
}

/** An orderingId with what its digits tell. */
export function orderingFact(value: string, span: Span): IdentifierFact {
  return {
    name: 'orderingId',
    value,
    span,
    ordering: { unit: orderingUnit(value), moment: orderingMoment(value) },
  };
}

const PARAMETERS: Readonly<Record<string, IdentifierFact['name']>> = {
  documentid: 'item',
  fileid: 'fileId',
  orderingid: 'orderingId',
};

function ofAddress(url: UrlFacts): IdentifierFact[] {
  const found: IdentifierFact[] = [];
  const within = (id: string, before = ''): Span => {
    const value = url.value.toLowerCase();
    const found = value.indexOf((before + id).toLowerCase());
    const at = found === -1 ? value.lastIndexOf(id.toLowerCase()) : found + before.length;
    return at === -1 ? url.span : [url.span[0] + at, url.span[0] + at + id.length];
  };
  if (url.region !== null)
    found.push({ name: 'region', value: url.region, span: url.host === null ? url.span : within(url.host) });
  if (url.organization !== null)
    found.push({
      name: 'organization',
      value: url.organization,
      span: within(url.organization, '/organizations/'),
    });
  if (url.source !== null)
    found.push({ name: 'source', value: url.source, span: within(url.source, '/sources/') });
  for (const { name, value, span } of url.parameters) {
    const known = PARAMETERS[name.toLowerCase()];
    if (known === undefined || !isId(value)) continue;
    if (known !== 'orderingId') found.push({ name: known, value, span });
    else if (/^\d{1,20}$/.test(value)) found.push(orderingFact(value, span));
  }
  const older = /\/deleteolderthan\/(\d{1,20})/.exec(url.value)?.[1];
  if (older !== undefined) found.push(orderingFact(older, within(older)));
  return found;
}

function isId(value: string): boolean {
  return value !== '' && !/^(?:<.*>|\$.*|\{.*\}|%\w+%)$/.test(value);
}

function ofHeader({ name, value, span }: HeaderFact): IdentifierFact[] {
  return /^x-(?:coveo-)?request-?id$/.test(name) && value.trim() !== ''
    ? [{ name: 'requestId', value: value.trim(), span: valueSpan(value, span) }]
    : [];
}

function valueSpan(value: string, [, end]: Span): Span {
  return [end - value.length, end];
}

function ofField({ name, value, span }: FieldMark): IdentifierFact[] {
  switch (name) {
    case 'orderingId':
      return /^\d{1,20}$/.test(value) ? [orderingFact(value, span)] : [];
    case 'requestId':
    case 'organization':
    case 'source':
    case 'item':
    case 'fileId':
    case 'activityId':
    case 'extension':
      return isId(value) ? [{ name, value: name === 'item' ? decodePart(value) : value, span }] : [];
    default:
      return [];
  }
}

function ofRows(text: string, rows: readonly RowFact[]): IdentifierFact[] {
  const found: IdentifierFact[] = [];
  for (const { row, span } of rows.slice(0, FEW_ROWS)) {
    const place = (value: string): Span => {
      const at = text.slice(...span).indexOf(value);
      return at === -1 ? span : [span[0] + at, span[0] + at + value.length];
    };
    if (row.sourceId !== null) found.push({ name: 'source', value: row.sourceId, span: place(row.sourceId) });
    if (rows.length > FEW_ROWS) continue;
    if (row.item !== null) found.push({ name: 'item', value: row.item, span: place(row.item) });
    if (row.requestId !== null)
      found.push({ name: 'requestId', value: row.requestId, span: place(row.requestId) });
    const ordering = readOrderingId(flattenMeta(row.meta));
    if (ordering !== null && /^\d{1,20}$/.test(ordering)) found.push(orderingFact(ordering, place(ordering)));
  }
  return found;
}

/** Random parts of source ids, with the organization beside them. */
export function sourceIds(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(([start, end]) => {
    const after = /^-[a-z0-9]{3,80}(?![\w-])/.exec(text.slice(end, end + 90));
    if (after !== null) return [[start, end + after[0].length] as const];
    const before = /(?<![\w-])[a-z0-9]{3,80}-$/.exec(text.slice(Math.max(0, start - 90), start));
    return before === null ? [] : [[start - before[0].length, end] as const];
  });
}
