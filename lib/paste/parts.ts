import type { PasteDocument } from './document';
import {
  type AddressMark,
  type CodeMark,
  type FieldMark,
  type HeaderMark,
  isErrorField,
  type Mark,
  type RequestMark,
  type StatusMark,
  type TagMark,
} from './marks';

/** A piece of an exchange, made of marks that plainly belong together. */
export type Part =
  | DocumentPart
  | BodyPart
  | TagsPart
  | RequestMark
  | AddressMark
  | StatusMark
  | HeaderMark
  | CodeMark;

interface Placed {
  readonly start: number;
  end: number;
}

/** Fields of one error body. */
export interface BodyPart extends Placed {
  readonly type: 'body';
  readonly fields: FieldMark[];
  /** Codes that its messages name. */
  readonly named: CodeMark[];
  /** Whether it stands apart from the body before it: that one was closed, and this one opened on another line. */
  readonly apart: boolean;
}

/** Elements of one XML or HTML answer. */
export interface TagsPart extends Placed {
  readonly type: 'tags';
  readonly tags: TagMark[];
}

/** A whole document: rows, activities, an answer of the privilege evaluation, a payload. */
export interface DocumentPart extends Placed {
  readonly type: 'document';
  readonly document: PasteDocument;
}

/** The most fields of one body that are read. */
const MAX_FIELDS = 100;
/** How far apart fields, or elements, of one body may stand. */
const BODY_REACH = 6_000;
const TAGS_REACH = 3_000;

/** Puts marks together to parts, in the order of the text; what says nothing on its own is left out. */
export function partsOf(text: string, marks: readonly Mark[], documents: readonly PasteDocument[]): Part[] {
  const parts: Part[] = documents.map((document) => ({
    type: 'document',
    start: document.start,
    end: document.end,
    document,
  }));
  const outside = marksOutside(marks, documents);
  let body: BodyPart | null = null;
  let tags: TagsPart | null = null;
  for (const mark of outside) {
    switch (mark.type) {
      case 'field': {
        if (!isErrorField(mark)) break;
        const belongs: 'same' | 'next' | 'apart' = body === null ? 'next' : relation(text, body, mark);
        if (body !== null && belongs === 'same') {
          body.fields.push(mark);
          body.end = Math.max(body.end, mark.end);
        } else {
          body = {
            type: 'body',
            start: mark.start,
            end: mark.end,
            fields: [mark],
            named: [],
            apart: belongs === 'apart',
          };
          parts.push(body);
        }
        break;
      }
      case 'tag':
        if (
          tags !== null &&
          mark.start - tags.end < TAGS_REACH &&
          tags.tags.length < MAX_FIELDS &&
          !opensAnother(tags, mark)
        ) {
          tags.tags.push(mark);
          tags.end = mark.end;
        } else {
          tags = { type: 'tags', start: mark.start, end: mark.end, tags: [mark] };
          parts.push(tags);
        }
        break;
      case 'address':
        if (mark.role === 'called') parts.push(mark);
        break;
      case 'request':
        // What follows a request is another answer.
        body = null;
        tags = null;
        parts.push(mark);
        break;
      case 'status':
        if (mark.form === 'line') {
          body = null;
          tags = null;
        }
        parts.push(mark);
        break;
      case 'header':
        parts.push(mark);
        break;
      case 'code':
        if (body === null || mark.start >= body.end) parts.push(mark);
        else if (body.named.length < MAX_FIELDS) body.named.push(mark);
        break;
    }
  }
  return documents.length === 0 ? parts : parts.sort((a, b) => a.start - b.start);
}

/** Marks in a document belong to it. Both are in the order of the text. */
function marksOutside(marks: readonly Mark[], documents: readonly PasteDocument[]): readonly Mark[] {
  if (documents.length === 0) return marks;
  let next = 0;
  return marks.filter((mark) => {
    while (next < documents.length && (documents[next]?.end ?? 0) <= mark.start) next += 1;
    return mark.start < (documents[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}

function opensAnother(tags: TagsPart, mark: TagMark): boolean {
  if (mark.name === 'error') return true;
  return mark.name === 'code' && tags.tags.some(({ name }) => name === 'code');
}

/** Whether a field belongs to the body before it. */
function relation(text: string, body: BodyPart, mark: FieldMark): 'same' | 'next' | 'apart' {
  if (body.fields.length >= MAX_FIELDS) return 'next';
  const outer = body.fields.find(({ span }) => mark.start >= span[0] && mark.start < span[1]);
  if (outer !== undefined) return 'same';
  if (mark.start - body.end > BODY_REACH) return 'apart';
  const last = body.fields.at(-1);
  const repeated = mark.name === 'code' && body.fields.some((field) => isRepeat(field, mark));
  if (last?.quoted !== true || !mark.quoted)
    return repeated || mark.start - body.end > 1_500 ? 'next' : 'same';
  const nesting = nestingBetween(text, body.end, mark.start);
  if (nesting === 'apart') return 'apart';
  if (repeated) return nesting === 'reopened' ? 'apart' : 'next';
  const repeatedMessage = nesting === 'reopened' && body.fields.some((field) => isRepeat(field, mark));
  return repeatedMessage ? 'apart' : 'same';
}

function isRepeat(field: FieldMark, mark: FieldMark): boolean {
  return (
    field.name === mark.name &&
    (field.key === mark.key || (field.name === 'code' && isStrong(field) && isStrong(mark)))
  );
}

function isStrong({ key }: FieldMark): boolean {
  return /^error_?code/.test(key);
}

/** How the text from one field to the next is nested: `reopened` where an object closes and another opens. */
function nestingBetween(text: string, from: number, to: number): 'inside' | 'reopened' | 'apart' {
  let depth = 0;
  let least = 0;
  let lineSinceLeast = false;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth < least) {
        least = depth;
        lineSinceLeast = false;
      }
    } else if (code === 0x0a && depth === least) lineSinceLeast = true;
  }
  if (least === 0 || depth === least) return 'inside';
  // Between members of one document stands a comma; between two documents only a line break, or other text.
  return lineSinceLeast && !/[}\]][ \t\r\n>|]{0,40},/.test(text.slice(from, Math.min(to, from + 400)))
    ? 'apart'
    : 'reopened';
}
