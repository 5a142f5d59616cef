import { expect, makeOrganization, test } from './fixtures';

test('the demo’s sources are listed without a connection', async ({ request }) => {
  const response = await request.get('/api/o/sandbox/sandbox-demo/sources');
  expect(response.status()).toBe(200);
  const { sources, notRead } = await response.json();
  expect(notRead).toEqual([]);
  expect(sources).toHaveLength(10);
  expect(sources.map(({ name }: { name: string }) => name).sort()[0]).toBe('Article library');
});

test('a program reaches its organization by a bearer token, and no other way', async ({
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}) });
  const organization = await makeOrganization(request, { scenarios: ['metadata-too-large'] });
  const path = `/api${organization.sourcePath('metadata-too-large')}/health`;
  const read = async (authorization?: string) => {
    const response = await request.get(path, { headers: authorization ? { authorization } : {} });
    return {
      status: response.status(),
      type: response.headers()['content-type'],
      body: await response.json(),
    };
  };
  expect(await read()).toMatchObject({ status: 401, type: 'application/problem+json' });
  expect(await read('Bearer xx00000000-0000-4000-8000-000000000000')).toMatchObject({
    status: 403,
    type: 'application/problem+json',
  });
  expect(await read(`Bearer ${organization.key}`)).toMatchObject({
    status: 200,
    body: {
      verdict: 'failing',
      findings: [{ problem: 'metadata-too-large', unit: 'items', severity: 'error' }],
      ledger: { errored: 0 },
      coverage: { complete: true },
      timeline: { buckets: expect.any(Array) },
    },
  });
  await request.dispose();
});

test('a window is checked, a source that Coveo does not know is 404', async ({ request }) => {
  const { sources } = await (await request.get('/api/o/sandbox/sandbox-demo/sources')).json();
  const base = '/api/o/sandbox/sandbox-demo/s';
  const bad = await request.get(`${base}/${sources[0].id}/health?from=yesterday`);
  expect({ status: bad.status(), body: await bad.json() }).toEqual({
    status: 400,
    body: {
      type: 'about:blank',
      title: 'Bad request',
      status: 400,
      detail: '“from” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.',
      instance: `${base}/${sources[0].id}/health`,
    },
  });
  expect((await request.get(`${base}/no-such-source/health`)).status()).toBe(404);
  expect((await request.get('/api/o/mars/sandbox-demo/sources')).status()).toBe(404);
});

test('the scan streams its plan, its progress and the same health', async ({ request }) => {
  const { sources } = await (await request.get('/api/o/sandbox/sandbox-demo/sources')).json();
  const response = await request.get(`/api/o/sandbox/sandbox-demo/s/${sources[0].id}/scan?refresh=1`);
  expect(response.headers()['content-type']).toBe('text/event-stream; charset=utf-8');
  const events = (await response.text()).split('\n\n').filter((block) => block.startsWith('event: '));
  const names = events.map((block) => /^event: (.*)$/m.exec(block)?.[1]);
  expect(names.filter((name) => name === 'plan')).toHaveLength(1);
  expect(names.at(-1)).toBe('result');
  expect(JSON.parse(/^data: (.*)$/m.exec(events.at(-1) ?? '')?.[1] ?? '')).toMatchObject({
    source: { id: sources[0].id },
    coverage: { complete: true },
  });
});

test('a connection is checked against Coveo and can be forgotten', async ({ page }) => {
  const organization = await makeOrganization(page.request, { scenarios: ['healthy'] });
  const connect = (token: string, headers = {}) =>
    page.request.post('/api/connections', {
      data: { region: 'sandbox', organization: organization.organization, token },
      headers,
    });
  expect((await connect('xx00000000-0000-4000-8000-000000000000')).status()).toBe(403);
  expect((await connect('')).status()).toBe(400);
  expect((await connect(organization.key, { origin: 'https://elsewhere.example' })).status()).toBe(403);
  const connected = await connect(organization.key);
  expect({ status: connected.status(), body: await connected.json() }).toMatchObject({
    status: 201,
    body: { region: 'sandbox', organization: organization.organization },
  });
  const cookie = connected.headers()['set-cookie'] ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=lax/i);
  expect(cookie).not.toContain(organization.key);
  const sources = `/api${organization.path}/sources`;
  expect((await page.request.get(sources)).status()).toBe(200);
  const forgotten = await page.request.delete(`/api/connections/sandbox/${organization.organization}`);
  expect(forgotten.status()).toBe(204);
  expect((await page.request.get(sources)).status()).toBe(401);
});

test('no answer of the API holds the token', async ({ page }) => {
  const organization = await makeOrganization(page.request, { scenarios: ['healthy'] });
  const headers = { authorization: `Bearer ${organization.key}` };
  await organization.control('POST', '/faults', {
    operation: 'logs.list',
    status: 403,
    body: { errorCode: 'ACCESS_DENIED', message: `Not for ${organization.key}` },
  });
  for (const path of ['/sources', '']) {
    const at = path === '' ? `${organization.sourcePath('healthy')}/health` : `${organization.path}${path}`;
    const response = await page.request.get(`/api${at}`, { headers });
    expect(await response.text()).not.toContain(organization.key);
  }
});

test('pages have a JSON twin, by ending or by Accept', async ({ request }) => {
  const byEnding = await request.get('/o/sandbox/sandbox-demo.json');
  const byAccept = await request.get('/o/sandbox/sandbox-demo', { headers: { accept: 'application/json' } });
  for (const response of [byEnding, byAccept]) {
    expect(response.headers()['content-type']).toBe('application/json');
    expect(response.headers().vary).toContain('Accept');
    expect((await response.json()).sources).toHaveLength(10);
  }
  const page = await request.get('/o/sandbox/sandbox-demo', {
    headers: { accept: 'text/html,application/json' },
  });
  expect(page.headers()['content-type']).toContain('text/html');
});
