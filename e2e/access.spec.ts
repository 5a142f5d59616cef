import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext, PlaywrightWorkerArgs } from '@playwright/test';
import { z } from 'zod';
import { expect, makeOrganization, type SandboxOrganization, test } from './fixtures';
import { type Ids, ROUTES, type RouteRow } from './routes';

const APP = path.join(import.meta.dirname, '../app');
const CHUNKS = path.join(import.meta.dirname, '../.next/static/chunks');
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const issueList = z.object({ issues: z.array(z.object({ id: z.string(), title: z.string() })) });
const kept = z.object({ id: z.string() });

/** What nobody has: the same shapes as what is there. */
const ABSENT: Ids = {
  organization: 'no-such-organization',
  source: 'no-such-source',
  issue: 'zzzzzzzzzzzz',
  capsule: 'a'.repeat(26),
  diagnosis: 'a'.repeat(26),
};

test('every route of the application has its row in the table', () => {
  const onDisk = readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(name))
    .map((name) => `/${path.dirname(name)}`.replace(/^\/\.$/, '/'))
    .filter((route) => !route.startsWith('/sandbox/'));
  expect([...new Set(ROUTES.map(({ route }) => route))].sort()).toEqual(onDisk.sort());
});

test('without a connection, or with one to another organization, no route shows anything or tells what exists', async ({
  playwright,
  baseURL,
}) => {
  const { mine, ids, secretWords, strangers, insider } = await everybody(playwright, baseURL ?? '');
  for (const row of ROUTES) {
    await Promise.all(strangers.map((stranger) => expectNothing(row, stranger, ids, secretWords)));
    const { status } = await ask(insider, row, ids, {});
    expect.soft(status, `${row.method} ${row.path(ids)} by who is connected`).toBe(row.statuses.right);
  }
  await mine.control('DELETE', '');
  for (const request of [insider, ...strangers.map(({ request }) => request)]) await request.dispose();
});

test('a foreign page can write nowhere', async ({ request }) => {
  const routes = new Map(ROUTES.map((row) => [row.route, row.path(ABSENT).split('?', 1)[0] ?? '']));
  const script = readdirSync(CHUNKS).find((name) => name.endsWith('.js')) ?? '';
  const files = [`/_next/static/chunks/${script}`, '/_next/static/none.js', '/icon.svg', '/favicon.ico'];
  for (const at of [...routes.values(), ...files]) {
    const answers = await Promise.all(
      METHODS.map(async (method, n) => {
        const origin = n % 2 === 0 ? 'https://elsewhere.example' : 'null';
        return (await request.fetch(at, { method, headers: { origin } })).status();
      }),
    );
    expect.soft(answers, at).toEqual(METHODS.map(() => 403));
  }
});

test('who writes where nothing is written is told what the path takes, whatever the path and the method', async ({
  request,
}) => {
  const script = readdirSync(CHUNKS).find((name) => name.endsWith('.js')) ?? '';
  const pages = ['/', '/connect', `/x/${'a'.repeat(26)}`, '/problems.json', '/no/such/page', '/x/%E0%A4%A'];
  const files = [`/_next/static/chunks/${script}`, '/_next/static/none.js', '/icon.svg', '/picture.png'];
  const leftovers = ['/favicon.ico', '/_next/image?url=%2Fpicture.png&w=640&q=75', '/api/live'];
  for (const at of [...pages, ...files, ...leftovers]) {
    const answers = await Promise.all(
      [...METHODS, 'TRACE'].map(async (method) => {
        const answer = await request.fetch(at, { method });
        const { 'content-type': type, allow } = answer.headers();
        return [method, answer.status(), type, allow?.startsWith('GET, HEAD')];
      }),
    );
    const refused = [...METHODS, 'TRACE'].map((method) => [method, 405, 'application/problem+json', true]);
    const route = refused.map((row) => (row[0] === 'OPTIONS' ? ['OPTIONS', 204, undefined, true] : row));
    expect.soft(answers, at).toEqual(at.startsWith('/api/') ? route : refused);
  }
});

/** Somebody who may see nothing of the organization. */
interface Stranger {
  readonly name: string;
  readonly who: 'none' | 'elsewhere' | 'wrong';
  readonly request: APIRequestContext;
  readonly headers: Record<string, string>;
}

async function expectNothing(row: RouteRow, stranger: Stranger, ids: Ids, secretWords: readonly string[]) {
  const { name, who, request, headers } = stranger;
  // Lists over all that one is connected to are no question that a program with one key can ask.
  const isOwnList = row.method === 'GET' && ['/api/issues', '/api/capsules'].includes(row.path(ids));
  if (who === 'wrong' && isOwnList) return;
  const answer = await ask(request, row, ids, headers);
  const what = `${row.method} ${row.path(ids)} by ${name}`;
  expect.soft(answer.status, what).toBe(row.statuses[who]);
  if (row.byLink) return;
  const shown = secretWords.filter((word) => answer.text.includes(word));
  expect.soft(shown, what).toEqual([]);
  if (!row.route.startsWith('/api/') && !/\.\w+$/.test(row.path(ids))) return;
  // The same words for what there is and for what there is not.
  const absent = await ask(request, row, ABSENT, headers);
  expect
    .soft({ status: answer.status, text: withoutIds(answer.text, ids) }, what)
    .toEqual({ status: absent.status, text: withoutIds(absent.text, ABSENT) });
}

async function everybody(playwright: PlaywrightWorkerArgs['playwright'], baseURL: string) {
  // Each from an address of their own: so many refusals of one would be slowed down, and the other tests with them.
  const context = (host: number) =>
    playwright.request.newContext({ baseURL, extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${host}` } });
  const [nobody, outsider, insider, programs] = [
    await context(1),
    await context(2),
    await context(3),
    await context(4),
  ];
  const mine = await makeOrganization(programs, { scenarios: ['metadata-too-large'] });
  const theirs = await makeOrganization(programs, { scenarios: ['healthy'] });
  await connect(insider, mine);
  await connect(outsider, theirs);
  const source = mine.sources[0]?.id ?? '';
  expect((await insider.get(`/api${mine.sourcePath('metadata-too-large')}/health`)).status()).toBe(200);
  const listed = await insider.get(`/api${mine.path}/issues`);
  const issue = issueList.parse(await listed.json()).issues[0];
  const preserve = async (data: unknown) =>
    kept.parse(await (await insider.post('/api/capsules', { data })).json()).id;
  const place = { region: 'sandbox', organization: mine.organization };
  const ids: Ids = {
    organization: mine.organization,
    source,
    issue: issue?.id ?? '',
    capsule: await preserve({ kind: 'issue', issue: issue?.id }),
    diagnosis: await preserve({ kind: 'diagnosis', text: 'HTTP/1.1 429', ...place }),
  };
  const strangers: Stranger[] = [
    { name: 'nobody', who: 'none', request: nobody, headers: {} },
    { name: 'somebody connected elsewhere', who: 'elsewhere', request: outsider, headers: {} },
    { name: 'a program with another key', who: 'wrong', request: programs, headers: bearer(theirs) },
    // A token that is sent counts alone, whatever the browser is connected to.
    {
      name: 'somebody connected who sends another key',
      who: 'wrong',
      request: insider,
      headers: bearer(theirs),
    },
  ];
  const secretWords = [issue?.title ?? '', mine.sources[0]?.name ?? '', 'https://shop.'];
  return { mine, ids, secretWords, strangers, insider };
}

function bearer({ key }: SandboxOrganization): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

async function connect(request: APIRequestContext, { organization, key: token }: SandboxOrganization) {
  const connected = await request.post('/api/connections', {
    data: { region: 'sandbox', organization, token },
  });
  expect(connected.status()).toBe(201);
}

async function ask(
  request: APIRequestContext,
  { method, path: pathOf, data }: RouteRow,
  ids: Ids,
  headers: Record<string, string>,
) {
  const answer = await request.fetch(pathOf(ids), {
    method,
    headers,
    maxRedirects: 0,
    ...(data ? { data: data(ids) } : {}),
  });
  return { status: answer.status(), text: await answer.text() };
}

/** The longest first: a source's id holds its organization's. Coveo's request id is another each time. */
function withoutIds(text: string, ids: Ids): string {
  const longestFirst = Object.values(ids).sort((a, b) => b.length - a.length);
  const rest = text.replace(/(Coveo’s request id: )[\da-f-]{36}/g, '$1…');
  return longestFirst.reduce((left, id) => left.replaceAll(id, '…'), rest);
}
