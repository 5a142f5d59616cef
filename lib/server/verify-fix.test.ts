import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import {
  createFileContainer,
  deleteItem,
  pushBatch,
  pushItem,
  setSourceStatus,
  uploadToContainer,
} from '@/lib/coveo/push';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { changeIssue as changeStored } from '@/lib/store/change-issue';
import { readIssue } from '@/lib/store/read-issues';
import type { Access } from './access';
import { freshProcess } from './process-store-under-test';
import { readHealth } from './read-health';
import { reportIssue } from './read-issue';
import { processStore } from './store';
import { beginFixVerification, checkFixVerification, giveUpFixVerification } from './verify-fix';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const patient = () => new AbortController().signal;

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await clear();
});

/** An issue of a scenario, and what verifies its fix. */
async function issueOf(
  scenario: string,
  problem = scenario,
  settings: Parameters<typeof sandboxWith>[1] = {},
) {
  const sandbox = await sandboxWith(scenario, settings);
  const { client, sourceId, control } = sandbox;
  const access = { ok: true, client, digest: 'digest' } as const;
  const look = await readHealth({
    access,
    sourceId,
    requested: { from: null, to: null },
    refresh: true,
    signal: patient(),
    onEvent: () => {},
  });
  if (look.state !== 'read') throw new Error(look.state);
  const id = look.health.findings.find((finding) => finding.problem === problem)?.issue?.id ?? '';
  const issue = async () => {
    const stored = await readIssue(await processStore(), id);
    if (stored === null) throw new Error(`There is no issue of ${problem}.`);
    return stored;
  };
  return {
    ...sandbox,
    access,
    issue,
    asOf: look.health.asOf,
    report: async () => reportIssue(await issue()),
    begin: async (since: string | null = null, who: string | null = 'Ann') =>
      beginFixVerification(await issue(), access, { since, who }, patient()),
    check: async (n = 2) => {
      const checked = await checkFixVerification(await issue(), n, access, {
        signal: patient(),
        again: true,
      });
      if (checked === null) throw new Error('There is no such verification.');
      return checked;
    },
    advance: (advanceMs: number) => control('POST', '/organizations/under-test/clock', { advanceMs }),
    fault: (fault: unknown) => control('POST', '/organizations/under-test/faults', fault),
  };
}

async function push(client: CoveoClient, sourceId: string, items: readonly string[]): Promise<void> {
  for (const documentId of items) {
    const pushed = await pushItem(client, { sourceId, documentId, item: { title: 'Mended', data: 'small' } });
    if (!pushed.ok) throw new Error(pushed.failure.message);
  }
}

const itemsOf = ({ plan }: { plan: { items: readonly string[] } }) => plan.items;

describe('a fix of items', () => {
  it('passes once every followed item was indexed by a later push, and resolves the issue with the proof', async () => {
    const { begin, check, report, client, sourceId, advance } = await issueOf('metadata-too-large');
    expect(await begin()).toEqual({ state: 'begun', n: 2 });
    const first = await check();
    expect([first.state, first.plan.subject, first.plan.items.length, first.plan.total > 50]).toEqual([
      'waiting',
      'items',
      50,
      true,
    ]);
    expect(new Set(first.followed.map(({ stage }) => stage.kind))).toEqual(new Set(['not pushed']));
    expect(first.text).toMatch(
      /^None of the 50 followed items was pushed again after .* UTC so far\. Expect by .* UTC what is pushed now\.$/,
    );
    await push(client, sourceId, itemsOf(first));
    await advance(1_500);
    const under = await check();
    expect([under.state, under.checkAfterMs]).toEqual(['waiting', 5_000]);
    expect(new Set(under.followed.map(({ stage }) => stage.kind))).toContain('under way');
    await advance(MINUTE_MS);
    const passed = await check();
    expect([passed.state, passed.checkAfterMs, passed.proof]).toEqual(['passed', null, []]);
    expect(passed.text).toMatch(
      /^50 of the \d+ items were followed, and all of these pushed again after .* UTC: 50 indexed, the last .* UTC\. No item showed the problem again\.$/,
    );
    expect(passed.followed[0]?.steps.map(({ task, result }) => [task, result])).toEqual([
      ['CONSUMING', 'COMPLETED'],
      ['PROCESSING', 'COMPLETED'],
      ['MAPPING', 'COMPLETED'],
      ['INDEXING', 'COMPLETED'],
    ]);
    const issue = await report();
    expect([issue.state, issue.verification]).toEqual(['resolved', passed]);
    expect(issue.history.map(({ who, kind, text }) => [who, kind, text])).toEqual([
      ['Pushscope', 'opened', 'Opened: seen for the first time.'],
      [
        'Ann',
        'verification-begun',
        expect.stringMatching(
          /^Began to verify a fix: follows 50 of \d+ items through what is pushed after .* UTC\.$/,
        ),
      ],
      ['Pushscope', 'verification-passed', `Verified. ${passed.text}`],
      ['Pushscope', 'resolved', 'Resolved: the fix was verified.'],
    ]);
    expect(await check()).toEqual(passed);
  });

  it('resolves the issue by Coveo’s clock, also after a note of a machine whose clock is weeks ahead', async () => {
    const { begin, check, issue, client, sourceId, advance } = await issueOf('metadata-too-large');
    await begin();
    await push(client, sourceId, itemsOf(await check()));
    const change = { kind: 'note', text: 'Mended.' } as const;
    const [at, who] = ['2026-12-31T00:00:00.000Z', 'Ann'];
    await changeStored(await processStore(), { id: (await issue()).id, who, at, seen: null, change });
    await advance(2 * MINUTE_MS);
    const passed = await check();
    const { state, resolvedAt, updatedAt } = await issue();
    expect([passed.state, state, resolvedAt, updatedAt]).toEqual(['passed', 'resolved', passed.asOf, at]);
  });

  it('fails as soon as one shows the same problem again, with the row, and leaves the issue as it is', async () => {
    const { begin, check, report, issue, advance } = await issueOf('metadata-too-large');
    await changeStored(await processStore(), {
      id: (await issue()).id,
      who: 'Ann',
      at: (await issue()).updatedAt,
      seen: 1,
      change: { kind: 'acknowledged' },
    });
    await begin();
    await advance(26 * HOUR_MS);
    const failed = await check(3);
    expect([failed.state, failed.checkAfterMs, failed.proof.length]).toEqual(['failed', null, 10]);
    expect(failed.text).toMatch(
      /^\d+ rows on \d+ items show the same problem again, of pushes that entered after .* UTC; the first .* UTC\.$/,
    );
    expect(failed.proofTotal).toBeGreaterThan(10);
    expect(failed.proof[0]).toMatchObject({ result: 'REJECTED', task: 'PROCESSING' });
    const refused = failed.followed.find(({ stage }) => stage.kind === 'refused')?.stage;
    expect(refused).toMatchObject({ kind: 'refused', same: true, problem: 'metadata-too-large' });
    const then = await report();
    expect([then.state, then.verification, then.history.at(-1)?.text]).toEqual([
      'acknowledged',
      failed,
      `Not fixed. ${failed.text}`,
    ]);
  });

  it('that failed once is verified anew by what is pushed after that, and passes', async () => {
    const { begin, check, client, sourceId, advance } = await issueOf('metadata-too-large');
    await begin();
    await advance(26 * HOUR_MS);
    const failed = await check();
    expect(await begin()).toEqual({ state: 'begun', n: 4 });
    const again = await check(4);
    expect([again.state, again.plan.since]).toEqual(['waiting', failed.proof[0]?.at]);
    await push(client, sourceId, itemsOf(again));
    await advance(MINUTE_MS);
    expect((await check(4)).state).toBe('passed');
  });

  it('can’t be told where nothing is pushed, and says so only once the time is over', async () => {
    const { begin, check, report, advance } = await issueOf('metadata-too-large');
    await begin();
    expect((await check()).state).toBe('waiting');
    await advance(10 * MINUTE_MS);
    const late = await check();
    expect([late.state, late.checkAfterMs]).toEqual(['cannot tell', null]);
    expect(late.text).toMatch(
      /^No push of the followed items after .* UTC: nothing to verify\. The customer has to push them again\.$/,
    );
    expect((await report()).verification).toMatchObject({ n: 2, state: 'waiting' });
  });

  it('can’t be told where only a part is pushed, which is said', async () => {
    const { begin, check, client, sourceId, advance } = await issueOf('metadata-too-large');
    await begin();
    await push(client, sourceId, itemsOf(await check()).slice(0, 20));
    await advance(MINUTE_MS);
    const meanwhile = await check();
    expect([meanwhile.state, meanwhile.text]).toEqual([
      'waiting',
      expect.stringMatching(/^Of 50 followed items: 20 indexed, 30 not pushed again\. Expect by .* UTC\.$/),
    ]);
    await advance(10 * MINUTE_MS);
    const part = await check();
    expect([part.state, part.text]).toEqual([
      'cannot tell',
      'Of 50 followed items: 20 indexed, 30 not pushed again: can’t tell for all. What was pushed again did not show the problem.',
    ]);
  });

  it('can’t be told by items that were only deleted', async () => {
    const { begin, check, client, sourceId, advance } = await issueOf('metadata-too-large');
    await begin();
    for (const documentId of itemsOf(await check())) await deleteItem(client, { sourceId, documentId });
    await advance(MINUTE_MS);
    const gone = await check();
    expect([gone.state, gone.text]).toEqual([
      'cannot tell',
      expect.stringMatching(/^All 50 followed items were deleted after .* UTC: nothing of them was indexed/),
    ]);
  });
});

describe('what could not be read', () => {
  it.each([
    [{ operation: 'logs.list', status: 500, body: { errorCode: 'INTERNAL', message: 'No.' } }, 500, 30_000],
    [
      { operation: 'logs.list', status: 401, body: { errorCode: 'INVALID_TOKEN', message: 'No.' } },
      401,
      null,
    ],
    [
      { operation: 'logs.facetsStats', status: 429, body: {}, headers: { 'retry-after': '120' } },
      429,
      120_000,
    ],
    [{ operation: 'sources.get', status: 503, body: {} }, 503, 30_000],
  ])('proves nothing, and names the call: %j', async (fault, status, checkAfterMs) => {
    const sandbox = await issueOf('metadata-too-large');
    await sandbox.begin();
    await push(sandbox.client, sandbox.sourceId, itemsOf(await sandbox.check()));
    await sandbox.advance(MINUTE_MS);
    await sandbox.fault(fault);
    const checked = await sandbox.check();
    expect(checked).toMatchObject({
      state: 'cannot tell',
      text: expect.stringMatching(/^Not everything could be read, so nothing is said of the fix\. /),
      notRead: { call: fault.operation, status },
      checkAfterMs,
    });
    expect((await sandbox.report()).state).toBe('open');
  });

  it('is what hangs until whoever asked has lost patience', async () => {
    const { begin, issue, access, fault } = await issueOf('metadata-too-large');
    await begin();
    await fault({ operation: 'logs.list', mode: 'hang' });
    const patience = new AbortController();
    const client: CoveoClient = {
      ...access.client,
      fetch: (url, init) => {
        if (/\/logs\/v1\/organizations\/[^/]+\?/.test(url)) setImmediate(() => patience.abort());
        return access.client.fetch(url, init);
      },
    };
    const checked = await checkFixVerification(
      await issue(),
      2,
      { ...access, client },
      {
        signal: patience.signal,
        again: true,
      },
    );
    expect(checked).toMatchObject({
      state: 'cannot tell',
      notRead: { call: 'logs.list', why: 'Stopped while it was read.', status: null },
    });
  });

  it('is Coveo’s time: without it nothing is begun', async () => {
    const { begin, fault, issue } = await issueOf('metadata-too-large');
    await fault({ operation: 'sources.get', status: 502, body: '<html>' });
    expect(await begin()).toEqual({
      state: 'not reached',
      detail: expect.stringMatching(
        /^Not begun: Coveo’s own time must be known\. Coveo answered 502 for the source \(Sources API\)\. Coveo’s request id: /,
      ),
    });
    expect((await issue()).revision).toBe(1);
  });
});

describe('a fix of batches', () => {
  it('passes once batches were taken in and no further one comes, and says what cannot be seen', async () => {
    const { begin, check, client, sourceId, advance, report } = await issueOf(
      'broken-batch',
      'json-deserialization',
    );
    await begin();
    expect(await check()).toMatchObject({ state: 'waiting', plan: { subject: 'batches' }, followed: [] });
    const container = await createFileContainer(client);
    if (!container.ok) throw new Error('No container.');
    const item = { documentId: 'https://example.com/1', title: 'Mended', data: 'small' };
    await uploadToContainer(client, container.value, JSON.stringify({ addOrUpdate: [item] }));
    await pushBatch(client, { sourceId, fileId: container.value.fileId });
    await advance(MINUTE_MS);
    expect(await check()).toMatchObject({
      state: 'waiting',
      followed: [{ name: container.value.fileId, stage: { kind: 'taken in' } }],
    });
    await advance(10 * MINUTE_MS);
    const passed = await check();
    expect([passed.state, passed.text]).toEqual([
      'passed',
      expect.stringMatching(
        /^1 batch pushed after .* UTC, all taken in, the last .* UTC\. Which items were inside is in no log/,
      ),
    ]);
    expect((await report()).state).toBe('resolved');
  });

  it('fails by a batch that is broken again, with its row', async () => {
    const { begin, check, client, sourceId, advance } = await issueOf('broken-batch', 'json-deserialization');
    await begin();
    const container = await createFileContainer(client);
    if (!container.ok) throw new Error('No container.');
    await uploadToContainer(client, container.value, '{"addOrUpdate": [');
    await pushBatch(client, { sourceId, fileId: container.value.fileId });
    await advance(MINUTE_MS);
    const failed = await check();
    expect(failed).toMatchObject({
      state: 'failed',
      text: expect.stringMatching(/^1 of 1 batch pushed after .* UTC shows the same problem again\.$/),
      proof: [{ item: container.value.fileId, result: 'ERROR' }],
      proofTotal: 1,
    });
  });
});

describe('a fix that shows neither in items nor in batches', () => {
  it('of a refresh left open passes as soon as it is closed, and fails while it is not', async () => {
    const sandbox = await issueOf('refresh-left-open', 'refresh-stuck');
    await sandbox.begin();
    expect(await sandbox.check()).toMatchObject({
      state: 'failed',
      text: expect.stringMatching(/it is found again: “/),
    });
    await setSourceStatus(sandbox.client, { sourceId: sandbox.sourceId, status: 'IDLE' });
    expect(await sandbox.begin()).toEqual({ state: 'begun', n: 4 });
    expect(await sandbox.check(4)).toMatchObject({
      state: 'passed',
      text: expect.stringMatching(/^As of .* UTC it was looked for and not found\.$/),
    });
  });

  it('of a source with half of its items waits for a run that has settled', async () => {
    const { begin, check, advance } = await issueOf('half-missing', 'push-volume-drop');
    await begin();
    expect(await check()).toMatchObject({
      state: 'waiting',
      plan: { subject: 'source' },
      text: expect.stringMatching(/^Nothing was pushed after .* UTC so far\./),
    });
    await advance(2 * HOUR_MS);
    expect(await check()).toMatchObject({
      state: 'cannot tell',
      text: expect.stringMatching(/^No push after .* UTC: nothing to verify\./),
    });
    await advance(24 * HOUR_MS);
    expect(await check()).toMatchObject({
      state: 'failed',
      text: expect.stringMatching(/^After the run of .* UTC it is found again: “/),
    });
  });
});

describe('one verification at a time', () => {
  it('is begun from a moment that can be, and goes on for whoever comes next', async () => {
    const { begin, check, asOf } = await issueOf('metadata-too-large');
    const future = new Date(Date.parse(asOf) + HOUR_MS).toISOString();
    const past = new Date(Date.parse(asOf) - 20 * 24 * HOUR_MS).toISOString();
    expect([await begin(future), await begin(past)]).toEqual([
      { state: 'bad moment', detail: expect.stringMatching(/that moment is still to come\.$/) },
      { state: 'bad moment', detail: expect.stringMatching(/^Coveo keeps its rows for 14 days/) },
    ]);
    const since = new Date(Date.parse(asOf) - 10 * MINUTE_MS).toISOString();
    const both = await Promise.all([begin(since), begin(since)]);
    expect(both.map(({ state }) => state).sort()).toEqual(['begun', 'under way']);
    expect((await check()).plan.since).toBe(since);
  });

  it('can be given up, and another one begun', async () => {
    const { begin, issue, access, report } = await issueOf('metadata-too-large');
    await begin();
    const given = await giveUpFixVerification(await issue(), 2, null);
    expect(given).toMatchObject({ n: 2, state: 'given up', checkAfterMs: null });
    expect(await checkFixVerification(await issue(), 2, access, { signal: patient(), again: true })).toEqual(
      given,
    );
    expect(await begin(null, null)).toEqual({ state: 'begun', n: 4 });
    expect((await report()).history.map(({ who, kind }) => [who, kind]).slice(2)).toEqual([
      ['someone connected to under-test', 'verification-given-up'],
      ['someone connected to under-test', 'verification-begun'],
    ]);
    expect(
      await checkFixVerification(await issue(), 3, access, { signal: patient(), again: true }),
    ).toBeNull();
  });

  it('is read once for two who follow it, and anew for who asks to look again', async () => {
    const { begin, issue, access, asked } = await issueOf('metadata-too-large');
    await begin();
    const of = await issue();
    const follow = (token: Extract<Access, { ok: true }>, again = false) =>
      checkFixVerification(of, 2, token, { signal: patient(), again });
    const calls = async (look: () => Promise<unknown>) => {
      asked.length = 0;
      await look();
      return asked.length;
    };
    const one = await follow(access);
    expect(one?.state).toBe('waiting');
    const alone = await calls(() => follow(access, true));
    expect(alone).toBeGreaterThan(0);
    expect(await calls(() => Promise.all([follow(access, true), follow(access, true)]))).toBe(alone);
    expect(await calls(async () => expect(await follow(access)).toEqual(one))).toBe(0);
    const stranger = { ...access, digest: 'that has not read the source' };
    expect(await calls(() => follow(stranger))).toBe(alone);
  });

  it('goes on for who stays when another leaves, and ends with the last', async () => {
    const { begin, issue, access, fault } = await issueOf('metadata-too-large');
    await begin();
    await fault({ operation: 'logs.list', mode: 'hang', times: 1 });
    const of = await issue();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    let asked = () => {};
    const hanging = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const client: CoveoClient = {
      ...access.client,
      fetch: (url, init) => {
        if (/\/logs\/v1\/organizations\/[^/]+\?/.test(url)) asked();
        return access.client.fetch(url, init);
      },
    };
    const follow = ({ signal }: AbortController) =>
      checkFixVerification(of, 2, { ...access, client }, { signal, again: true });
    const [left, stayed] = [follow(leaving), follow(staying)];
    await hanging;
    leaving.abort();
    expect(await left).toMatchObject({ state: 'cannot tell', notRead: { call: 'sources.get' } });
    staying.abort();
    expect(await stayed).toMatchObject({ state: 'cannot tell', notRead: { call: 'logs.list' } });
  });

  it('has its outcome written once, though two look at once', async () => {
    const { begin, check, report, advance } = await issueOf('metadata-too-large');
    await begin();
    await advance(26 * HOUR_MS);
    const both = await Promise.all([check(), check()]);
    expect(both[0]).toEqual(both[1]);
    expect((await report()).history.map(({ kind }) => kind)).toEqual([
      'opened',
      'verification-begun',
      'verification-failed',
    ]);
  });
});
