import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { PROBLEMS } from '@/lib/problems/problems';
import { diagnose } from './diagnose';
import { PASTES } from './pastes-under-test';

const NOW = '2026-11-22T12:00:00.000Z';
const KEY = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';

const lookAt = (input: string | Uint8Array) => diagnose(input, { now: NOW });
const seenIn = (input: string | Uint8Array) =>
  lookAt(input).diagnoses.map(({ problem, confidence, exchange }) => [problem, confidence, exchange]);

test.each(PASTES)('%s', (_name, text, first) => {
  const { diagnoses } = lookAt(text);
  expect(diagnoses[0]?.problem ?? null).toBe(first);
  if (first === null) expect(diagnoses).toEqual([]);
});

test.each(PROBLEMS.flatMap(({ id, example }) => (example === null ? [] : [[id, example] as const])))(
  'the example of %s is recognised as it, before anything else, and not as a mere possibility',
  (id, example) => {
    const [first] = lookAt(example).diagnoses;
    expect(first?.problem).toBe(id);
    expect(['certain', 'likely']).toContain(first?.confidence);
  },
);

it('gives the whole report of an answer that a customer sent', () => {
  const text =
    'HTTP/1.1 413 Request Entity Too Large\nserver: coveo.com\nx-request-id: 4f1c\n\nSent with Authorization: Bearer '.concat(
      KEY,
    );
  const report = lookAt(text);
  expect(report.text).not.toContain('0c0ffee0');
  expect(report.redactions).toEqual([{ kind: 'api-key', count: 1 }]);
  expect(report.parts).toEqual([{ exchange: 0, kind: 'http exchange', span: [0, report.text.length] }]);
  expect(report.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual(
    expect.arrayContaining(['status: 413', 'requestId: 4f1c']),
  );
});

describe('several exchanges', () => {
  const entry = (status: number, body: unknown) => ({
    request: { method: 'POST', url: 'https://api.cloud.coveo.com/push/v1/organizations/acme/files' },
    response: { status, headers: [], content: { text: JSON.stringify(body) } },
  });

  it('of a HAR have a diagnosis each, and those that succeeded none', () => {
    const har = JSON.stringify({
      log: {
        entries: [
          entry(201, { fileId: 'b5e8767e-8f0d-4a89-9095-1127915c89c7' }),
          entry(401, { errorCode: 'INVALID_TOKEN', message: 'Token is invalid.' }),
          entry(429, { errorCode: 'TOO_MANY_REQUESTS', message: 'Slow down.' }),
          entry(401, { errorCode: 'INVALID_TOKEN', message: 'Token is invalid.' }),
        ],
      },
    });
    expect(seenIn(har)).toEqual([
      ['invalid-token', 'certain', 1],
      ['too-many-requests', 'certain', 2],
      ['invalid-token', 'certain', 3],
    ]);
    expect(lookAt(har).diagnoses.map(({ alsoIn }) => alsoIn)).toEqual([1, 0, 1]);
  });
});

it('says who acts and what to do first where the request itself is wrong', () => {
  const [first] = lookAt(
    'PUT /push/v1/organizations/acme/files HTTP/1.1\nHost: api.cloud.coveo.com\nAuthorization: Bearer <MyAccessToken>\n\nHTTP/1.1 401 Unauthorized\n\n{"errorCode": "INVALID_TOKEN", "message": "Token is invalid."}',
  ).diagnoses;
  expect([first?.problem, first?.owner, first?.firstStep]).toEqual([
    'invalid-token',
    'client',
    'Put a real API key or OAuth token in the place of the placeholder.',
  ]);
});

it('takes a text that names many errors for a description, and claims none of them', () => {
  const codes = PROBLEMS.flatMap(({ signs }) =>
    signs.codes.slice(0, 1).map((code) => `${signs.statuses[0] ?? ''} - ${code}`),
  );
  const prose = codes
    .map((code) => `${code}\n\nThe Coveo Push API answers so. ${'Words. '.repeat(40)}`)
    .join('\n\n');
  const { diagnoses, notes } = lookAt(prose);
  expect(diagnoses.filter(({ confidence }) => confidence !== 'possible')).toEqual([]);
  if (diagnoses.length > 0) expect(notes[0]).toMatch(/^This reads like a text about errors/);
});

it.each([
  'See you at lunch.',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
  '{"products":[{"sku":429,"price":403,"metadata":"large"}]}',
  'const token = await fetchToken(); // 401 when it has expired',
  '',
])('has nothing to say of %j', (text) => {
  expect(lookAt(text).diagnoses).toEqual([]);
});

test('any text and any bytes are safe, and every span lies in the text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.constantFrom(...PASTES.map(([, text]) => text)), fc.nat(400), fc.string({ maxLength: 40 }))
      .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at + 7)),
  );
  fc.assert(
    fc.property(anything, (input) => {
      const { text, diagnoses, facts } = lookAt(input);
      const spans = [...diagnoses.flatMap((one) => one.spans), ...facts.map(({ span }) => span)];
      expect(spans.filter(([start, end]) => start < 0 || start > end || end > text.length)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test('no secret put anywhere into a paste survives in anything that the report says', () => {
  const wrapped = fc.constantFrom(
    KEY,
    `Authorization: Bearer ${KEY}`,
    `"token": "${KEY}"`,
    `?access_token=${KEY}&`,
    `https://ada:${KEY}@example.com/`,
    btoa(`{"message":"Bearer ${KEY}"}`),
  );
  fc.assert(
    fc.property(fc.constantFrom(...PASTES), fc.nat(600), wrapped, ([, text], at, secret) => {
      const report = lookAt(`${text.slice(0, at)} ${secret} ${text.slice(at)}`);
      expect(JSON.stringify(report)).not.toContain('0c0ffee0');
    }),
    { numRuns: 300 },
  );
});
