import type { CallFailure } from './call';

/** How often a call is made in all under a fault that does not go away, by its kind. */
type Attempts = Readonly<Record<'read' | 'write' | 'upload', number>>;

const ONCE: Attempts = { read: 1, write: 1, upload: 1 };
const READS_AGAIN: Attempts = { read: 4, write: 1, upload: 1 };
const BUSY_AGAIN: Attempts = { read: 4, write: 1, upload: 4 };
const ALL_AGAIN: Attempts = { read: 4, write: 4, upload: 4 };

/** Something that goes wrong on every attempt of a call, and the failure that must come out. */
export interface FaultUnderTest {
  readonly what: string;
  /** What the sandbox answers; `<key>` stands for the client's access token. */
  readonly answer: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly mode?: 'hang' | 'cut';
  };
  /** The rest of the failure is the call's own. `message: null` is the call's sentence for another shape. */
  readonly failure: Pick<CallFailure, 'kind' | 'status' | 'code' | 'body' | 'bodyKind'> & {
    readonly message: string | null;
    readonly waf?: boolean;
  };
  readonly attempts: Attempts;
  /** Milliseconds waited after each attempt but the last; the client's own back-off unless given. */
  readonly waits?: readonly number[];
}

const json = (body: unknown) => ({ body: JSON.stringify(body), bodyKind: 'json' as const });

/** A refusal whose body is JSON. */
function refusal(
  what: string,
  status: number,
  told: { readonly errorCode?: string; readonly message: string },
  attempts: Attempts,
  rest: { readonly headers?: Readonly<Record<string, string>>; readonly waits?: readonly number[] } = {},
): FaultUnderTest {
  const { headers, waits } = rest;
  const body = JSON.stringify(told);
  const redacted = body.replaceAll('<key>', '<redacted>');
  return {
    what,
    answer: { status, body, ...(headers && { headers }) },
    failure: {
      kind: 'refused',
      status,
      code: told.errorCode ?? null,
      message: told.message.replaceAll('<key>', '<redacted>'),
      body: redacted,
      bodyKind: 'json',
    },
    attempts,
    ...(waits && { waits }),
  };
}

/** A success that cannot be used. */
function unusable(
  what: string,
  body: string,
  failure: Pick<FaultUnderTest['failure'], 'message' | 'body' | 'bodyKind'>,
  attempts: Attempts,
  mode?: 'cut',
): FaultUnderTest {
  return {
    what,
    answer: { status: 200, body, ...(mode && { mode }) },
    failure: { kind: 'unreadable', status: 200, code: null, ...failure },
    attempts,
  };
}

const TEN_MB = 'x'.repeat(10 * 1024 * 1024);
const CUT = 'The answer was cut off in the middle.';
const html = '<html><head><title>502 Bad Gateway</title></head><body>token=<key></body></html>';
const firewall =
  'Request blocked for security reasons\nThe web application firewall has identified the request to be potentially malicious.';
const halfRows = '{"documentLogEntries":[{"datetime":"2026-11-20T23:3';
const wholeRows = `${halfRows}5:59.825Z","guid":"guid-1","operation":"ADD"}]}`;
const wrongTypes = {
  documentLogEntries: {},
  items: 'none',
  sourceModels: 7,
  operations: 'ADD',
  id: 5,
  lifeCycleState: [],
  uploadUri: null,
  orderingId: {},
  requestId: [],
};
const beforeKey = '{"errorCode":"ACCESS_DENIED","message":"Not for ';
const brokenKey = `${beforeKey}<key>${'.'.repeat(beforeKey.length - 2)}"}`;
const longError = `{"errorCode":"INTERNAL_SERVER_ERROR","message":"Failed","trace":"${TEN_MB}"}`;
const longAnswer = `{"trace":"${TEN_MB}"}`;

/** What can go wrong with an answer, or keep it from coming; no connection at all is a test of its own. */
export const FAULTS: readonly FaultUnderTest[] = [
  refusal('400', 400, { errorCode: 'INVALID_JSON', message: 'The body is not valid JSON.' }, ONCE),
  refusal('401', 401, { errorCode: 'INVALID_TOKEN', message: 'The token <key> is invalid.' }, ONCE),
  refusal('403 in JSON', 403, { message: 'Access is denied', errorCode: 'ACCESS_DENIED' }, ONCE),
  refusal('403 of the gateway', 403, { message: 'Forbidden' }, ONCE),
  {
    what: 'a block of the firewall',
    answer: {
      status: 403,
      headers: { 'x-coveo-waf-action': 'block', 'content-type': 'text/plain' },
      body: firewall,
    },
    failure: {
      kind: 'refused',
      status: 403,
      code: null,
      message: 'Request blocked for security reasons',
      body: firewall,
      bodyKind: 'text',
      waf: true,
    },
    attempts: ONCE,
  },
  refusal('404', 404, { errorCode: 'ORGANIZATION_NOT_FOUND', message: 'No such organization.' }, ONCE),
  refusal('412', 412, { errorCode: 'MISSING_PARAMETER', message: 'A parameter is missing.' }, ONCE),
  refusal('413', 413, { message: 'Request Too Long' }, ONCE),
  refusal('415', 415, { errorCode: 'UNSUPPORTED_MEDIA_TYPE', message: 'Not supported.' }, ONCE),
  refusal('429', 429, { errorCode: 'TOO_MANY_REQUESTS', message: 'Too many.' }, ALL_AGAIN),
  refusal('429 with Retry-After', 429, { errorCode: 'TOO_MANY_REQUESTS', message: 'Too many.' }, ALL_AGAIN, {
    headers: { 'retry-after': '7' },
    waits: [7_000, 7_000, 7_000],
  }),
  refusal(
    '429 for the rest of the day',
    429,
    { errorCode: 'TOO_MANY_DOCUMENTS_DAILY', message: 'Too many items today.' },
    ONCE,
  ),
  refusal('500', 500, { errorCode: 'INTERNAL_SERVER_ERROR', message: 'Failed for <key>.' }, READS_AGAIN),
  {
    what: '502 in HTML',
    answer: { status: 502, headers: { 'content-type': 'text/html' }, body: html },
    failure: {
      kind: 'refused',
      status: 502,
      code: null,
      message: '502 Bad Gateway',
      body: html.replace('<key>', '<redacted>'),
      bodyKind: 'html',
    },
    attempts: READS_AGAIN,
  },
  refusal('503', 503, { message: 'Service Unavailable' }, BUSY_AGAIN),
  refusal('504, which may have taken effect', 504, { message: 'Endpoint timed out' }, READS_AGAIN),
  {
    what: '500 without a body',
    answer: { status: 500 },
    failure: {
      kind: 'refused',
      status: 500,
      code: null,
      message: 'HTTP 500 without a message.',
      body: '',
      bodyKind: 'empty',
    },
    attempts: READS_AGAIN,
  },
  {
    what: '400 in JSON that ends too early',
    answer: { status: 400, body: '{"errorCode":"INVALID_JSON","message":"The bo' },
    failure: {
      kind: 'refused',
      status: 400,
      code: 'INVALID_JSON',
      message: 'HTTP 400 without a message.',
      body: '{"errorCode":"INVALID_JSON","message":"The bo',
      bodyKind: 'json',
    },
    attempts: ONCE,
  },
  {
    what: '400 in wrong types',
    answer: { status: 400, body: json({ errorCode: { a: 1 }, message: ['x'], requestID: 5 }).body },
    failure: {
      kind: 'refused',
      status: 400,
      code: null,
      message: 'HTTP 400 without a message.',
      ...json({ errorCode: { a: 1 }, message: ['x'], requestID: 5 }),
    },
    attempts: ONCE,
  },
  {
    what: '500 with 10 MB',
    answer: { status: 500, body: longError },
    failure: {
      kind: 'refused',
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Failed',
      body: longError.slice(0, 4_000),
      bodyKind: 'json',
    },
    attempts: READS_AGAIN,
  },
  {
    what: '403 whose body is cut',
    answer: {
      status: 403,
      mode: 'cut',
      body: '{"errorCode":"ACCESS_DENIED","message":"The privileges of this key do not suffice."}',
    },
    failure: {
      kind: 'refused',
      status: 403,
      code: 'ACCESS_DENIED',
      message: 'HTTP 403 without a message.',
      body: '{"errorCode":"ACCESS_DENIED","message":"Th',
      bodyKind: 'json',
    },
    attempts: ONCE,
  },
  {
    what: '403 whose body is cut in the middle of the access token',
    answer: { status: 403, mode: 'cut', body: brokenKey },
    failure: {
      kind: 'refused',
      status: 403,
      code: 'ACCESS_DENIED',
      message: 'HTTP 403 without a message.',
      body: `${beforeKey}<redacted>`,
      bodyKind: 'json',
    },
    attempts: ONCE,
  },
  unusable(
    'a success without a body',
    '',
    { message: 'The answer is not JSON.', body: '', bodyKind: 'empty' },
    ONCE,
  ),
  unusable(
    'a success in JSON that ends too early',
    halfRows,
    { message: CUT, body: halfRows, bodyKind: 'json' },
    READS_AGAIN,
  ),
  unusable(
    'a success in wrong types',
    JSON.stringify(wrongTypes),
    { message: null, ...json(wrongTypes) },
    ONCE,
  ),
  unusable(
    'a success with 10 MB',
    longAnswer,
    { message: null, body: longAnswer.slice(0, 4_000), bodyKind: 'json' },
    ONCE,
  ),
  unusable(
    'a success whose body is cut',
    wholeRows,
    { message: CUT, body: wholeRows.slice(0, Math.ceil(wholeRows.length / 2)), bodyKind: 'json' },
    READS_AGAIN,
    'cut',
  ),
  {
    what: 'an answer that never comes',
    answer: { mode: 'hang' },
    failure: {
      kind: 'timeout',
      status: null,
      code: null,
      message: 'No answer came within 65 s.',
      body: '',
      bodyKind: 'empty',
    },
    attempts: READS_AGAIN,
  },
];
