import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createSandbox } from '@/lib/sandbox/sandbox';
import { mergeScan } from '@/lib/store/merge-scan';
import { connectionCookie, DEMO, sealConnection } from './connection';
import { type Asker, connectedPlaces, openIssue, refuseIssue } from './issue-access';
import { listIssues } from './list-issues';
import { freshProcess } from './process-store-under-test';
import { processStore } from './store';

const signal = new AbortController().signal;
const NOBODY: Asker = { authorization: null, cookies: [] };
const NOW = '2026-11-22T16:00:00.000Z';
const UNKNOWN = 'zzzzzzzzzzzz';

let clear = async () => {};
let reachable = true;
let acmeKey = '';

beforeEach(async () => {
  clear = await freshProcess();
  reachable = true;
  vi.stubEnv('PUSHSCOPE_SECRET', 'a secret for tests, long enough to seal');
  vi.stubEnv('PUSHSCOPE_SANDBOX_URL', 'http://127.0.0.1/sandbox');
  vi.stubEnv('PUSHSCOPE_CALL_ATTEMPTS', '1');
  const sandbox = createSandbox({
    now: () => Date.parse('2026-11-22T16:00:00Z'),
    folder: path.join(os.tmpdir(), 'pushscope-under-test'),
  });
  const ask = async (url: string, init: RequestInit) =>
    reachable ? sandbox.fetch(new Request(url, init)) : new Response('{}', { status: 503 });
  vi.stubGlobal('fetch', ask);
  const made = await ask('http://127.0.0.1/sandbox/_control/organizations', {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: '127.0.0.1' },
    body: JSON.stringify({ id: 'acme', scenarios: [] }),
  });
  acmeKey = z.object({ key: z.string() }).parse(await made.json()).key;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await clear();
});

/** An issue in the store; its id. */
async function issueIn(organization: string, problem = 'out-of-sequence'): Promise<string> {
  const merged = await mergeScan(await processStore(), {
    region: 'sandbox',
    organization,
    source: 'source-1',
    sourceName: 'Articles',
    at: '2026-11-22T12:00:00.000Z',
    sightings: [
      {
        problem,
        key: '',
        title: problem,
        severity: 'error',
        unit: 'rows',
        firstSeen: '2026-11-22T02:00:00.000Z',
        lastSeen: '2026-11-22T02:00:00.000Z',
        rows: [{ guid: 'row-1', at: '2026-11-22T02:00:00.000Z' }],
        captured: null,
      },
    ],
  });
  return merged[0]?.id ?? '';
}

const bearer = (token: string): Asker => ({ ...NOBODY, authorization: `Bearer ${token}` });

async function withCookie(organization: string, token: string): Promise<Asker> {
  const value = await sealConnection({ region: 'sandbox', organization, token });
  return { ...NOBODY, cookies: [{ name: connectionCookie('sandbox', organization), value }] };
}

const state = async (asker: Asker, id: string) => (await openIssue(asker, id, signal)).state;

describe('an issue opens', () => {
  it('for a cookie that connects to its organization, and for a token that Coveo takes there', async () => {
    const id = await issueIn('acme');
    expect(await state(await withCookie('acme', acmeKey), id)).toBe('open');
    expect(await state(bearer(acmeKey), id)).toBe('open');
  });

  it('for everybody where it is the demo’s', async () => {
    expect(await state(NOBODY, await issueIn(DEMO.organization))).toBe('open');
  });
});

describe('whether an issue exists is not told', () => {
  it.each([
    ['to nobody', async () => NOBODY, 'not connected'],
    ['to whoever is connected elsewhere', () => withCookie(DEMO.organization, DEMO.token), 'no such issue'],
    ['to a token of another organization', async () => bearer(DEMO.token), 'no such issue'],
    ['to a wrong token', async () => bearer('xx00000000-0000-4000-8000-000000000000'), 'no such issue'],
    [
      'to a cookie whose token Coveo has come to refuse',
      () => withCookie('acme', 'xx00000000-0000-4000-8000-000000000000'),
      'no such issue',
    ],
    [
      'to a cookie that was made up',
      async () => ({ ...NOBODY, cookies: [{ name: 'pushscope-sandbox-acme', value: 'made up' }] }),
      'not connected',
    ],
    [
      'to a cookie of another organization under this one’s name',
      async () => ({
        ...NOBODY,
        cookies: [
          {
            name: 'pushscope-sandbox-acme',
            value: await sealConnection({ ...DEMO, organization: 'elsewhere' }),
          },
        ],
      }),
      'not connected',
    ],
  ] as const)('%s: the answer is the same for one that does not', async (_, asker, answer) => {
    const id = await issueIn('acme');
    expect([await state(await asker(), id), await state(await asker(), UNKNOWN)]).toEqual([answer, answer]);
  });

  it('to a token that Coveo could not be asked about: a stored issue needs no call that would find it out', async () => {
    const id = await issueIn('acme');
    reachable = false;
    expect(await state(bearer('anything'), id)).toBe('no such issue');
  });

  it('to a token that Coveo took more than ten minutes ago, and could not be asked about since', async () => {
    const now = Date.parse(NOW);
    vi.useFakeTimers({ now, toFake: ['Date'] });
    try {
      const id = await issueIn('acme');
      const asker = bearer(acmeKey);
      const states = [await state(asker, id)];
      reachable = false;
      for (const minutes of [9, 11]) {
        vi.setSystemTime(now + minutes * 60_000);
        states.push(await state(asker, id));
      }
      expect(states).toEqual(['open', 'open', 'no such issue']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('in the words of the answer', async () => {
    const words = async (refused: 'not connected' | 'no such issue') => {
      const answer = refuseIssue(new Request('http://localhost/api/issues/x'), { state: refused });
      const { status, detail } = await answer.json();
      return [status, detail];
    };
    expect([await words('not connected'), await words('no such issue')]).toEqual([
      [
        401,
        'Connect first: an issue opens for whoever has a connection to its organization. The link stays good.',
      ],
      [404, 'There is no such issue, or it belongs to an organization that you are not connected to.'],
    ]);
  });
});

describe('the list of issues', () => {
  const list = async (asker: Asker, query: string) => {
    const answer = await listIssues(asker, new URLSearchParams(query), { now: NOW, signal });
    return answer.state === 'listed'
      ? answer.list.issues.map(({ organization, problem }) => `${organization} ${problem}`).sort()
      : [answer.status, answer.detail];
  };

  beforeEach(async () => {
    await issueIn('acme');
    await issueIn('acme', 'batch-failed');
    await issueIn('other');
    await issueIn(DEMO.organization);
  });

  it('is of the organizations that the cookies connect to, and the demo', async () => {
    const asker = await withCookie('acme', acmeKey);
    expect(await connectedPlaces(asker)).toEqual([
      { region: 'sandbox', organization: 'sandbox-demo' },
      { region: 'sandbox', organization: 'acme' },
    ]);
    expect(await list(asker, '')).toEqual([
      'acme batch-failed',
      'acme out-of-sequence',
      'sandbox-demo out-of-sequence',
    ]);
    expect(await list(NOBODY, '')).toEqual(['sandbox-demo out-of-sequence']);
    expect(await list(await withCookie('acme', 'refused'), '')).toEqual(['sandbox-demo out-of-sequence']);
  });

  it('is of one organization where that is named, by bearer too', async () => {
    const named = 'region=sandbox&organization=acme';
    const both = ['acme batch-failed', 'acme out-of-sequence'];
    expect(await list(await withCookie('acme', acmeKey), named)).toEqual(both);
    expect(await list(bearer(acmeKey), named)).toEqual(both);
    expect(await list(await withCookie('acme', acmeKey), 'organization=acme')).toEqual(both);
    expect(await list(NOBODY, 'organization=acme')).toEqual([]);
  });

  it('is filtered by problem, source, state and age', async () => {
    const asker = await withCookie('acme', acmeKey);
    expect(await list(asker, 'organization=acme&problem=batch-failed')).toEqual(['acme batch-failed']);
    expect(await list(asker, 'source=source-2')).toEqual([]);
    expect(await list(asker, 'state=resolved,ignored')).toEqual([]);
    expect((await list(asker, 'state=open,resolved')).length).toBe(3);
    expect(await list(asker, 'since=2026-11-22T02:00:00.001Z')).toEqual([]);
    expect((await list(asker, 'since=2026-11-22T02:00:00Z')).length).toBe(3);
  });

  it('tells the days of each issue within the last fourteen', async () => {
    const answer = await listIssues(
      await withCookie('acme', acmeKey),
      new URLSearchParams('organization=acme'),
      {
        now: NOW,
        signal,
      },
    );
    expect(
      answer.state === 'listed' && {
        span: answer.list.days,
        days: answer.list.issues.map(({ days }) => days),
      },
    ).toEqual({
      span: { from: '2026-11-09', to: '2026-11-22' },
      days: [[{ day: '2026-11-22', count: 1 }], [{ day: '2026-11-22', count: 1 }]],
    });
  });

  it('goes on from its cursor', async () => {
    const asker = await withCookie('acme', acmeKey);
    const page = async (cursor: string) => {
      const answer = await listIssues(asker, new URLSearchParams(`limit=2&cursor=${cursor}`), {
        now: NOW,
        signal,
      });
      return answer.state === 'listed' ? answer.list : { issues: [], next: 'refused' };
    };
    const first = await page('');
    const second = await page(first.next ?? '');
    expect([first.issues.length, second.issues.length, second.next]).toEqual([2, 1, null]);
    expect(new Set([...first.issues, ...second.issues].map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    ['', 'With a bearer token, name "region" and "organization": a token is of one organization.'],
    ['region=mars', 'There is no region “mars”. Regions are us, ca, eu, au, hipaa, sandbox.'],
    [
      'state=lost',
      '“state” is one or several of open, acknowledged, resolved, ignored, with commas between.',
    ],
    [
      'since=2026-01-31T12:00:00',
      '“since” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.',
    ],
    ['since=yesterday', '“since” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.'],
    ['limit=1000', '“limit” is a number from 1 to 100.'],
  ])('refuses “%s” in words', async (query, detail) => {
    expect(await list(bearer(acmeKey), query)).toEqual([400, detail]);
  });

  it('is refused without a connection, and for a wrong token', async () => {
    const named = 'region=sandbox&organization=acme';
    expect((await list(NOBODY, named))[0]).toBe(401);
    expect((await list(bearer('wrong'), named))[0]).toBe(403);
    reachable = false;
    expect(await list(bearer('unheard-of'), named)).toEqual([
      403,
      'Coveo did not confirm that this token opens the organization. Check it, or try again.',
    ]);
  });
});
