import type { HeaderFact, RequestFacts, ResponseFacts, Span, UrlFacts } from './facts';
import type { StatusForm } from './status';

/** Something that was recognised in a text, where it stands. What belongs together is told later, from their order. */
export type Mark =
  | RequestMark
  | AddressMark
  | StatusMark
  | FieldMark
  | HeaderMark
  | TagMark
  | CodeMark
  | SignMark;

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A request: a request line with its headers, or a command. */
export interface RequestMark extends Placed {
  readonly type: 'request';
  readonly from: 'line' | 'command';
  readonly request: RequestFacts;
}

/** An address that stands on its own. */
export interface AddressMark extends Placed {
  readonly type: 'address';
  readonly url: UrlFacts;
  /** `called` where words say that it was called; a console page; else only named. */
  readonly role: 'called' | 'console' | 'named';
}

/** A status, with the headers that follow a status line. */
export interface StatusMark extends Placed {
  readonly type: 'status';
  readonly value: number;
  readonly form: StatusForm;
  readonly headers: readonly HeaderFact[];
  /** Where the number stands. */
  readonly span: Span;
  /** The body, where it is known already; else it is looked for behind the headers. */
  readonly body?: ResponseFacts['body'];
}

/** What a field says, by its name. */
export type FieldName =
  | 'code'
  | 'message'
  | 'requestId'
  | 'organization'
  | 'source'
  | 'item'
  | 'fileId'
  | 'orderingId'
  | 'activityId'
  | 'extension'
  | 'method'
  | 'upload address';

/** A key with a value. */
export interface FieldMark extends Placed {
  readonly type: 'field';
  readonly name: FieldName;
  /** The key as written, in lower case. */
  readonly key: string;
  readonly value: string;
  readonly span: Span;
  readonly quoted: boolean;
  readonly numeric: boolean;
  readonly cut: boolean;
}

/** A header on its own, outside of a block that follows a request or status line. */
export interface HeaderMark extends Placed {
  readonly type: 'header';
  readonly header: HeaderFact;
  readonly of: 'request' | 'response';
}

/** An element of an S3 error, or a heading of an HTML page. */
export interface TagMark extends Placed {
  readonly type: 'tag';
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly closed: boolean;
}

/** A code of the vocabulary as a word of the text. */
export interface CodeMark extends Placed {
  readonly type: 'code';
  readonly value: string;
}

/** What marks a text as Coveo's, or as another vendor's. */
export interface SignMark extends Placed {
  readonly type: 'sign';
  readonly of: 'coveo' | 'foreign' | 'Coveo by name';
  readonly value: string;
}

/** Fields that show an error; the others only go with it. */
export function isErrorField(mark: FieldMark): boolean {
  return mark.name === 'code' || mark.name === 'message';
}
