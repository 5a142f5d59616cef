import type { Activity } from '@/lib/evidence/activity';
import type { LogRow } from '@/lib/evidence/log-row';
import type { OrderingUnit } from '@/lib/ordering/ordering-id';

/** Where something stands in the pasted text: UTF-16 offsets, the end not included. */
export type Span = readonly [start: number, end: number];

/** A value that was read, with the characters that it was read from. */
export interface Fact<T> {
  readonly value: T;
  readonly span: Span;
}

/** What a stretch of a paste is. */
export type PasteKind =
  | 'http exchange'
  | 'cURL command'
  | 'error body'
  | 'S3 error'
  | 'HTML page'
  | 'client message'
  | 'log rows'
  | 'activity'
  | 'privilege evaluation'
  | 'push payload'
  | 'identifier'
  | 'prose';

/** Which service a call went to, by its host and path; `upload` is a file container's presigned address. */
export type Service = 'push' | 'logs' | 'platform' | 'upload' | 'sandbox' | 'other Coveo' | 'foreign';

/** What one HTTP call, or one error on its own, shows. What is not there is null or empty, never guessed. */
export interface Facts {
  /** 0-based, in the order of the text. */
  readonly exchange: number;
  readonly kind: PasteKind;
  /** The whole paste as every span sees it: decoded, without secrets. */
  readonly text: string;
  /** The stretch of the text that this is read from. */
  readonly span: Span;
  /** When the reader looks, ISO; null where the caller does not say. */
  readonly now: string | null;
  /**
   * Whether something in it is plainly Coveo's: a host, a header, a client's name, an id of its shape, a field that
   * only its APIs have. A code alone is not: other services use ACCESS_DENIED too.
   */
  readonly coveo: Fact<string> | null;
  /** Whether something marks it as another vendor's (a host, a header, a product's name); null when nothing does. */
  readonly foreign: Fact<string> | null;
  readonly request: RequestFacts | null;
  readonly response: ResponseFacts | null;
  /** The HTTP status of the answer, from a status line, a field or the sentence of a client. */
  readonly status: Fact<number> | null;
  /**
   * Error codes: the values of fields such as `errorCode`, `code` or `type` and of lines such as `Error code: X`,
   * whatever they are, and codes of the vocabulary wherever they stand as a whole token. As written.
   */
  readonly codes: readonly CodeFact[];
  /** Texts of the fields `message`, `detail`, `error_description`, …, and of lines such as `Message: X`. */
  readonly messages: readonly Fact<string>[];
  readonly s3: S3Facts | null;
  /** Phrases of the vocabulary that stand in it. */
  readonly phrases: readonly PhraseFact[];
  /** Log Browser rows, in the order of the text; `total` counts those beyond the bound, too. */
  readonly rows: { readonly read: readonly RowFact[]; readonly total: number };
  readonly activities: readonly Fact<Activity>[];
  readonly privileges: readonly PrivilegeFact[];
  readonly payload: PayloadFacts | null;
  readonly credentials: CredentialFacts | null;
  /** Ids and moments found anywhere in it: request, organization, source, item, file, ordering id, region. */
  readonly identifiers: readonly IdentifierFact[];
  /** What does not fit together: a source id of another organization, a host of another region. */
  readonly mismatches: readonly MismatchFact[];
}

/** The request of an exchange, as far as the paste shows it. */
export interface RequestFacts {
  readonly method: Fact<string> | null;
  readonly url: UrlFacts | null;
  /** As sent, in order; names in lower case. `complete` says whether the paste shows all of them (`curl -v`, HAR). */
  readonly headers: readonly HeaderFact[];
  readonly complete: boolean;
  /** Where the body stands; null when the paste shows none. */
  readonly body: Span | null;
}

/** An address, taken apart. Ids are decoded. */
export interface UrlFacts {
  readonly value: string;
  readonly span: Span;
  readonly host: string | null;
  readonly service: Service;
  /** `us`, `ca`, `eu`, `au`, `hipaa` or `sandbox`, by the host; null where it tells none. */
  readonly region: string | null;
  readonly organization: string | null;
  readonly source: string | null;
  /** The path as a template: `/push/v1/organizations/{organization}/sources/{source}/documents/batch`. */
  readonly path: string;
  /** Query parameters, decoded, first of each name; those of a presigned signature are left out. */
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
}

/** A header line; the name in lower case. */
export interface HeaderFact {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** The answer of an exchange, as far as the paste shows it. */
export interface ResponseFacts {
  readonly headers: readonly HeaderFact[];
  readonly body: {
    readonly format: 'json' | 'xml' | 'html' | 'text' | 'empty';
    readonly span: Span;
    /** False where the text ends before the body does. */
    readonly complete: boolean;
  } | null;
}

/** An error code, with how it was found: in a field made for it, or as a word of the text. */
export interface CodeFact extends Fact<string> {
  readonly from: 'field' | 'word';
}

/** A phrase of the vocabulary, by its name. */
export interface PhraseFact {
  readonly name: string;
  readonly span: Span;
}

/** An error of Amazon S3, which answers the upload into a file container. Fields cut off are null. */
export interface S3Facts {
  readonly code: Fact<string> | null;
  readonly message: Fact<string> | null;
  /** When the address expired, ISO: from `Expires`, or from the address itself. */
  readonly expires: Fact<string> | null;
  readonly serverTime: Fact<string> | null;
  /** How long after its expiry the address was used, in milliseconds; null unless both are known. */
  readonly lateMs: number | null;
}

/** A Log Browser row, from JSON or a table. */
export interface RowFact {
  readonly row: LogRow;
  /**
   * How well its moment is known: where the paste shows none, or one that could be two days, `row.at` is a filler that
   * nobody may be shown; where it shows no zone, `row.at` has what is shown as if it were UTC.
   */
  readonly dated: 'in UTC' | 'without zone' | 'not';
  readonly span: Span;
}

/** An answer of the privilege evaluation. */
export interface PrivilegeFact {
  readonly approved: boolean | null;
  /** `privilegeEvaluationResultCodes`. */
  readonly codes: readonly string[];
  readonly targetDomain: string | null;
  readonly type: string | null;
  readonly targetId: string | null;
  readonly span: Span;
}

/** A push payload: a batch, or one item. Counted, not judged: that is pre-flight's work. */
export interface PayloadFacts {
  readonly shape: 'batch' | 'item';
  readonly addOrUpdate: number;
  readonly deletes: number;
  readonly span: Span;
}

/**
 * How a token was sent, told without the token. `header` is whether an Authorization header is there; unknown where
 * the paste does not show all headers.
 */
export interface CredentialFacts {
  readonly header: 'there' | 'missing' | 'unknown';
  /** Bearer, Basic, … as written; null where there is none. */
  readonly scheme: string | null;
  readonly shape:
    | 'api key'
    | 'JWT'
    | 'opaque'
    | 'unexpanded variable'
    | 'placeholder'
    | 'doubled Bearer'
    | 'empty'
    | 'removed'
    | null;
  readonly span: Span | null;
}

/** An id or a moment, with what it is. */
export interface IdentifierFact {
  readonly name:
    | 'requestId'
    | 'organization'
    | 'source'
    | 'region'
    | 'item'
    | 'fileId'
    | 'orderingId'
    | 'activityId'
    | 'extension'
    | 'console page';
  readonly value: string;
  readonly span: Span;
  /** For an orderingId: its unit, and the moment that it stands for, ISO; null where its digits tell none. */
  readonly ordering?: { readonly unit: OrderingUnit; readonly moment: string | null };
}

/** Two things in one paste that do not fit together. */
export interface MismatchFact {
  readonly name: 'source of another organization' | 'host of another region';
  readonly text: string;
  readonly span: Span;
}
