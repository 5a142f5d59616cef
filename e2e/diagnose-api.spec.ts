import type { APIRequestContext, APIResponse } from '@playwright/test';
import { expect, test } from './fixtures';

const MB = 1024 * 1024;
const EXPIRED = [
  'HTTP/1.1 403 Forbidden',
  'Content-Type: application/xml',
  '',
  '<Error><Code>AccessDenied</Code><Message>Request has expired</Message>',
  '<Expires>2026-11-20T02:03:37Z</Expires><ServerTime>2026-11-20T02:03:42Z</ServerTime></Error>',
].join('\n');

function send(
  request: APIRequestContext,
  data: string | Buffer,
  headers: Record<string, string> = {},
): Promise<APIResponse> {
  return request.post('/api/diagnose', { data, headers: { 'content-type': 'text/plain', ...headers } });
}

async function problem(response: APIResponse) {
  return { status: response.status(), type: response.headers()['content-type'], body: await response.json() };
}

/** What a refusal must look like; the sentence may change. */
function refusal(status: number, title: string) {
  return {
    status,
    type: 'application/problem+json',
    body: { type: 'about:blank', title, status, detail: expect.any(String), instance: '/api/diagnose' },
  };
}

test('a pasted text is diagnosed, as text and in JSON alike', async ({ request }) => {
  const asText = await send(request, EXPIRED);
  expect({ status: asText.status(), headers: asText.headers() }).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
  const report = await asText.json();
  expect(report).toMatchObject({ text: EXPIRED, nearest: [], redactions: [] });
  expect(report.diagnoses[0]).toMatchObject({
    problem: 'file-container-expired',
    title: expect.any(String),
    confidence: 'certain',
    owner: expect.stringMatching(/^(?:client|administrator|coveo|wait)$/),
    retryable: expect.any(Boolean),
    exchange: 0,
  });
  expect(report.diagnoses[0].reasons).not.toEqual([]);
  expect(report.diagnoses[0]).toHaveProperty('retryAfter');
  const decisive = report.diagnoses[0].spans.map(([start, end]: [number, number]) =>
    report.text.slice(start, end),
  );
  expect(decisive.join('\n')).toContain('Request has expired');
  for (const fact of report.facts) {
    expect(fact).toEqual({
      name: expect.any(String),
      value: expect.any(String),
      span: [expect.any(Number), expect.any(Number)],
    });
  }
  const asJson = await send(request, JSON.stringify({ text: EXPIRED }), {
    'content-type': 'application/json',
  });
  expect(await asJson.json()).toEqual(report);
});

test('unrelated text gets no diagnosis', async ({ request }) => {
  const response = await send(request, 'Lunch is at noon, and the printer is out of paper.');
  expect({ status: response.status(), body: await response.json() }).toMatchObject({
    status: 200,
    body: { diagnoses: [], redactions: [] },
  });
});

test('nothing secret comes back, in JSON or Markdown, from a small paste or a large one', async ({
  request,
}) => {
  const secrets = [
    'xx0a1b2c3d-1111-4222-8333-444455556666',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLWJ5dGVz',
    '5f1e0d9c8b7a695847362514f3e2d1c0b9a89786756453423120ffeeddccbbaa',
    'hunter2-hunter2',
  ];
  const [key, token, signature, password] = secrets;
  const paste = [
    '> PUT /push/v1/organizations/acme/sources/a/documents HTTP/1.1',
    `> Authorization: Bearer ${key}`,
    '',
    `PUT https://bucket.s3.amazonaws.com/a?X-Amz-Date=20261120T000000Z&X-Amz-Signature=${signature}`,
    `{"access_token":"${token}","password":"${password}"}`,
    EXPIRED,
  ].join('\n');
  for (const text of [paste, `${'INFO nothing new\n'.repeat(20_000)}${paste}`]) {
    for (const accept of ['application/json', 'text/markdown']) {
      const response = await send(request, text, { accept });
      expect(response.status()).toBe(200);
      const answer = await response.text();
      expect(secrets.filter((secret) => answer.includes(secret))).toEqual([]);
    }
  }
  const { redactions } = await (await send(request, paste)).json();
  expect(redactions).not.toEqual([]);
});

test('a large paste is read like a small one', async ({ request }) => {
  const text = `${'INFO nothing new\n'.repeat(100_000)}${EXPIRED}`;
  const response = await send(request, text);
  const { diagnoses } = await response.json();
  expect({ status: response.status(), first: diagnoses[0].problem }).toEqual({
    status: 200,
    first: 'file-container-expired',
  });
});

test('UTF-16 is read, with its mark or by its charset', async ({ request }) => {
  const wide = Buffer.from(EXPIRED, 'utf16le');
  const answers = [
    await send(request, Buffer.concat([Buffer.from([0xff, 0xfe]), wide])),
    await send(request, wide, { 'content-type': 'text/plain; charset=utf-16le' }),
  ];
  for (const response of answers) {
    expect(await response.json()).toMatchObject({
      text: EXPIRED,
      diagnoses: [{ problem: 'file-container-expired' }],
    });
  }
});

test('the report is Markdown for whoever asks for it first', async ({ request }) => {
  const markdown = await send(request, EXPIRED, { accept: 'text/markdown' });
  expect(markdown.headers()).toMatchObject({ 'content-type': 'text/markdown; charset=utf-8' });
  expect(markdown.headers().vary).toContain('Accept');
  expect(await markdown.text()).toMatch(/^# .+\n/);
  const json = await send(request, EXPIRED, { accept: 'application/json, text/markdown' });
  expect(json.headers()['content-type']).toBe('application/json');
});

test('10 MB are read, and a byte more is refused', async ({ request }) => {
  const most = await send(request, Buffer.alloc(10 * MB, 'nothing new '));
  expect(most.status()).toBe(200);
  const more = await send(request, Buffer.alloc(10 * MB + 1, 'nothing new '));
  expect(await problem(more)).toEqual(refusal(413, 'Too large'));
});

test('a body that does not say how long it is is refused all the same, and the server goes on', async ({
  request,
  baseURL,
}) => {
  const piece = Buffer.alloc(MB, 'nothing new ');
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent === 14) return controller.close();
      sent += 1;
      return controller.enqueue(piece);
    },
  });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'text/plain' } };
  const response = await fetch(`${baseURL}/api/diagnose`, init);
  expect(response.status).toBe(413);
  expect((await send(request, EXPIRED)).status()).toBe(200);
});

for (const [type, body] of [
  ['text/html', '<p>x</p>'],
  ['application/x-www-form-urlencoded', 'text=x'],
  ['text/plain; charset=klingon', 'x'],
] as const) {
  test(`${type} is 415`, async ({ request }) => {
    const response = await send(request, body, { 'content-type': type });
    expect(await problem(response)).toEqual(refusal(415, 'Unsupported media type'));
  });
}

test('compressed text is 415', async ({ request }) => {
  const response = await send(request, Buffer.from([0x1f, 0x8b]), { 'content-encoding': 'gzip' });
  expect(await problem(response)).toEqual(refusal(415, 'Unsupported media type'));
});

for (const body of ['', '{"text":"cut o', '{"text":7}', '{}', '[]']) {
  test(`the JSON ${JSON.stringify(body)} is 400, and is not quoted`, async ({ request }) => {
    const response = await send(request, body, { 'content-type': 'application/json' });
    expect(await problem(response)).toEqual(refusal(400, 'Bad request'));
  });
}

test('a foreign page may not ask', async ({ request }) => {
  const response = await send(request, EXPIRED, { origin: 'https://elsewhere.example' });
  expect(await problem(response)).toEqual(refusal(403, 'No access'));
});

for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
  test(`${method} is 405, with what the path takes`, async ({ request }) => {
    const response = await request.fetch('/api/diagnose', { method });
    expect(response.headers()).toMatchObject({ allow: 'POST, OPTIONS' });
    expect(await problem(response)).toEqual(refusal(405, 'Method not allowed'));
  });
}
