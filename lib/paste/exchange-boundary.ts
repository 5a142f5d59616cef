import type { Group } from './grouping';
import type { AddressMark, CodeMark, RequestMark, StatusMark } from './marks';
import type { BodyPart, DocumentPart, Part, TagsPart } from './parts';

/** How far an answer may be from its request, and loose things from what they go with. */
const ANSWER_REACH = 12_000;
const NEAR = 1_500;
const CLOSE = 500;

/** Whether a status is a proxy's answer, and not that of the call. */
export function isTunnel(text: string, status: StatusMark): boolean {
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
export function startsAnother(text: string, group: Group, part: Part, next: Part | undefined): boolean {
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
  // Errors of clients print their status first, then what they called, and then the answer.
  const isMember = /(?:url|uri)["']?\s{0,3}[:=]\s{0,3}["'`]?$/i.test(
    text.slice(Math.max(0, part.start - 12), part.start),
  );
  const sameStatus = next?.type !== 'status' || next.value === group.status?.value;
  if (isMember && sameStatus && group.bodies.length === 0 && gap < NEAR * 2) return false;
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

/** The codes that a body names. */
export function codesOf(body: BodyPart): string[] {
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
