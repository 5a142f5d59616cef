import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from './redact';
import { findSecrets } from './secrets';

const KEY = 'xx5a4db0c0-0000-4000-8000-000000000001';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s3cr3t-_x';

const cases: [promise: string, text: string, redacted: string][] = [
  ['a bearer token of a header', 'Authorization: Bearer abc.def', 'Authorization: Bearer <redacted>'],
  [
    'a header in a cURL command, and nothing after its quote',
    `curl -H "Authorization: Bearer ${KEY}" https://api.cloud.coveo.com/push/v1`,
    'curl -H "Authorization: Bearer <redacted>" https://api.cloud.coveo.com/push/v1',
  ],
  ['credentials of any scheme', 'authorization: Basic dXNlcjpwYXNz', 'authorization: Basic <redacted>'],
  ['credentials of an unknown scheme', 'Authorization: Acme s3cr3t', 'Authorization: <redacted>'],
  ['credentials without a scheme', 'Authorization: s3cr3t', 'Authorization: <redacted>'],
  [
    'the parameters of a digest, to the end of the list',
    'Authorization: Digest username="x", response="6629"\nHost: a',
    'Authorization: Digest <redacted>\nHost: a',
  ],
  ['a header in JSON', '{"Authorization":"Bearer abc"}', '{"Authorization":"Bearer <redacted>"}'],
  [
    'a header in JSON inside a string, with its escapes',
    String.raw`"{\"Authorization\":\"Bearer ab\/c\u002Bd\",\"a\":1}"`,
    String.raw`"{\"Authorization\":\"Bearer <redacted>\",\"a\":1}"`,
  ],
  [
    'a header of a HAR file',
    '{"name":"Authorization","value":"Basic dXNlcg=="}',
    '{"name":"Authorization","value":"Basic <redacted>"}',
  ],
  [
    'a header in a list, as programs print it',
    "{ authorization: [ 'Bearer abc' ] }",
    "{ authorization: [ 'Bearer <redacted>' ] }",
  ],
  ['a bearer token on its own', `sent Bearer ${JWT}, refused`, 'sent Bearer <redacted>, refused'],
  ['an API key inside a word', `key=prod_${KEY}x`, 'key=prod_<redacted>x'],
  ['an API key of the general shape', 'ab12345678-ab12-cd34-ef56-abcdef123456', '<redacted>'],
  ['a JSON web token', `token ${JWT}.`, 'token <redacted>.'],
  [
    'what signs a presigned URL, and only that',
    'https://s3/x?X-Amz-Date=1&X-Amz-Credential=AK%2F1&X-Amz-Security-Token=t%2B&X-Amz-Expires=3600&X-Amz-Signature=ab',
    'https://s3/x?X-Amz-Date=1&X-Amz-Credential=<redacted>&X-Amz-Security-Token=<redacted>&X-Amz-Expires=3600&X-Amz-Signature=<redacted>',
  ],
  [
    'a signature of the second version',
    'https://s3/x?AWSAccessKeyId=AKIA&Signature=ab%2Bc%3D&Expires=1602727417',
    'https://s3/x?AWSAccessKeyId=<redacted>&Signature=<redacted>&Expires=1602727417',
  ],
  [
    'a presigned URL inside another URL',
    'to=https%3A%2F%2Fs3%3FX-Amz-Signature%3Dabcd%26Expires%3D5',
    'to=https%3A%2F%2Fs3%3FX-Amz-Signature%3D<redacted>%26Expires%3D5',
  ],
  [
    'a presigned URL in JSON with escaped ampersands',
    String.raw`a\u0026X-Amz-Signature=abcd\u0026X-Amz-Expires=3600`,
    String.raw`a\u0026X-Amz-Signature=<redacted>\u0026X-Amz-Expires=3600`,
  ],
  [
    'what an S3 error repeats of a signature',
    '<AWSAccessKeyId>AKIA</AWSAccessKeyId><SignatureProvided>ab=</SignatureProvided>',
    '<AWSAccessKeyId><redacted></AWSAccessKeyId><SignatureProvided><redacted></SignatureProvided>',
  ],
  [
    'a token in JSON, quotes in it included',
    String.raw`{"token": "ab\"cd", "n": 1}`,
    '{"token": "<redacted>", "n": 1}',
  ],
  ['a token in JSON that was cut', '{"access_token":"abc', '{"access_token":"<redacted>'],
  ['a password with spaces', '{"password": "a b c", "user": "u"}', '{"password": "<redacted>", "user": "u"}'],
  ['an API key in a query', '?api_key=abc&page=1', '?api_key=<redacted>&page=1'],
  ['an API key in a header', 'x-api-key: abc', 'x-api-key: <redacted>'],
  ['a secret in code', "const apiKey = 'abc';", "const apiKey = '<redacted>';"],
];

test.each(cases)('removes %s', (_promise, text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each([
  ['{"errorCode": "INVALID_TOKEN", "message": "Token is invalid."}'],
  ['{"message":"The provided token is invalid or expired.","errorCode":"INVALID_TOKEN"}'],
  ['Unexpected token \'d\', "da"... is not valid JSON'],
  ["Unexpected token: '}' at position 17"],
  ['Authorization: Bearer <MyAccessToken>'],
  ['-H "Authorization: Bearer $COVEO_TOKEN"'],
  ['Bearer authentication is required'],
  ['{"fileId":"b5e8767e-8f0d-4a89-9095-1127915c89c7","requestId":"f852c8h1-6428-484b-8339-0da88b2cf718"}'],
  ['documentId=file%3A%2F%2Fb5e8767e-8f0d-4a89-9095-1127915c89c7'],
  ['w1zh6p45vh7s2uxzvg3s7kg85m-mycoveocloudorganizationg8tp8wu3'],
  [
    '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires>',
  ],
  ['https://s3/x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-SignedHeaders=host&X-Amz-Expires=3600'],
  ['orderingId 19457712023373612345 > 1506700606240'],
])('leaves alone %s', (text) => {
  expect(redact(text)).toBe(text);
  expect(findSecrets(text)).toEqual([]);
});

test('says where each secret stands and of what kind it is, once and in order', () => {
  const text = `Authorization: Bearer ${KEY}\n${JWT}\n?Signature=abc&token=def`;
  expect(findSecrets(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['api-key', KEY],
    ['jwt', JWT],
    ['signature', 'abc'],
    ['credential', 'def'],
  ]);
});

describe('whatever surrounds it', () => {
  const characters = (alphabet: string, min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });
  const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const hex = (length: number) => characters('0123456789abcdef', length, length);
  const apiKey = fc
    .tuple(hex(8), hex(4), hex(4), hex(4), hex(12))
    .map(([first, ...rest]) => `xx${[first, ...rest].join('-')}`);
  const jwt = fc
    .tuple(characters(WORD, 16, 60), characters(WORD, 16, 60), characters(`${WORD}-_`, 20, 60))
    .map((parts) => `eyJ${parts.join('.')}`);
  const opaque = characters(`${WORD}-_.~`, 20, 60).map((text) => `s${text}t`);
  const surroundings = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'"\\\'&=:;,{}[]<>% \nxeyJ-0'), maxLength: 60 }),
    fc.constantFrom('Authorization: ', '"token":"', '?Signature=', 'Bearer ', '%22', '\\u0022', '&quot;'),
  );
  const wrapped = fc.oneof(
    apiKey.map((secret) => ({ secret, text: secret })),
    jwt.map((secret) => ({ secret, text: secret })),
    fc
      .tuple(
        opaque,
        fc.constantFrom(
          (secret: string) => `\nAuthorization: Bearer ${secret}\n`,
          (secret: string) => ` "Authorization": "Bearer ${secret}"\n`,
          (secret: string) => ` -H 'authorization: Basic ${secret}' `,
          (secret: string) => `?X-Amz-Signature=${secret}&`,
          (secret: string) => `&Signature=${secret} `,
          (secret: string) => `?access_token=${secret}&`,
          (secret: string) => `{"token":"${secret}"}`,
          (secret: string) => ` "password" : "${secret}"\n`,
        ),
      )
      .map(([secret, wrap]) => ({ secret, text: wrap(secret) })),
  );

  test('no secret survives', () => {
    fc.assert(
      fc.property(surroundings, wrapped, surroundings, (before, { secret, text }, after) => {
        expect(redact(before + text + after)).not.toContain(secret);
      }),
      { numRuns: 2_000 },
    );
  });

  test('redacting twice changes nothing more', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            surroundings,
            wrapped.map(({ text }) => text),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const once = redact(parts.join(''));
          expect(redact(once)).toBe(once);
          expect(findSecrets(once)).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('text without secrets is unchanged', () => {
    const word = characters(`${WORD}.,;:!?()/<>"'%&-`, 1, 15).filter(
      (text) => !/eyJ|xx|token|key|pass|auth|sign|bear|amz/i.test(text),
    );
    const uuid = fc.uuid();
    fc.assert(
      fc.property(fc.array(fc.oneof(word, uuid), { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        expect(redact(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each(['\\', 'eyJ', 'Authorization: ', 'Bearer ))', 'token=', '"token":"', '%25', 'password ', 'xx'])(
  'stays linear in long runs of %s',
  (unit) => {
    // Quadratic work on two million characters would run into the test's time limit.
    expect(redact(unit.repeat(2_000_000 / unit.length)).length).toBeGreaterThan(0);
  },
);
