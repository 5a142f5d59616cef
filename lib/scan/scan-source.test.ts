import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CoveoClient } from '@/lib/coveo/client';
import type { ScanBudget } from './budget';
import { sandboxWith } from './sandbox-under-test';
import type { ScanEvent } from './scan-event';
import type { ScanResult } from './scan-result';
import { scanSource } from './scan-source';
import type { SliceCache } from './slice-cache';
import { slicesUnderTest } from './slice-cache-under-test';

const noSignal = () => new AbortController().signal;

async function scan(
  under: Awaited<ReturnType<typeof sandboxWith>>,
  different: {
    signal?: AbortSignal;
    budget?: Partial<ScanBudget>;
    onEvent?: (event: ScanEvent) => void;
    onReading?: (soFar: () => ScanResult) => void;
    slices?: SliceCache;
  } = {},
) {
  return scanSource({
    client: under.client,
    sourceId: under.sourceId,
    signal: noSignal(),
    onEvent: () => {},
    ...different,
  });
}

describe('a scan', () => {
  it('reads every row that Coveo counts, of 14 days, and says so part by part', async () => {
    const { evidence } = await scan(await sandboxWith('healthy'));
    const { coverage } = evidence;
    expect(evidence.window).toEqual({ from: '2026-11-08T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z' });
    expect(evidence.rows.length).toBeGreaterThan(10_000);
    expect({
      complete: coverage.complete,
      states: Object.values(coverage.parts).map(({ state }) => state),
      rowsCounted: coverage.rowsCounted,
      rowsRead: coverage.rowsRead,
    }).toEqual({
      complete: true,
      states: Array(11).fill('complete'),
      rowsCounted: evidence.rows.length,
      rowsRead: evidence.rows.length,
    });
  });

  it('counts the calls that it made', async () => {
    const under = await sandboxWith('healthy');
    const { evidence } = await scan(under);
    expect(evidence.coverage.calls).toBe(under.asked.length);
  });

  it('asks Source Logs in windows of seven days at most and in whole hours but for the edges', async () => {
    const { evidence } = await scan(await sandboxWith('healthy'));
    const slices = evidence.coverage.reads.filter(({ call }) => call === 'logs.list');
    const inner = slices
      .flatMap(({ from, to }) => [from, to])
      .filter((at) => !Object.values(evidence.window).includes(at));
    expect(slices[0]?.to).toBe(evidence.window.to);
    expect(slices.at(-1)?.from).toBe(evidence.window.from);
    expect(slices.slice(1).map(({ to }) => to)).toEqual(slices.slice(0, -1).map(({ from }) => from));
    expect(inner.filter((at) => !at.endsWith(':00:00.000Z'))).toEqual([]);
  });

  it('reads the same rows whatever page size the server allows', async () => {
    const wide = await scan(await sandboxWith('unknown-rejection'));
    const budget = { calls: 1_000 };
    const narrow = await scan(await sandboxWith('unknown-rejection', { perPageCap: 170 }), { budget });
    const guids = ({ evidence }: ScanResult) => evidence.rows.map(({ guid }) => guid);
    expect(guids(narrow)).toEqual(guids(wide));
    expect(narrow.evidence.coverage.complete).toBe(true);
  });

  it('tells a plan, and progress that ends at what was planned', async () => {
    const events: ScanEvent[] = [];
    await scan(await sandboxWith('healthy'), { onEvent: (event) => events.push(event) });
    const plan = events.find(({ type }) => type === 'plan');
    const last = events.at(-1);
    expect(plan).toMatchObject({ type: 'plan', rowsDone: 0 });
    expect(last?.type === 'progress' && last.callsDone === last.callsPlanned).toBe(true);
    expect(last?.type === 'progress' && last.rowsDone === last.rowsPlanned).toBe(true);
  });

  it('over its budget reads what did not complete first, and says which part it left', async () => {
    const { evidence } = await scan(await sandboxWith('metadata-too-large'), {
      budget: { rows: 5_000 },
    });
    const { parts, complete } = evidence.coverage;
    const rejected = evidence.rows.filter(({ result }) => result === 'REJECTED').length;
    expect(complete).toBe(false);
    expect({
      failures: parts.failures.state,
      batches: parts.batches.state,
      histories: parts.histories.state,
    }).toEqual({
      failures: 'complete',
      batches: 'complete',
      histories: 'partial',
    });
    expect(parts.buckets.state).toBe('complete');
    expect(parts.histories.why).toMatch(
      /^Coveo counts [\d,]+ rows, too many to read every one: those not COMPLETED and those of batches are read one by one, the others counted\.$/,
    );
    expect(rejected).toBe(evidence.counts?.results.REJECTED);
  });

  it('that is stopped keeps what was read and calls the rest skipped', async () => {
    const stopping = new AbortController();
    const { evidence } = await scan(await sandboxWith('healthy'), {
      signal: stopping.signal,
      onEvent: (event) => {
        if (event.type === 'progress' && event.rowsDone > 3_000) stopping.abort();
      },
    });
    const skipped = evidence.coverage.reads.filter(({ state }) => state === 'skipped');
    expect(evidence.rows.length).toBeGreaterThan(3_000);
    expect(skipped.length).toBeGreaterThan(0);
    expect(evidence.coverage.parts.histories).toMatchObject({ state: 'partial', status: null });
    expect(evidence.coverage.complete).toBe(false);
  });

  it('can be looked at while it reads: what came so far, the rest not read yet', async () => {
    const seen: { read: number; state: string; why: string | null }[] = [];
    let look: () => ScanResult | null = () => null;
    await scan(await sandboxWith('healthy'), {
      onReading: (soFar) => {
        look = soFar;
      },
      onEvent: ({ type }) => {
        const coverage = type === 'progress' ? look()?.evidence.coverage : undefined;
        if (!coverage) return;
        const { state, why } = coverage.parts.histories;
        seen.push({ read: coverage.rowsRead, state, why });
      },
    });
    expect(seen[0]).toEqual({
      read: expect.any(Number),
      state: 'partial',
      why: 'The answer was given before these rows were read.',
    });
    expect(seen[0]?.read).toBeGreaterThan(0);
    expect(seen.at(-1)?.read).toBeGreaterThan(seen[0]?.read ?? 0);
  });

  it('says of an unknown source that Coveo does not know it', async () => {
    const under = await sandboxWith('healthy');
    const { sourceNotFound } = await scan({ ...under, sourceId: 'nothing-here' });
    expect(sourceNotFound).toEqual({
      call: 'sources.get',
      status: 404,
      requestId: expect.stringMatching(/./),
      why: 'Coveo answered 404 NOT_FOUND for the source (Sources API).',
    });
  });

  it('keeps an activity that is still open, with its beginning', async () => {
    const { evidence } = await scan(await sandboxWith('refresh-left-open'));
    const open = evidence.activities.filter(({ state }) => state === 'EXECUTING');
    expect(evidence.source?.status).toBe('REFRESHING');
    expect(open.map(({ operation, endedAt, result }) => ({ operation, endedAt, result }))).toEqual([
      { operation: 'FULL_REFRESH', endedAt: null, result: null },
    ]);
  });
});

describe('a scan of a source with an old refresh left open behind newer activities', () => {
  it('finds it, as it asks for the open ones only', async () => {
    const under = await sandboxWith('healthy');
    const activity = (id: number, state: string) => ({
      id: `activity-${id}`,
      operation: 'FULL_REFRESH',
      state,
      startDate: Date.parse('2026-10-01T02:00:00Z') + id * 60_000,
      resourceId: under.sourceId,
    });
    const newestFirst = [
      ...Array.from({ length: 20 }, (_, i) => activity(40 - i, 'EXECUTED')),
      activity(1, 'EXECUTING'),
    ];
    const client: CoveoClient = {
      ...under.client,
      fetch: async (url, init) => {
        if (!url.includes('/activities/latest')) return under.client.fetch(url, init);
        const { states } = z
          .object({ states: z.array(z.string()).optional() })
          .parse(JSON.parse(String(init.body)));
        const found = newestFirst.filter(({ state }) => states === undefined || states.includes(state));
        return Response.json({ items: found.slice(0, 10), totalEntries: found.length, totalPages: 3 });
      },
    };
    const { evidence } = await scan({ ...under, client });
    expect(evidence.activities.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)).toEqual([
      'activity-1',
    ]);
  });
});

describe('a scan whose calls fail', () => {
  const failing = async (operation: string, fault: object, slices?: SliceCache) => {
    const under = await sandboxWith('metadata-too-large');
    await under.control('POST', '/organizations/under-test/faults', { operation, ...fault });
    const result = await scan(under, slices && { slices });
    return { ...result, asked: under.asked, parts: result.evidence.coverage.parts };
  };

  it('by a refusal of the logs asks no further rows, and says who refused what', async () => {
    const { parts, asked, evidence } = await failing('logs.list', {
      status: 403,
      body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' },
    });
    expect(asked.filter((path) => path === '/sandbox/logs/v1').length).toBeLessThanOrEqual(2);
    expect(parts.histories).toMatchObject({
      state: 'missing',
      call: 'logs.list',
      status: 403,
      why: 'Coveo answered 403 ACCESS_DENIED for the log rows (Source Logs API).',
    });
    expect(parts.histories.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(evidence.coverage.reads.find(({ state }) => state === 'refused')).toMatchObject({
      call: 'logs.list',
      request: expect.stringMatching(
        /^POST http:\/\/127\.0\.0\.1\/sandbox\/logs\/v1\/organizations\/under-test\?from=/,
      ),
      status: 403,
    });
    expect(evidence.source?.name).toBe('Customer cases');
  });

  it('by an error of the logs asks no more after two slices in a row, and counts those calls too', async () => {
    const { parts, asked, evidence } = await failing('logs.list', { status: 504, body: {} });
    const { reads, calls } = evidence.coverage;
    const states = reads.filter(({ call }) => call === 'logs.list').map(({ state }) => state);
    expect(calls).toBe(asked.length);
    expect(states.filter((state) => state === 'refused')).toHaveLength(2);
    expect(new Set(states)).toEqual(new Set(['refused', 'skipped']));
    expect(reads.find(({ state }) => state === 'skipped')?.why).toBe(
      'Not asked: Coveo answered 504 for the log rows (Source Logs API).',
    );
    expect(parts.histories).toMatchObject({ state: 'missing', call: 'logs.list', status: 504 });
  });

  it.each([
    ['', undefined],
    [' where slices are kept', slicesUnderTest()],
  ])('of the counts costs few calls, and the rows are read all the same%s', async (_, slices) => {
    const fault = { status: 504, body: {} };
    const { asked, parts, evidence } = await failing('logs.facetsStats', fault, slices);
    expect(asked.filter((path) => path.endsWith('/facetsStats')).length).toBeLessThanOrEqual(20);
    expect(parts.counts).toMatchObject({ state: 'missing', call: 'logs.facetsStats', status: 504 });
    const rows = evidence.coverage.reads.filter(({ call }) => call === 'logs.list');
    expect(rows.filter(({ state }) => state === 'read').length).toBeGreaterThanOrEqual(20);
    expect(rows.every(({ state }) => state !== 'refused')).toBe(true);
    expect(evidence.coverage.reads.find(({ why }) => why?.startsWith('Not asked'))?.why).toBe(
      'Not asked: what was asked before it could not be counted.',
    );
  });

  it('by a limit that is over later asks no further rows before, and says until when', async () => {
    const under = await sandboxWith('healthy', { attempts: 4 });
    await under.control('POST', '/organizations/under-test/faults', {
      operation: 'logs.list',
      status: 429,
      body: {},
      headers: { 'retry-after': '3600' },
    });
    const { evidence } = await scan(under);
    expect(under.asked.filter((path) => path === '/sandbox/logs/v1').length).toBeLessThanOrEqual(2);
    expect(evidence.coverage.parts.histories.why).toMatch(
      /^Coveo answered 429 for the log rows \(Source Logs API\)\. Coveo asks to be left alone until \S+Z\.$/,
    );
  });

  it('by an error of the activities keeps everything else', async () => {
    const { parts, evidence } = await failing('activities.list', { status: 500, body: {} });
    expect(parts.activities).toMatchObject({ state: 'missing', call: 'activities.list', status: 500 });
    expect(parts.histories.state).toBe('complete');
    expect(evidence.rows.length).toBe(evidence.coverage.rowsCounted);
  });

  it('by an HTML page in place of the source names the status', async () => {
    const { parts } = await failing('sources.get', {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><body>Bad gateway</body></html>',
    });
    expect(parts.source).toMatchObject({
      state: 'missing',
      status: 502,
      why: 'Coveo answered 502 for the source (Sources API).',
    });
  });

  it('by a body cut in the middle does not take the part that came for the whole', async () => {
    const { parts } = await failing('logs.list', { mode: 'cut', times: 1 });
    expect(parts.histories).toMatchObject({
      state: 'partial',
      call: 'logs.list',
      status: 200,
      why: expect.stringContaining('could not be read'),
    });
  });
});

describe('a scan of logs that give no answer', () => {
  /** Calls to `path` hang until their time is over: a minute of the client's own clock, which nobody waits for. */
  async function hanging(path: RegExp) {
    const under = await sandboxWith('metadata-too-large', { attempts: 4 });
    const starts: number[] = [];
    let now = under.client.now();
    let deadline = new AbortController();
    const client: CoveoClient = {
      ...under.client,
      now: () => now,
      deadline: () => {
        deadline = new AbortController();
        return deadline.signal;
      },
      fetch: async (url, init) => {
        const own = deadline;
        if (!path.test(new URL(url).pathname)) return under.client.fetch(url, init);
        starts.push(now);
        const end = now + under.client.timeoutMs;
        await new Promise(setImmediate);
        now = Math.max(now, end);
        own.abort();
        return new Promise<Response>(() => {});
      },
    };
    const begun = now;
    const { evidence } = await scan({ ...under, client });
    const { counts, histories } = evidence.coverage.parts;
    const minutes = (now - begun) / 65_000;
    return { hung: starts.length, minutes, rows: evidence.rows.length, counts, histories };
  }

  it('for the counts reads the rows all the same, in the time that is left', async () => {
    const { hung, minutes, rows, counts } = await hanging(/^\/sandbox\/logs\/.*\/facetsStats$/);
    expect({ hung: hung <= 5, minutes: minutes <= 4, rows: rows > 20_000 }).toEqual({
      hung: true,
      minutes: true,
      rows: true,
    });
    expect(counts).toMatchObject({
      state: 'missing',
      why: 'No answer in time for the row counts (Source Logs API).',
    });
  });

  it('for the rows tries each length once, down to an hour, and ends long before its time is over', async () => {
    const { hung, minutes, histories } = await hanging(/^\/sandbox\/logs\/v1\/organizations\/[^/]+$/);
    expect({ hung, minutes }).toEqual({ hung: 6, minutes: 5 });
    expect(histories).toMatchObject({
      state: 'missing',
      call: 'logs.list',
      why: 'No answer in time for the log rows (Source Logs API).',
    });
  });

  it('at all, ends before its time is over too', async () => {
    const { minutes, counts, histories } = await hanging(/^\/sandbox\/logs\//);
    expect([counts.state, histories.state, minutes <= 7]).toEqual(['missing', 'missing', true]);
  });
});
