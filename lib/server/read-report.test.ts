import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { processWide } from './process-wide';
import { readHealth } from './read-health';
import { readReport } from './read-report';
import type { RequestedWindow } from './window';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

const DAY_MS = 24 * 3_600_000;
const { signal } = new AbortController();
const ALL = { from: null, to: null };

function look(client: CoveoClient, sourceId: string, requested: RequestedWindow = ALL) {
  const access = { ok: true as const, client, digest: 'digest' };
  return readHealth({ access, sourceId, requested, refresh: true, signal, onEvent: () => {} });
}

async function reportOf(client: CoveoClient, sourceId: string, requested: RequestedWindow = ALL) {
  const answer = await readReport({
    access: { ok: true, client, digest: 'digest' },
    sourceId,
    requested,
    signal,
  });
  if (answer.state !== 'read') throw new Error(answer.state);
  return answer.report;
}

describe('the report of a source', () => {
  it('tells what was captured long after Coveo has dropped the rows, and concludes nothing from the rest', async () => {
    const { client, sourceId, control } = await sandboxWith('metadata-too-large');
    const now = async (advanceMs: number) =>
      control('POST', '/organizations/under-test/clock', { advanceMs });
    await look(client, sourceId);
    await now(20 * DAY_MS);
    const report = await reportOf(client, sourceId);
    const looked = report.days.filter(({ verdict }) => verdict !== null);
    expect(looked.map(({ day, verdict, looks }) => [day, verdict, looks])).toEqual([
      ['2026-11-22', 'failing', { looking: 1, capture: 0 }],
    ]);
    expect(report.asOf).toBe('2026-12-12T16:00:30.000Z');
    expect(report.window).toEqual({ from: '2026-11-13T00:00:00.000Z', to: '2026-12-12T16:00:00.000Z' });
    expect(report.days.filter(({ observed }) => observed === 'all').map(({ day }) => day.slice(8))).toEqual([
      '13',
      '14',
      '15',
      '16',
      '17',
      '18',
      '19',
      '20',
      '21',
    ]);
    expect(report.days.slice(10).map(({ observed, pushed, verdict }) => [observed, pushed, verdict])).toEqual(
      Array.from({ length: 20 }, () => ['none', null, null]),
    );
    expect(report.gaps.at(-1)?.to).toBe(report.window.to);
    expect(report.runs.length).toBeGreaterThan(0);
    expect(report.issues).toMatchObject([{ problem: 'metadata-too-large', state: 'open' }]);
    expect(report.activitiesRead).toEqual([report.window]);
    expect(report.notRead).toEqual([]);
  });

  it('says which call failed, and is made of the rest', async () => {
    const { client, sourceId, control } = await sandboxWith('healthy');
    await control('POST', '/organizations/under-test/faults', { operation: 'activities.list', status: 403 });
    const report = await reportOf(client, sourceId, { from: '2026-11-21', to: '2026-11-22' });
    expect([report.activitiesRead, report.notRead]).toEqual([
      [],
      [
        {
          call: 'activities.list',
          ...report.window,
          state: 'refused',
          rows: 0,
          request: expect.stringMatching(/^POST /),
          status: 403,
          requestId: expect.any(String),
          why: expect.stringMatching(/^Coveo answered 403/),
        },
      ],
    ]);
  });

  it('is there for a source that Coveo no longer knows, as long as something is kept of it', async () => {
    const { client, sourceId, control } = await sandboxWith('metadata-too-large');
    await look(client, sourceId);
    await control('POST', '/organizations/under-test/faults', { operation: 'sources.get', status: 404 });
    const report = await reportOf(client, sourceId);
    expect(report.issues.length).toBe(1);
    expect(report.notRead).toMatchObject([{ call: 'sources.get', status: 404 }]);
    const access = { ok: true as const, client, digest: 'digest' };
    expect(await readReport({ access, sourceId: 'never-there', requested: ALL, signal })).toEqual({
      state: 'no such source',
      answer: expect.objectContaining({
        call: 'sources.get',
        status: 404,
        requestId: expect.stringMatching(/./),
      }),
    });
  });

  it('of a time that makes no sense asks nobody', async () => {
    const { client, sourceId, asked } = await sandboxWith('healthy');
    const access = { ok: true as const, client, digest: 'digest' };
    const requested = { from: 'yesterday', to: null };
    expect(await readReport({ access, sourceId, requested, signal })).toMatchObject({ state: 'bad window' });
    expect(asked).toEqual([]);
  });
});

describe('the health of a window that begins before the live logs', () => {
  it('is told by day, with what was captured, and keeps its verdict', async () => {
    const { client, sourceId, control } = await sandboxWith('metadata-too-large');
    await look(client, sourceId);
    await control('POST', '/organizations/under-test/clock', { advanceMs: 16 * DAY_MS });
    processWide().scans.clear();
    const answer = await look(client, sourceId, { from: '2026-11-15T07:00:00Z', to: null });
    if (answer.state !== 'read') throw new Error(answer.state);
    const { window, timeline, judged, asOf } = answer.health;
    expect([asOf, window.from, timeline.bucketMs, timeline.buckets.length]).toEqual([
      '2026-12-08T16:00:30.000Z',
      '2026-11-15T00:00:00.000Z',
      DAY_MS,
      24,
    ]);
    expect(timeline.captured).toEqual({
      stretches: [{ from: '2026-11-15T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' }],
      unobserved: [{ from: '2026-11-22T15:00:00.000Z', to: judged.from }],
    });
    const days = Object.values(timeline.lanes.outcomes).map((counts) => counts.slice(0, 7));
    expect(days.flat().some((count) => count > 0)).toBe(true);
  });
});
