import { z } from 'zod';
import { readDate, toMs } from './time';

/**
 * One call to the Push API as the connector that made it knows of it: no log of Coveo's records it. It holds no
 * query, no host of Coveo's and no body, so no token and no presigned signature has a place in it.
 */
export interface RecordedPush {
  /** When the call was made, by the connector's clock, ISO in UTC. */
  readonly at: string;
  readonly method: string;
  /** The path without its query; with `https://` and the host where that is none of Coveo's (an upload). */
  readonly path: string;
  /** Null where no answer came. */
  readonly status: number | null;
  /** Coveo's `errorCode`, or what the client calls its failure. */
  readonly errorCode: string | null;
  readonly requestId: string | null;
  /** Digits: it may be longer than a number can hold. */
  readonly orderingId: string | null;
  readonly fileId: string | null;
  readonly documentId: string | null;
  /** How many items a batch carried; null where the connector does not say. */
  readonly items: number | null;
  readonly bytes: number | null;
}

/** A recorder's line that there was nothing to record: it was there at that time. ISO in UTC. */
export interface RecorderAlive {
  readonly at: string;
  readonly alive: true;
}

/** What a recorder writes: a line for each call, and now and then one that it is there. */
export type RecordedLine = RecordedPush | RecorderAlive;

/** A line that was read, or why it cannot be. */
export type ReadLine =
  | { readonly ok: true; readonly line: RecordedLine }
  | { readonly ok: false; readonly why: string };

/** Which source the lines are of, and when they are read. */
export interface RecordedPlace {
  readonly organization: string;
  readonly source: string;
  /** ISO in UTC. */
  readonly now: string;
}

/** So far a connector's clock may be ahead. */
export const AHEAD_MS = 10 * 60_000;
/** Recorded pushes are kept as long as Coveo keeps its log rows (article 1864). */
export const KEPT_FOR_MS = 14 * 86_400_000;

/** The longest path, id or code that is kept. */
const MOST_CHARACTERS = 1_000;
/** The longest that a client may call its failure: it stands in titles. */
const LONGEST_CODE = 200;
/** The longest URI of an item that is kept: as long as one that can be looked up, or its calls would not be found. */
export const LONGEST_ITEM_URI = 2_000;

/** Whether a line is a call. */
export function isCall(line: RecordedLine): line is RecordedPush {
  return !('alive' in line);
}

const digits = z
  .union([
    z.string().regex(/^\d{1,20}$/),
    z.number().int().nonnegative().refine(Number.isSafeInteger).transform(String),
  ])
  .nullable()
  .catch(null);
const count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .refine((n) => Number.isSafeInteger(n) && n >= 0)
  .nullable()
  .catch(null);
const textOf = (most: number) =>
  z
    .union([z.string(), z.number().transform(String)])
    .transform((value) => plain(value, most))
    .nullable()
    .catch(null);
const text = textOf(MOST_CHARACTERS);
const itemUri = textOf(LONGEST_ITEM_URI);

const wireLine = z.object({
  at: z.unknown().optional(),
  alive: z.unknown().optional(),
  method: z.unknown().optional(),
  path: z.unknown().optional(),
  status: z.unknown().optional(),
  errorCode: textOf(LONGEST_CODE),
  requestId: text,
  orderingId: digits,
  fileId: text,
  documentId: itemUri,
  items: count,
  bytes: count,
});

/**
 * One line of a recorder, from parsed JSON of any shape. Never throws. Only `at`, `method`, `path` and `status` must
 * be readable; what else cannot be read is null. A query is read for its `documentId`, `fileId` and `orderingId`, and
 * then dropped.
 */
export function readRecordedLine(value: unknown, place: RecordedPlace): ReadLine {
  const parsed = wireLine.safeParse(value);
  if (!parsed.success) return refused(NO_OBJECT);
  const wire = parsed.data;
  if (wire.at === undefined) return refused(NO_TIME);
  // Of a time that shows no zone it is not known when it was: an hour of it may be another one's.
  const at = typeof wire.at === 'string' && !SAYS_WHEN.test(wire.at) ? null : readDate(wire.at);
  if (at === null) return refused('`at` is no moment: use ISO 8601 with a zone, or epoch milliseconds.');
  if (toMs(at) > toMs(place.now) + AHEAD_MS) {
    return refused('`at` lies in the future: the connector’s clock is ahead, or its zone is missing.');
  }
  if (toMs(at) <= toMs(place.now) - KEPT_FOR_MS)
    return refused('`at` is more than 14 days ago: no longer is kept.');
  if (wire.alive === true) return { ok: true, line: { at, alive: true } };
  const method = typeof wire.method === 'string' ? wire.method.trim().toUpperCase() : '';
  if (!/^[A-Z]{3,7}$/.test(method)) return refused('`method` is no HTTP method.');
  const address = typeof wire.path === 'string' ? readPath(wire.path) : null;
  if (address === null) return refused('`path` is no path and no address.');
  const status = readStatus(wire.status);
  if (status === undefined)
    return refused('`status` is no HTTP status; it is 0 or null where no answer came.');
  const other = otherPlace(address.path, place);
  if (other !== null) return refused(other);
  const { errorCode, requestId, items, bytes } = wire;
  return {
    ok: true,
    line: {
      at,
      method,
      path: address.path,
      status,
      errorCode,
      requestId,
      orderingId: wire.orderingId ?? digits.parse(address.parameter('orderingId') ?? null),
      fileId: wire.fileId ?? text.parse(address.parameter('fileId') ?? null),
      documentId: wire.documentId ?? itemUri.parse(address.parameter('documentId') ?? null),
      items,
      bytes,
    },
  };
}

/** Ends with a zone, or is epoch milliseconds. */
const SAYS_WHEN = /(?:Z|[+-]\d{2}:?\d{2}|^\d+)$/i;
const NO_OBJECT = 'It is no JSON object.';
const NO_TIME = 'It has no `at`.';

/** Whether what was refused may have been meant as a line of a recorder: it is an object with a time. */
export function isMeantAsLine(why: string): boolean {
  return why !== NO_OBJECT && why !== NO_TIME;
}

function refused(why: string): ReadLine {
  return { ok: false, why };
}

/** Without control characters (a store may not take them), bounded; null where nothing is left. */
function plain(value: string, most: number): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  const kept = value.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return kept === '' ? null : kept.slice(0, most);
}

function readStatus(value: unknown): number | null | undefined {
  if (value === null || value === 0 || value === '0') return null;
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599
    ? status
    : undefined;
}

const ADDRESS = /^(?:https?:\/\/(?:[^/?#@]*@)?([^/?#]*))?(\/?[^?#]*)(?:\?([^#]*))?/i;

/** A path, or a whole address, without what may hold a secret. */
function readPath(given: string): { path: string; parameter: (name: string) => string | undefined } | null {
  const [, host = '', bare = '', query = ''] = ADDRESS.exec(given.trim()) ?? [];
  if (host === '' && !/^\/?[\w-]/.test(bare)) return null;
  const rooted = bare.startsWith('/') ? bare : `/${bare}`;
  const address = isPushPath(rooted) || host === '' ? rooted : `https://${host.toLowerCase()}${rooted}`;
  const path = plain(address, MOST_CHARACTERS);
  if (path === null) return null;
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').slice(0, 50)) {
    const [name = '', ...value] = pair.split('=');
    if (!parameters.has(name)) parameters.set(name, decoded(value.join('=')));
  }
  return { path, parameter: (name) => parameters.get(name) };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

function isPushPath(path: string): boolean {
  return path.includes('/push/v1/');
}

/** Why a path is not one of the source's calls, a sentence; null where it is, or where it does not say. */
function otherPlace(path: string, { organization, source }: RecordedPlace): string | null {
  const named = (folder: string) => new RegExp(`/${folder}/([^/]+)`).exec(path)?.[1];
  const inOrganization = named('organizations');
  if (inOrganization !== undefined && decoded(inOrganization) !== organization)
    return 'The path is of another organization.';
  const ofSource = named('sources');
  if (ofSource !== undefined && decoded(ofSource) !== source) return 'The path is of another source.';
  return null;
}

/** What a call does, by its method and path (Push API reference, article 78). */
export type PushKind =
  | 'item'
  | 'delete'
  | 'batch'
  | 'older than'
  | 'container'
  | 'upload'
  | 'status'
  | 'other';

/** The kind of a call. */
export function kindOfPush({ method, path }: Pick<RecordedPush, 'method' | 'path'>): PushKind {
  const at = path.replace(/\/+$/, '').toLowerCase();
  if (at.startsWith('https://')) return 'upload';
  if (at.endsWith('/documents/batch')) return 'batch';
  if (at.endsWith('/documents/olderthan')) return 'older than';
  if (at.endsWith('/documents')) return method === 'DELETE' ? 'delete' : 'item';
  if (at.endsWith('/files')) return 'container';
  return at.endsWith('/status') ? 'status' : 'other';
}

/** What came of a call: 2xx is accepted, which for a push only means enqueued. */
export type PushAnswer = 'accepted' | 'refused' | 'unanswered';

/** What came of a call. */
export function answerOf({ status }: Pick<RecordedPush, 'status'>): PushAnswer {
  if (status === null) return 'unanswered';
  return status >= 200 && status < 300 ? 'accepted' : 'refused';
}

/** How many items a call carried; null where that is not known, 0 for a call that carries none. */
export function itemsOf(push: Pick<RecordedPush, 'method' | 'path' | 'items'>): number | null {
  const kind = kindOfPush(push);
  if (kind === 'item' || kind === 'delete') return 1;
  return kind === 'batch' || kind === 'other' ? push.items : 0;
}
