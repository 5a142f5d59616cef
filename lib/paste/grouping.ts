import type { PasteDocument } from './document';
import { codesOf, isTunnel, startsAnother } from './exchange-boundary';
import type { ResponseFacts } from './facts';
import type { AddressMark, CodeMark, HeaderMark, Mark, RequestMark, StatusMark } from './marks';
import { type BodyPart, type Part, partsOf, type TagsPart } from './parts';

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
