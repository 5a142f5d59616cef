import type { APIRequestContext } from '@playwright/test';
import { expect, makeOrganization, type SandboxOrganization, test } from './fixtures';

const HOUR_MS = 3_600_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** An organization with one issue, and what asks for it by the organization's key. */
async function issueWith(request: APIRequestContext) {
  const organization = await makeOrganization(request, { scenarios: ['metadata-too-large'] });
  const headers = { authorization: `Bearer ${organization.key}` };
  const look = async () => {
    const path = `/api${organization.sourcePath('metadata-too-large')}/health?refresh=1`;
    const response = await request.get(path, { headers });
    expect(response.status()).toBe(200);
    const health = await response.json();
    expect(health.issues).toEqual({ state: 'stored' });
    return health;
  };
  const first = await look();
  const { id, count } = first.findings[0].issue;
  const read = async (path = '') => (await request.get(`/api/issues/${id}${path}`, { headers })).json();
  const change = (data: unknown, more = {}) =>
    request.post(`/api/issues/${id}/changes`, { data, headers: { ...headers, ...more } });
  return { organization, headers, look, first, id, count, read, change };
}

const where = ({ organization }: SandboxOrganization) => `region=sandbox&organization=${organization}`;

test('a scan makes issues, and the same scan again changes no count', async ({ request }) => {
  const { organization, headers, look, first, id, count, read } = await issueWith(request);
  expect(count).toBe(first.findings[0].evidenceTotal);
  const issue = await read();
  await look();
  expect(await read()).toEqual({ ...issue, updatedAt: expect.any(String), newest: expect.any(Object) });
  const list = await request.get(`/api/issues?${where(organization)}`, { headers });
  const body = await list.json();
  expect(body).toEqual({
    issues: [
      {
        id,
        url: `/i/${id}`,
        region: 'sandbox',
        organization: organization.organization,
        source: organization.sources[0]?.id,
        sourceName: 'Customer cases',
        problem: 'metadata-too-large',
        title: first.findings[0].title,
        severity: 'error',
        state: 'open',
        ignoredUntil: null,
        regressedAt: null,
        count,
        unit: 'rows',
        firstSeen: first.findings[0].firstSeen,
        lastSeen: first.findings[0].lastSeen,
        revision: 1,
        days: issue.days.filter(({ day }: { day: string }) => day >= body.days.from),
      },
    ],
    next: null,
    days: { from: expect.stringMatching(DAY), to: expect.stringMatching(DAY) },
  });
  expect(issue.opened).toMatchObject({
    verdict: 'failing',
    versions: { tool: '0.1.0', rules: expect.any(Number) },
  });
});

test('the list is filtered by source, problem, state and age, and refuses what makes no sense', async ({
  request,
}) => {
  const { organization, headers, id } = await issueWith(request);
  const ids = async (query: string) => {
    const answer = await request.get(`/api/issues?${where(organization)}&${query}`, { headers });
    return answer.status() === 200
      ? (await answer.json()).issues.map((issue: { id: string }) => issue.id)
      : answer.status();
  };
  expect(await ids(`source=${organization.sources[0]?.id}&problem=metadata-too-large&state=open`)).toEqual([
    id,
  ]);
  expect(await ids('source=none')).toEqual([]);
  expect(await ids('problem=batch-failed')).toEqual([]);
  expect(await ids('state=resolved,ignored')).toEqual([]);
  expect(await ids('since=2099-01-01T00:00:00Z')).toEqual([]);
  expect(await ids('state=lost')).toBe(400);
});

test('an issue opens for its own organization, and nobody else learns whether it exists', async ({
  playwright,
  baseURL,
  request,
}) => {
  const { organization, headers, id } = await issueWith(request);
  const other = await issueWith(request);
  const status = async (path: string, asker: APIRequestContext, sent = {}) => {
    const answer = await asker.get(path, { headers: sent });
    const body = answer.status() === 200 ? '' : (await answer.json()).detail;
    return `${answer.status()} ${body}`;
  };
  const nobody = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}) });
  for (const path of ['', '/now', '/markdown']) {
    const there = `/api/issues/${id}${path}`;
    const nowhere = `/api/issues/zzzzzzzzzzzz${path}`;
    expect(await status(there, nobody)).toMatch(/^401 Connect first/);
    expect(await status(nowhere, nobody)).toBe(await status(there, nobody));
    expect(await status(there, nobody, other.headers)).toMatch(/^404 /);
    expect(await status(nowhere, nobody, other.headers)).toBe(await status(there, nobody, other.headers));
  }
  expect(await status(`/api/issues/${id}`, nobody, headers)).toBe('200 ');
  expect(await status(`/api/issues?${where(organization)}`, nobody)).toMatch(/^401 /);
  expect(await status(`/api/issues?${where(organization)}`, nobody, other.headers)).toMatch(/^403 /);
  const connected = await nobody.post('/api/connections', {
    data: { region: 'sandbox', organization: organization.organization, token: organization.key },
  });
  expect(connected.status()).toBe(201);
  expect(await status(`/api/issues/${id}`, nobody)).toBe('200 ');
  expect(await status(`/api/issues/${other.id}`, nobody)).toMatch(/^404 /);
  const mine = await (await nobody.get('/api/issues?limit=100')).json();
  const organizations = new Set(mine.issues.map((issue: { organization: string }) => issue.organization));
  expect([...organizations].filter((name) => name !== 'sandbox-demo')).toEqual([organization.organization]);
  await nobody.dispose();
});

test('an issue is changed by whoever saw it as it is, and everything is in its history', async ({
  request,
}) => {
  const { change, read } = await issueWith(request);
  const acknowledged = await change({ kind: 'acknowledged', seen: 1, who: 'Ann' });
  expect([acknowledged.status(), await acknowledged.json()]).toEqual([200, await read()]);
  const outdated = await change({ kind: 'resolved', seen: 1, who: 'Ben' });
  expect([outdated.status(), await outdated.json()]).toMatchObject([
    409,
    { status: 409, title: 'Not possible as things stand', revision: 2 },
  ]);
  const note = { kind: 'note', text: 'Token was xx5a4db0c0-1234-4000-8000-00000000abcd.', seen: 1 };
  expect((await change(note)).status()).toBe(200);
  expect((await change({ kind: 'ignored', seen: 3, until: '2001-01-01T00:00:00Z' })).status()).toBe(400);
  expect((await change({ kind: 'vanished', seen: 3 })).status()).toBe(400);
  const foreign = await change({ kind: 'resolved', seen: 3 }, { origin: 'https://elsewhere.example' });
  expect(foreign.status()).toBe(403);
  const { state, revision, history, organization } = await read();
  expect([state, revision]).toEqual(['acknowledged', 3]);
  expect(history.map(({ who, kind }: { who: string; kind: string }) => [who, kind])).toEqual([
    ['Pushscope', 'opened'],
    ['Ann', 'acknowledged'],
    [`someone connected to ${organization}`, 'note'],
  ]);
  expect(JSON.stringify(history)).not.toContain('xx5a4db0c0-1234');
});

test('a resolved issue comes back by itself when a later run shows it again', async ({ request }) => {
  const { organization, change, look, read, count } = await issueWith(request);
  expect((await change({ kind: 'resolved', seen: 1, who: 'Ann' })).status()).toBe(200);
  expect((await look()).findings[0].issue.state).toBe('resolved');
  expect(await read('/now')).toMatchObject({
    state: 'no push since',
    text: 'No push has settled since: can’t tell.',
  });
  await organization.control('POST', '/clock', { advanceMs: 26 * HOUR_MS });
  const now = await read('/now');
  expect(now.state).toMatch(/^(?:differs|same)$/);
  expect(now.text).toMatch(
    /^Then \d+ of [\d,]+ in the run of \w{3} \d+ \w+ \d\d:\d\d UTC; newest run, \w{3} \d+ \w+ \d\d:\d\d UTC: \d+ of [\d,]+\.$/,
  );
  const issue = await read();
  expect([issue.state, issue.regressedAt, issue.count > count]).toEqual(['open', expect.any(String), true]);
  expect(issue.history.at(-1)).toMatchObject({ who: 'Pushscope', kind: 'regressed' });
});

test('issues have Markdown and JSON twins, by ending and by Accept', async ({ request }) => {
  const { organization, headers, id, read } = await issueWith(request);
  const get = async (path: string, accept = '*/*') => {
    const answer = await request.get(path, { headers: { ...headers, accept } });
    return { status: answer.status(), type: answer.headers()['content-type'], text: await answer.text() };
  };
  for (const [path, accept] of [
    [`/i/${id}.json`, '*/*'],
    [`/i/${id}`, 'application/json'],
  ] as const) {
    const twin = await get(path, accept);
    expect([twin.status, twin.type, JSON.parse(twin.text)]).toEqual([200, 'application/json', await read()]);
  }
  for (const [path, accept] of [
    [`/i/${id}.md`, '*/*'],
    [`/i/${id}`, 'text/markdown'],
  ] as const) {
    const twin = await get(path, accept);
    expect([twin.status, twin.type]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(twin.text).toContain(`/i/${id}`);
  }
  const customer = await get(`/api/issues/${id}/markdown?for=customer&zone=Europe/Paris`);
  expect(customer.text).toMatch(/CES?T/);
  expect(customer.text).toContain('$COVEO_TOKEN');
  expect(customer.text).not.toContain(`/i/${id}`);
  expect((await get(`/api/issues/${id}/markdown?zone=Mars/Olympus`)).status).toBe(400);
  const list = `${organization.path}/issues`;
  for (const twin of [await get(`${list}.json`), await get(list, 'application/json')]) {
    expect(JSON.parse(twin.text).issues.map((issue: { id: string }) => issue.id)).toEqual([id]);
  }
  for (const twin of [await get(`${list}.md?state=open`), await get(list, 'text/markdown')]) {
    expect(twin.text).toMatch(new RegExp(`^# Issues\n\n- \\[.*\\]\\(http.*/i/${id}\\): open`));
  }
});
