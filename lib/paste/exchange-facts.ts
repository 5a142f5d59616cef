import { stageRank } from '@/lib/evidence/log-row';
import { readTarget } from './coveo-address';
import type { ObservedCredential } from './credentials';
import type {
  CodeFact,
  CredentialFacts,
  Fact,
  Facts,
  HeaderFact,
  IdentifierFact,
  PasteKind,
  RequestFacts,
  ResponseFacts,
  RowFact,
  Span,
  UrlFacts,
} from './facts';
import type { Group } from './grouping';
import { readIdentifiers } from './identifiers';
import type { AddressMark, FieldMark, Mark, SignMark } from './marks';
import { readMismatches } from './mismatches';
import { readS3 } from './s3-error';
import { coveoSign, foreignSign } from './vendor';

/** The most codes and messages that are kept of one exchange. */
const MAX_CODES = 50;
const MAX_MESSAGES = 50;

/** What of a paste belongs to one exchange. */
export interface ExchangeInput {
  readonly group: Group;
  readonly index: number;
  readonly text: string;
  /** Where the next exchange begins. */
  readonly limit: number;
  readonly marks: Mark[];
  readonly phrases: { readonly name: string; readonly start: number; readonly end: number }[];
  readonly sources: Span[];
  readonly credentials: (ObservedCredential & { readonly start: number; readonly end: number })[];
  /** The id that the whole paste is. */
  readonly bare: IdentifierFact | null;
}

/** The whole paste, as far as an exchange may look beyond itself. */
export interface PasteContext {
  /** The text without secrets; `ExchangeInput.text` is the same with plain quotes and spaces. */
  readonly text: string;
  readonly now: string | null;
  readonly addresses: readonly AddressMark[];
  readonly signs: readonly SignMark[];
}

/** The most phrases that are kept of one exchange. */
const MAX_PHRASES = 200;

/** The facts of one exchange. */
export function readExchange(input: ExchangeInput, paste: PasteContext): Facts {
  const { group, text, marks } = input;
  const fields = marks.filter((mark) => mark.type === 'field');
  const addresses = marks.filter((mark) => mark.type === 'address');
  const signs = marks.filter((mark) => mark.type === 'sign');
  const request = requestOf(text, group, fields);
  const response = responseOf(group);
  const url = request?.url ?? null;
  const foreign = foreignSign(url, signs, addresses);
  const own = coveoSign(url, response, signs, addresses);
  const inherits = own === null && foreign === null && url === null;
  const rows = {
    read: group.documents.flatMap((one) => one.rows.read),
    total: group.documents.reduce((sum, one) => sum + one.rows.total, 0),
  };
  const messages = messagesOf(group);
  const tags = group.tags?.tags ?? [];
  const identifiers = readIdentifiers({
    text,
    request,
    response,
    addresses,
    fields,
    tags,
    rows: rows.read,
    sources: sourceIds(text, input.sources),
    messages,
  });
  return {
    exchange: input.index,
    kind: input.bare === null ? kindOf(group, signs.some(isOfClient), identifiers.length) : 'identifier',
    text: paste.text,
    span: spanOf(input, response?.body?.span ?? null),
    now: paste.now,
    coveo:
      own ??
      idSign(identifiers, rows.read) ??
      (inherits ? coveoSign(null, null, paste.signs, paste.addresses) : null),
    foreign,
    request,
    response,
    status: statusOf(group) ?? bareStatus(text),
    codes: codesOf(group),
    messages,
    s3: readS3(tags, url),
    phrases: input.phrases
      .slice(0, MAX_PHRASES)
      .map(({ name, start, end }) => ({ name, span: [start, end] })),
    rows,
    activities: group.documents.flatMap((one) => one.activities),
    privileges: group.documents.flatMap((one) => one.privileges),
    payload: group.documents.find((one) => one.payload !== null)?.payload ?? null,
    credentials: credentialsOf(input, request),
    identifiers: input.bare === null ? identifiers : [input.bare],
    mismatches: readMismatches(url, paste.addresses),
  };
}

/** From the first to the last character that anything was read from. */
function spanOf({ group, marks, phrases, limit }: ExchangeInput, body: Span | null): Span {
  let [start, end] = [group.start, group.end];
  for (const one of marks) [start, end] = [Math.min(start, one.start), Math.max(end, one.end)];
  for (const one of phrases) [start, end] = [Math.min(start, one.start), Math.max(end, one.end)];
  return body === null ? [start, end] : [Math.min(start, body[0]), Math.max(end, Math.min(body[1], limit))];
}

/** Whether a sign is of a client or its package, and not a code or a field. */
function isOfClient({ of, value }: SignMark): boolean {
  return (
    of === 'coveo' &&
    !/^(?:[A-Z0-9_]+|documentLogEntries|privilegeEvaluationResultCodes|compressed\w+)$/.test(value)
  );
}

/** A paste of a number alone. */
function bareStatus(text: string): Fact<number> | null {
  const number = /^\s*([1-5]\d\d)\s*$/.exec(text.slice(0, 40));
  if (number === null || text.length > 40) return null;
  const at = text.indexOf(number[1] ?? '');
  return { value: Number(number[1]), span: [at, at + 3] };
}

/** A source's id in Coveo's shape, or rows of its Log Browser, are a sign of Coveo. */
function idSign(identifiers: readonly IdentifierFact[], rows: readonly RowFact[]): Fact<string> | null {
  const source = identifiers.find(({ name, value }) => name === 'source' && SOURCE_ID.test(value));
  if (source !== undefined) return { value: source.value, span: source.span };
  const console = identifiers.find(({ name }) => name === 'console page');
  if (console !== undefined) return { value: console.value, span: console.span };
  const staged = rows.find(({ row }) => stageRank(row.task) >= 0);
  return staged === undefined ? null : { value: staged.row.task, span: staged.span };
}

const SOURCE_ID = /^(?:[a-z0-9]{26}-[a-z0-9]+|[a-z0-9]+-[a-z0-9]{26})$/;

/** Random parts of source ids, with the organization beside them. */
function sourceIds(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(([start, end]) => {
    const after = /^-[a-z0-9]{3,80}(?![\w-])/.exec(text.slice(end, end + 90));
    if (after !== null) return [[start, end + after[0].length] as const];
    const before = /(?<![\w-])[a-z0-9]{3,80}-$/.exec(text.slice(Math.max(0, start - 90), start));
    return before === null ? [] : [[start - before[0].length, end] as const];
  });
}

/** How a token was sent: by the header that stands in the exchange, or by its absence where all headers are shown. */
function credentialsOf(input: ExchangeInput, request: RequestFacts | null): CredentialFacts | null {
  const { sent } = input.group;
  const really =
    sent === null
      ? undefined
      : input.credentials.find(({ start }) => start >= sent.start && start < sent.end);
  const seen = really ?? input.credentials[0];
  if (seen !== undefined) {
    const shape = isExpanded(input, seen) ? null : seen.shape;
    return { header: 'there', scheme: seen.scheme, shape, span: [seen.start, seen.end] };
  }
  if (request === null) return null;
  const implied = request.headers.find(({ name }) => name === 'authorization');
  if (implied !== undefined) {
    return {
      header: 'there',
      scheme: /^\w+/.exec(implied.value)?.[0] ?? null,
      shape: null,
      span: implied.span,
    };
  }
  // Browsers leave the header out of the HAR files that they save.
  const fromHar = input.group.status?.body !== undefined;
  return {
    header: request.complete && !fromHar ? 'missing' : 'unknown',
    scheme: null,
    shape: null,
    span: null,
  };
}

/** In a command, the shell fills a variable in, unless it stands in single quotes. */
function isExpanded(
  { text, group }: ExchangeInput,
  { start, end, shape }: ExchangeInput['credentials'][number],
): boolean {
  const command = group.request?.from === 'command' ? group.request : null;
  if (shape !== 'unexpanded variable' || command === null || start >= command.end) return false;
  return text[start - 1] !== "'" && /\$[A-Za-z_{(](?!\{)|%\w+%/.test(text.slice(start, end));
}

/** The address that an exchange called, with the host of a Host header where the paste gives only the path. */
function calledUrl(text: string, group: Group): UrlFacts | null {
  const url = group.sent?.request.url ?? group.request?.request.url ?? group.address?.url ?? null;
  const named = group.request?.request.url;
  if (url === null || url.host !== null) return url;
  if (named && named.host !== null) return named;
  const host =
    group.headers.find(({ header }) => header.name === 'host')?.header.value ??
    group.address?.url.host ??
    null;
  return host === null ? url : readTarget(text, url.span[0], host);
}

/** The request of an exchange; null where the paste shows nothing of it. */
function requestOf(text: string, group: Group, fields: readonly FieldMark[]): RequestFacts | null {
  const url = calledUrl(text, group);
  const shown = group.sent?.request ?? group.request?.request ?? null;
  const loose = group.headers.filter((mark) => mark.of === 'request').map(({ header }) => header);
  const verb = fields.find(({ name }) => name === 'method');
  const method =
    shown?.method ??
    (verb === undefined || url === null
      ? null
      : { value: (/^\w+/.exec(verb.value)?.[0] ?? '').toUpperCase(), span: verb.span });
  if (shown === null && url === null && loose.length === 0) return null;
  const headers: HeaderFact[] = [...(shown?.headers ?? []), ...loose];
  return {
    method,
    url,
    headers,
    complete: shown?.complete ?? false,
    body: shown?.body ?? group.request?.request.body ?? null,
  };
}

/** The answer of an exchange; null where the paste shows nothing of it. */
function responseOf(group: Group): ResponseFacts | null {
  const { status, tags, bodies, body } = group;
  const headers = [
    ...(status?.headers ?? []),
    ...group.headers.filter((mark) => mark.of === 'response').map(({ header }) => header),
  ];
  if (status === null && headers.length === 0 && body === null && tags === null && bodies.length === 0)
    return null;
  return { headers, body };
}

/** The status of an exchange: of its status line, else of a numeric code in its body. */
function statusOf({ status, bodies }: Group): Fact<number> | null {
  if (status !== null) return { value: status.value, span: status.span };
  for (const { name, numeric, value, span } of bodies.flatMap(({ fields }) => fields)) {
    if (name === 'code' && numeric && /^[45]\d\d$/.test(value)) return { value: Number(value), span };
  }
  return null;
}

/** The error codes of an exchange, each place once: from fields, and as words beside them. */
function codesOf(group: Group): CodeFact[] {
  const codes: CodeFact[] = [];
  for (const { name, value, span } of group.bodies.flatMap(({ fields }) => fields)) {
    if (name === 'code' && codes.length < MAX_CODES) codes.push({ value, span, from: 'field' });
  }
  const fromTags = group.tags?.tags.find(({ name, value }) => name === 'code' && value !== '');
  if (fromTags !== undefined) codes.push({ value: fromTags.value, span: fromTags.span, from: 'field' });
  for (const { value, start, end } of group.codes) {
    const known = codes.some(({ span }) => start < span[1] && span[0] < end);
    if (!known && codes.length < MAX_CODES) codes.push({ value, span: [start, end], from: 'word' });
  }
  return codes.sort((a, b) => a.span[0] - b.span[0]);
}

/** The messages of an exchange, in the order of the text. */
function messagesOf(group: Group): Fact<string>[] {
  const messages: Fact<string>[] = [];
  for (const { name, value, span } of group.bodies.flatMap(({ fields }) => fields)) {
    if (name === 'message') messages.push({ value, span });
  }
  for (const { name, value, span } of group.tags?.tags ?? []) {
    if (value !== '' && /^(?:message|title|h1)$/.test(name)) messages.push({ value, span });
  }
  return messages.sort((a, b) => a.span[0] - b.span[0]).slice(0, MAX_MESSAGES);
}

const KINDS: Readonly<Record<Group['documents'][number]['kind'], PasteKind>> = {
  rows: 'log rows',
  activities: 'activity',
  privilege: 'privilege evaluation',
  payload: 'push payload',
  HAR: 'http exchange',
  'file container': 'prose',
};

/** What kind of a stretch an exchange is. */
function kindOf(group: Group, isClientMessage: boolean, ids: number): PasteKind {
  const { request, sent, status, tags, bodies } = group;
  const document = group.documents.find(({ kind }) => kind !== 'payload') ?? group.documents[0];
  const transcript =
    sent !== null ||
    (request !== null && request.from === 'line') ||
    (status !== null && status.headers.length > 0);
  if (
    document !== undefined &&
    (document.kind !== 'payload' || (request === null && status === null && bodies.length === 0))
  ) {
    return KINDS[document.kind];
  }
  const answered = status !== null || bodies.length > 0 || tags !== null;
  if (transcript || (request !== null && answered) || status?.form === 'line') return 'http exchange';
  if (request !== null) return 'cURL command';
  if (tags !== null)
    return tags.tags.some(({ name }) => /^(?:error|code|message|servertime|expires)$/.test(name))
      ? 'S3 error'
      : 'HTML page';
  if (isClientMessage) return 'client message';
  if (bodies.some(({ fields }) => fields.some(({ quoted }) => quoted))) return 'error body';
  if (status !== null && (status.form === 'keyword' || group.address !== null)) return 'http exchange';
  return ids > 0 && group.codes.length === 0 && group.end - group.start < 200 ? 'identifier' : 'prose';
}
