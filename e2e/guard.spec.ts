import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures';
import { PLANT, PLANTED } from './planted';

const CHUNKS = path.join(import.meta.dirname, '../.next/static/chunks');
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const watched = z.object({ found: z.array(z.string()) });
const issueList = z.object({ issues: z.array(z.object({ id: z.string() })) });
const kept = z.object({ url: z.string() });

/** What every answer carries. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': expect.stringContaining('camera=(), '),
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-request-id': expect.stringMatching(UUID),
};

for (const [path, status, kind] of [
  ['/problems', 200, 'page'],
  ['/no/such/page', 404, 'page'],
  ['/o/sandbox/sandbox-demo', 200, 'page'],
  [`/x/${'a'.repeat(26)}`, 404, 'page'],
  ['/x/%E0%A4%A', 404, 'page'],
  ['/favicon.ico', 404, 'page'],
  ['/problems.md', 200, 'program'],
  ['/api/live', 200, 'program'],
  ['/api/ready', 200, 'program'],
  ['/api/no/such/route', 404, 'program'],
  ['/api', 404, 'program'],
  ['/api/issues/%E0%A4%A', 401, 'program'],
  ['/api/issues/zzzzzzzzzzzz', 401, 'program'],
  ['/api/diagnose', 405, 'program'],
  ['/icon.svg', 200, 'file'],
  ['/_next/static/chunks/*.js', 200, 'file'],
  ['/_next/static/none.js', 404, 'file'],
] as const) {
  test(`${path} is ${status}, with the headers of a ${kind}`, async ({ request }) => {
    const file = readdirSync(CHUNKS).find((name) => name.endsWith('.js')) ?? '';
    const response = await request.get(path.replace('*.js', file), { headers: { accept: 'text/html' } });
    const headers = response.headers();
    expect({ status: response.status(), headers }).toMatchObject({ status, headers: ALWAYS });
    for (const name of [
      'x-powered-by',
      'server',
      'strict-transport-security',
      'access-control-allow-origin',
    ]) {
      expect(headers).not.toHaveProperty(name);
    }
    if (kind === 'file') return;
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe-eval');
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    expect(scripts).not.toContain('unsafe-inline');
    if (kind === 'page') expect(scripts).toMatch(/'nonce-[\w+/=]{20,}'/);
  });
}

test('who offers HTTP/2 over http, as Java’s client does, is answered in what was spoken', async ({
  request,
}) => {
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
  expect((await request.post('/api/diagnose', { headers, data: { text: 'HTTP/1.1 429' } })).status()).toBe(
    200,
  );
});

test('each page has a nonce of its own', async ({ request }) => {
  const nonces = await Promise.all(
    [1, 2, 3].map(async () => {
      const policy = (await request.get('/problems')).headers()['content-security-policy'] ?? '';
      return /'nonce-([^']+)'/.exec(policy)?.[1];
    }),
  );
  expect(new Set(nonces).size).toBe(3);
});

test('over https, browsers are told to stay there', async ({ request }) => {
  const response = await request.get('/problems', { headers: { 'x-forwarded-proto': 'https' } });
  expect(response.headers()).toMatchObject({
    'strict-transport-security': 'max-age=63072000',
    'cross-origin-opener-policy': 'same-origin',
  });
});

/** So many requests, some at a time. */
async function hammer(request: APIRequestContext, path: string, times: number, init = {}) {
  const all: APIResponse[] = [];
  for (let n = 0; n < times; n += 20) {
    all.push(...(await Promise.all(Array.from({ length: 20 }, () => request.fetch(path, init)))));
  }
  return all;
}

test('who tries one token after the other is slowed down, and nobody else', async ({ request }) => {
  const from = (address: string) => ({ method: 'POST', data: {}, headers: { 'x-forwarded-for': address } });
  const first = await hammer(request, '/api/connections', 120, from('198.51.100.20'));
  expect(new Set(first.map((response) => response.status()))).toEqual(new Set([400]));
  const more = await hammer(request, '/api/connections', 120, from('198.51.100.20'));
  const refused = more.find((response) => response.status() === 429);
  expect({
    type: refused?.headers()['content-type'],
    waits: Number(refused?.headers()['retry-after']) > 0,
    body: await refused?.json(),
  }).toEqual({
    type: 'application/problem+json',
    waits: true,
    body: {
      type: 'about:blank',
      title: 'Too many requests',
      status: 429,
      detail: expect.stringMatching(
        /^Too many requests of this kind came from your address\. Try again in \d+ s\.$/,
      ),
      instance: '/api/connections',
    },
  });
  expect((await request.fetch('/api/connections', from('198.51.100.21'))).status()).toBe(400);
});

test('who looks for copies by guessing gets a page that says so', async ({ page }) => {
  const headers = { 'x-forwarded-for': '198.51.100.22' };
  const guess = `/x/${'b'.repeat(26)}`;
  await hammer(page.request, `${guess}.json`, 120, { headers });
  await page.setExtraHTTPHeaders(headers);
  await expect(async () => {
    await hammer(page.request, `${guess}.json`, 20, { headers });
    const response = await page.goto(guess);
    expect(response?.status()).toBe(429);
  }).toPass();
  await expect(page.getByRole('heading', { name: 'Too many requests' })).toBeVisible();
  await expect(page.getByText(/Try again in \d+ s\./)).toBeVisible();
});

test('secrets in rows, names and errors of Coveo, and in pastes, come out nowhere', async ({
  page,
  organizationWith,
}) => {
  for (const [name, secret] of Object.entries(PLANTED)) {
    await page.request.post(PLANT, { data: { name: `planted ${name}`, secret } });
  }
  const organization = await organizationWith({ scenarios: ['metadata-too-large', 'broken-batch'] });
  const [first, second] = organization.sources;
  const at = (minutes: number) => new Date(Date.parse(organization.now) - minutes * 60_000).toISOString();
  const signed = `https://bucket.s3.amazonaws.com/f?X-Amz-Signature=${PLANTED.signature}&X-Amz-Security-Token=${PLANTED.session}`;
  const row = (n: number, sourceId: string | undefined) => ({
    guid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    datetime: at(60 + n),
    id: `https://shop.example.com/${n}?access_token=${PLANTED.itemKey}`,
    sourceId,
    organizationId: organization.organization,
    requestId: PLANTED.headerKey,
    task: 'PROCESSING',
    operation: 'ADD',
    result: 'REJECTED',
    resourceId: '',
    meta: {
      error: `Not readable with Authorization: Bearer ${PLANTED.metaKey}`,
      uploadUri: signed,
      api_key: PLANTED.metaKey,
    },
  });
  const fault = (body: object) => organization.control('POST', '/faults', { times: 100, ...body });
  await fault({
    operation: 'logs.list',
    status: 200,
    body: { documentLogEntries: [1, 2, 3].map((n) => row(n, first?.id)), hasNextPage: false },
  });
  await fault({
    operation: 'activities.latest',
    status: 200,
    body: {
      items: [
        {
          id: 'a1',
          operation: 'REFRESH',
          state: 'EXECUTED',
          result: 'ERROR',
          startDate: Date.parse(at(90)),
          endDate: Date.parse(at(80)),
          errorCode: 'FAILED',
          errorDetail: `Refused: Authorization: Bearer ${PLANTED.errorKey}`,
          triggeredBy: { id: 'u', type: 'USER', displayName: `Ada ${PLANTED.nameKey}` },
        },
      ],
      totalEntries: 1,
      totalPages: 1,
    },
  });
  await look(organization.path, first?.id);

  await fault({
    operation: 'activities.list',
    status: 403,
    headers: { 'x-request-id': PLANTED.headerKey, 'content-type': 'application/json' },
    body: {
      errorCode: `DENIED ${PLANTED.errorKey}`,
      message: `No ${PLANTED.errorKey} at ${signed}`,
      requestID: PLANTED.headerKey,
    },
  });
  await fault({
    operation: 'sources.get',
    status: 500,
    body: `<html><title>${PLANTED.errorKey}</title></html>`,
  });
  await look(organization.path, second?.id);

  const sources = {
    sourceModels: [
      {
        id: first?.id,
        name: `Shop ${PLANTED.nameKey}`,
        sourceType: 'PUSH',
        pushEnabled: true,
        information: {},
      },
    ],
    totalEntries: 1,
    totalPages: 1,
  };
  await fault({ operation: 'sources.pages', status: 200, body: sources });
  await look(organization.path, first?.id);

  const paste = `PUT ${signed}\nAuthorization: Bearer ${PLANTED.pasteKey}\n\nHTTP/1.1 403 Forbidden\n\n{"errorCode":"ACCESS_DENIED","message":"${PLANTED.pasteKey}"}`;
  for (const accept of ['application/json', 'text/markdown']) {
    const response = await page.request.post('/api/diagnose', { data: { text: paste }, headers: { accept } });
    expect(response.status()).toBe(200);
  }
  await open({ kind: 'diagnosis', text: paste });

  const { found } = watched.parse(await (await page.request.get('/__watch')).json());
  expect(found.filter((line) => line.startsWith('planted '))).toEqual([]);

  /** Opens what shows a source: pages, twins, issues, copies. */
  async function look(at: string, source: string | undefined) {
    await page.goto(`${at}/s/${source}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const api = `/api${at}/s/${source}`;
    for (const twin of [
      `${api}/health?refresh=1`,
      `${api}/report`,
      `${at}/s/${source}/report.md`,
      `${at}.json`,
    ]) {
      await page.request.get(twin);
    }
    const listed = await page.request.get(`/api${at}/issues`);
    for (const { id } of issueList.parse(await listed.json()).issues) {
      for (const twin of ['.json', '.md']) await page.request.get(`/i/${id}${twin}`);
      await page.goto(`/i/${id}`);
      await open({ kind: 'issue', issue: id, mask: false });
    }
    await page.goto(at);
    await page.goto(`${at}/issues`);
  }

  async function open(data: object) {
    const preserved = await page.request.post('/api/capsules', { data });
    expect(preserved.status()).toBe(201);
    const { url } = kept.parse(await preserved.json());
    for (const twin of ['', '.json', '.md']) await page.request.get(`${url}${twin}`);
  }
});
