import { describe, expect, it } from 'vitest';
import { sandboxAt } from './sandbox-under-test';
import { errorSchema, gatewayErrorSchema } from './specification-under-test';

const START = '2026-03-10T12:00:00.000Z';
const CONTROL = '/sandbox/_control/organizations/test';
const ITEM = '/documents?documentId=https://a/1';
const DATA = { body: { data: 'x' } };
const HEADERS = { 'x-amz-server-side-encryption': 'AES256', 'content-type': 'application/octet-stream' };

const MEGABYTE = 1024 * 1024;

function arrange(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  return sandbox.organization({ scenarios: [], ...settings }).then((made) => ({ ...sandbox, ...made }));
}

type Arranged = Awaited<ReturnType<typeof arrange>>;

/** An error of the Push API: what causes it, in an organization made with these settings, and how it is answered. */
type Row = [
  cause: string,
  settings: Record<string, unknown>,
  act: (arranged: Arranged) => Promise<{ status: number; headers: Headers; body: unknown }>,
  status: number,
  body: Record<string, string>,
];

const refusal = (errorCode: string, message: string) => ({ errorCode, message });
const viewer = { name: 'Reader', privileges: [{ targetDomain: 'ORGANIZATION', type: 'VIEW' }] };

const rows: Row[] = [
  [
    'a body that is no JSON',
    {},
    ({ push }) => push('PUT', ITEM, { body: '{"data": "' }),
    400,
    refusal('INVALID_JSON', 'Invalid JSON.'),
  ],
  [
    'a paused organization',
    { paused: true },
    ({ push }) => push('PUT', ITEM, DATA),
    400,
    refusal('ORGANIZATION_IS_PAUSED', 'The organization is paused.'),
  ],
  [
    'no header',
    {},
    ({ push }) => push('PUT', ITEM, { ...DATA, token: null }),
    401,
    refusal('UNAUTHORIZED', 'Authentication is required.'),
  ],
  [
    'an unknown key',
    {},
    ({ push }) => push('PUT', ITEM, { ...DATA, token: 'xx00000000-0000-4000-8000-000000000000' }),
    401,
    refusal('INVALID_TOKEN', 'Token is invalid.'),
  ],
  [
    'a key without the privilege',
    { keys: [viewer] },
    ({ push, keys }) => push('PUT', ITEM, { ...DATA, token: keys.at(-1)?.key ?? '' }),
    403,
    refusal('ACCESS_DENIED', 'Access is denied'),
  ],
  [
    'a batch of a container that nothing is in',
    {},
    ({ push }) => push('PUT', '/documents/batch?fileId=nope', { body: {} }),
    404,
    refusal(
      'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3',
      "The file 'nope' could not be read from its container.",
    ),
  ],
  [
    'as many items as the licence allows',
    { limits: { numberOfDocumentsLimit: 1 } },
    async ({ push, advance }) => {
      await push('PUT', ITEM, DATA);
      advance(10_000);
      return push('PUT', '/documents?documentId=https://a/2', DATA);
    },
    412,
    refusal('DOCUMENT_LIMIT_EXCEEDED', 'The organization has reached its maximum number of items.'),
  ],
  [
    'a wrong parameter',
    {},
    ({ push }) => push('PUT', `${ITEM}&orderingId=now`, DATA),
    412,
    refusal('INVALID_PARAMETER', "Parameter 'orderingId' is invalid: expected an unsigned 64-bit integer."),
  ],
  [
    'a missing parameter',
    {},
    ({ push }) => push('PUT', '/documents', DATA),
    412,
    refusal('MISSING_PARAMETER', "Parameter 'documentId' is missing."),
  ],
  [
    'an unknown source',
    {},
    ({ call }) => call('PUT', `/push/v1/organizations/test/sources/nope${ITEM}`, DATA),
    412,
    refusal('SOURCE_DOES_NOT_EXIST', "Source 'nope' does not exist."),
  ],
  [
    'an item of more than six megabytes',
    {},
    ({ push }) => push('PUT', ITEM, { body: { data: 'x'.repeat(6 * MEGABYTE) } }),
    413,
    { message: 'Request Too Long' },
  ],
  [
    'another content type',
    {},
    ({ push }) => push('PUT', ITEM, { body: '{"data":"x"}', headers: { 'content-type': 'text/plain' } }),
    415,
    refusal('UNSUPPORTED_MEDIA_TYPE', 'Media type is not supported.'),
  ],
  [
    'more calls than a day allows',
    { limits: { pushApiMaximumDailyInvocations: 2 } },
    async ({ call, push }) => {
      await call('POST', '/push/v1/organizations/test/files');
      await push('POST', '/status?statusType=IDLE');
      return push('POST', '/status?statusType=IDLE');
    },
    429,
    refusal('TOO_MANY_REQUESTS', 'Too many requests were sent.'),
  ],
  [
    'more items than a day allows',
    { limits: { pushApiMaximumDailyDocumentCount: 1 } },
    async ({ push }) => {
      await push('PUT', ITEM, DATA);
      return push('PUT', ITEM, DATA);
    },
    429,
    refusal('TOO_MANY_DOCUMENTS_DAILY', 'The maximum number of items for today has been processed.'),
  ],
  [
    'trouble in the service',
    {},
    async ({ send, push }) => {
      const body = refusal('SERVICE_UNAVAILABLE', 'Down.');
      const fault = { operation: 'push.document', status: 503, body };
      await send('POST', `${CONTROL}/faults`, { body: fault });
      return push('PUT', ITEM, DATA);
    },
    503,
    refusal('SERVICE_UNAVAILABLE', 'Down.'),
  ],
];

describe('the Push API refuses', () => {
  it.each(rows)('%s', async (_, settings, act, status, body) => {
    const arranged = await arrange(settings);
    const answer = await act(arranged);
    expect([answer.status, answer.body]).toEqual([status, body]);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const schema = 'errorCode' in body ? errorSchema : gatewayErrorSchema;
    expect(schema.safeParse(answer.body).success).toBe(true);
  });
});

const TRACE = '<RequestId>[0-9A-F]{16}</RequestId><HostId>[0-9a-f-]+</HostId>';

describe('the upload refuses, in the words of S3,', () => {
  const MISMATCH = 'The request signature we calculated does not match the signature you provided.';
  const { 'content-type': type } = HEADERS;
  it.each([
    [
      'a URL that has expired',
      HEADERS,
      3_605_000,
      '',
      403,
      `<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires><Expires>2026-03-10T13:00:00Z</Expires><ServerTime>2026-03-10T13:00:05Z</ServerTime>${TRACE}`,
    ],
    [
      'a wrong signature',
      HEADERS,
      0,
      '0',
      403,
      `<Code>SignatureDoesNotMatch</Code><Message>${MISMATCH} .*</Message>${TRACE}`,
    ],
    [
      'a missing header',
      { 'content-type': type },
      0,
      '',
      403,
      `<Code>SignatureDoesNotMatch</Code><Message>${MISMATCH} .*</Message>${TRACE}`,
    ],
    [
      'more than 256 megabytes',
      { ...HEADERS, 'content-length': String(256 * MEGABYTE + 1) },
      0,
      '',
      413,
      `<Code>EntityTooLarge</Code><Message>.*</Message><ProposedSize>268435457</ProposedSize><MaxSizeAllowed>268435456</MaxSizeAllowed>${TRACE}`,
    ],
  ])('%s', async (_, headers, lateMs, added, status, xml) => {
    const { call, send, advance } = await arrange();
    const { uploadUri } = Object((await call('POST', '/push/v1/organizations/test/files')).body);
    advance(lateMs);
    const answer = await send('PUT', `${uploadUri}${added}`, { body: '{}', headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/xml']);
    expect(answer.body).toMatch(
      new RegExp(`^<\\?xml version="1.0" encoding="UTF-8"\\?>\n<Error>${xml}</Error>$`),
    );
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('an organization that there is not', async () => {
    const { send } = await arrange();
    const { status, headers, body } = await send('PUT', '/sandbox/_s3/nope/x', {
      body: '{}',
      headers: HEADERS,
    });
    const id = headers.get('x-amz-request-id');
    expect([status, id]).toEqual([404, expect.stringMatching(/^[0-9A-F]{16}$/)]);
    expect(body).toContain(`<Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message>`);
    expect(body).toContain(`<RequestId>${id}</RequestId>`);
  });

  it('what is not signed at all', async () => {
    const { send } = await arrange();
    const answer = await send('PUT', '/sandbox/_s3/test/x', { body: '{}', headers: HEADERS });
    expect(answer).toMatchObject({
      status: 403,
      body: expect.stringContaining('<Code>AccessDenied</Code><Message>Access Denied</Message>'),
    });
  });
});

describe('a failure of the sandbox itself', () => {
  const broken = () => new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) });
  const request = (url: string, method: string, headers: Record<string, string>) => {
    const init: RequestInit & { duplex: 'half' } = { method, headers, body: broken(), duplex: 'half' };
    return new Request(new URL(url, 'http://localhost:4100'), init);
  };

  it('is answered as Coveo answers its own', async () => {
    const { fetch, key, id, source } = await arrange();
    const url = `/sandbox/push/v1/organizations/${id}/sources/${source}${ITEM}`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const answer = await fetch(request(url, 'PUT', headers));
    expect([answer.status, await answer.json()]).toEqual([
      500,
      refusal('INTERNAL_SERVER_ERROR', 'Failed to process request due to an internal error.'),
    ]);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is answered as S3 answers its own', async () => {
    const { fetch, call } = await arrange();
    const { uploadUri } = Object((await call('POST', '/push/v1/organizations/test/files')).body);
    const answer = await fetch(request(uploadUri, 'PUT', HEADERS));
    expect([answer.status, await answer.text()]).toEqual([
      500,
      expect.stringContaining('<Code>InternalError</Code>'),
    ]);
  });
});
