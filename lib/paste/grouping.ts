import type { PasteDocument } from './document';
import type { ResponseFacts } from './facts';
import type { AddressMark, CodeMark, HeaderMark, Mark, RequestMark, StatusMark } from './marks';
import { type BodyPart, type DocumentPart, type Part, partsOf, type TagsPart } from './parts';

/** What belongs to one exchange. */
export interface Group {
  start: number;
  end: number;
  request: RequestMark | null;
  /** The verbose request of a command, with the headers that were really sent. */
  sent: RequestMark | null;
  address: AddressMark | null;
  status: StatusMark | null;
  readonly bodies: BodyPart[];
  tags: TagsPart | null;
  readonly documents: PasteDocument[];
  /** The body of its answer; null where the paste shows none. */
  body: ResponseFacts['body'];
  readonly headers: HeaderMark[];
  readonly codes: CodeMark[];
  /** All error codes in it. */
  readonly known: Set<string>;
}

/** The most bodies, headers and words of one kind that one exchange keeps. */
const MAX_KEPT = 60;

/** How far an answer may be from its request, and loose things from what they go with. */
const ANSWER_REACH = 12_000;
const NEAR = 1_500;
const CLOSE = 500;

/** Splits the marks of a text into exchanges, in order: a request with its answer, or an error on its own. */
export function groupMarks(
  text: string,
  marks: readonly Mark[],
  documents: readonly PasteDocument[],
): Group[] {
  const parts = partsOf(text, marks, documents);
  const groups: Group[] = [];
  let group: Group | null = null;
  for (const [index, part] of parts.entries()) {
    if (part.type === 'status' && isTunnel(text, part)) continue;
    const next = parts[index + 1];
    if (group === null || startsAnother(text, group, part, next)) {
      group = emptyGroup(part);
      groups.push(group);
    }
    add(group, part);
  }
  return groups;
}

/** An exchange of which nothing is known but its place. */
export function emptyGroup(part: { readonly start: number; readonly end: number }): Group {
  return {
    start: part.start,
    end: part.end,
    request: null,
    sent: null,
    address: null,
    status: null,
    bodies: [],
    tags: null,
    documents: [],
    body: null,
    headers: [],
    codes: [],
    known: new Set(),
  };
}

function isTunnel(text: string, status: StatusMark): boolean {
  return /^\s+connection established/i.test(text.slice(status.span[1], status.span[1] + 26));
}

function isAnswered(group: Group): boolean {
  return group.status !== null || group.bodies.length > 0 || group.tags !== null || group.codes.length > 0;
}

/** Whether a document in it is an answer, or stands for itself; a payload is what was sent. */
function hasReading(group: Group): boolean {
  return group.documents.some(({ kind }) => kind !== 'payload');
}

/** Whether a part belongs to another exchange than the one before it. */
function startsAnother(text: string, group: Group, part: Part, next: Part | undefined): boolean {
  const gap = part.start - group.end;
  if (hasReading(group) && part.type !== 'document' && part.type !== 'address') return gap >= 0;
  switch (part.type) {
    case 'document':
      return documentStartsAnother(group, part, gap);
    case 'request':
      return requestStartsAnother(group, part, next, gap);
    case 'address':
      return addressStartsAnother(text, group, part, next, gap);
    case 'status':
      return statusStartsAnother(text, group, part, next, gap);
    case 'body':
      return bodyStartsAnother(group, part, gap);
    case 'tags':
      if (gap < 0) return false;
      if (isPage(part) && group.tags !== null && isPage(group.tags)) return gap > NEAR;
      return (
        group.tags !== null ||
        group.bodies.some((body) => body.fields.some(({ quoted }) => quoted)) ||
        gap > ANSWER_REACH
      );
    case 'header':
      return (
        gap > NEAR ||
        group.headers.some(
          ({ header }) => header.name === part.header.name && header.value !== part.header.value,
        )
      );
    case 'code':
      return codeStartsAnother(text, group, part, gap);
  }
}

function documentStartsAnother(group: Group, { document }: DocumentPart, gap: number): boolean {
  if (gap < 0) return false;
  if (document.kind === 'payload')
    return isAnswered(group) || group.documents.length > 0 || gap > ANSWER_REACH;
  if (document.kind === 'rows' && group.documents.some(({ kind }) => kind === 'rows')) return false;
  const called = group.request !== null || group.address !== null || group.status !== null;
  return !called || group.bodies.length > 0 || group.tags !== null || hasReading(group) || gap > ANSWER_REACH;
}

function isPage({ tags }: TagsPart): boolean {
  return tags.every(({ name }) => /^(?:html|title|h1|h2)$/.test(name));
}

/** A request that follows an error and is followed by nothing tells what was called; else it opens its own exchange. */
function requestStartsAnother(group: Group, part: RequestMark, next: Part | undefined, gap: number): boolean {
  if (group.request !== null) {
    const verbose = group.request.from === 'command' && part.from === 'line' && group.sent === null;
    return !verbose || isAnswered(group);
  }
  if (group.address !== null) return isAnswered(group) || gap > NEAR;
  if (!isAnswered(group)) return gap > ANSWER_REACH;
  return next !== undefined || gap > NEAR;
}

function addressStartsAnother(
  text: string,
  group: Group,
  part: AddressMark,
  next: Part | undefined,
  gap: number,
): boolean {
  const known = group.sent?.request.url ?? group.request?.request.url ?? group.address?.url;
  if (known) {
    if (known.path === part.url.path && (known.host === part.url.host || known.host === null)) {
      return (
        isAnswered(group) &&
        next !== undefined &&
        next.type !== 'code' &&
        /\n/.test(text.slice(group.end, part.start))
      );
    }
    return part.url.service !== 'foreign' || isAnswered(group);
  }
  if (!isAnswered(group)) return gap > ANSWER_REACH;
  const sameLine = !text.slice(group.end, part.start).includes('\n');
  return !(gap < NEAR && (sameLine || next === undefined));
}

function statusStartsAnother(
  text: string,
  group: Group,
  part: StatusMark,
  next: Part | undefined,
  gap: number,
): boolean {
  const inside = part.start < group.end;
  if (inside) return false;
  const answerFollows = (next?.type === 'body' || next?.type === 'tags') && next.start - part.end < CLOSE;
  if (group.status === null) {
    if (group.bodies.length === 0 && group.tags === null) return gap > ANSWER_REACH;
    if (inSameObject(text, group.end, part.start)) return false;
    return answerFollows || gap > CLOSE;
  }
  if (group.status.value !== part.value) return true;
  if (group.bodies.length === 0 && group.tags === null) return gap > ANSWER_REACH;
  return answerFollows && !sameBody(group, next) ? true : gap > NEAR;
}

/** Whether nothing closes between two places. */
function inSameObject(text: string, from: number, to: number): boolean {
  return to - from < CLOSE && !/[}\]]/.test(text.slice(from, to)) && !/\n\s*\n/.test(text.slice(from, to));
}

function sameBody(group: Group, next: Part | undefined): boolean {
  const before = group.bodies.flatMap(({ fields }) => fields);
  return (
    next?.type === 'body' && next.fields.every((field) => before.some(({ value }) => value === field.value))
  );
}

function codesOf(body: BodyPart): string[] {
  return body.fields.filter(({ name, numeric }) => name === 'code' && !numeric).map(({ value }) => value);
}

function bodyStartsAnother(group: Group, part: BodyPart, gap: number): boolean {
  if (part.start < group.end) return false;
  const codes = codesOf(part);
  const other = codes.length > 0 && group.known.size > 0 && !codes.some((code) => group.known.has(code));
  if (group.bodies.length === 0) {
    if (group.tags !== null && part.fields.some(({ quoted }) => quoted)) return true;
    return (other && gap > CLOSE) || gap > ANSWER_REACH;
  }
  if (other) return true;
  if (codes.length > 0 && group.known.size > 0) return gap > ANSWER_REACH;
  return part.apart || gap > NEAR * 2;
}

function codeStartsAnother(text: string, group: Group, part: CodeMark, gap: number): boolean {
  if (group.known.size === 0) return gap > ANSWER_REACH;
  return !group.known.has(part.value) && gap > 0 && text.slice(group.end, part.start).includes('\n');
}

function add(group: Group, part: Part): void {
  group.end = Math.max(group.end, part.end);
  switch (part.type) {
    case 'request':
      if (group.request === null) group.request = part;
      else group.sent = part;
      break;
    case 'address':
      group.address ??= part;
      break;
    case 'status':
      if (
        group.status === null ||
        (group.status.form !== 'line' && part.form === 'line' && part.value === group.status.value)
      ) {
        group.status = part;
      }
      break;
    case 'body':
      if (group.bodies.length < MAX_KEPT) group.bodies.push(part);
      for (const code of codesOf(part)) group.known.add(code);
      break;
    case 'tags':
      if (group.tags === null) group.tags = part;
      else if (group.tags.tags.length < MAX_KEPT) group.tags.tags.push(...part.tags);
      break;
    case 'document':
      if (group.documents.length < MAX_KEPT) group.documents.push(part.document);
      break;
    case 'header':
      if (group.headers.length < MAX_KEPT) group.headers.push(part);
      break;
    case 'code':
      if (group.codes.length < MAX_KEPT) group.codes.push(part);
      group.known.add(part.value);
      break;
  }
}
