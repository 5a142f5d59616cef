import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { keepCapture } from '@/lib/store/source-days';
import { captureSource } from './capture-source';
import { freshProcess } from './process-store-under-test';
import { readHealth } from './read-health';
import { readSourceDays } from './read-source-days';
import { processStore } from './store';

const DAY_MS = 86_400_000;

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await clear();
});

const accessOf = (client: CoveoClient) => ({ ok: true, client, digest: 'digest' }) as const;
const live = () => new AbortController().signal;

function look(client: CoveoClient, sourceId: string, signal = live()) {
  return readHealth({
    access: accessOf(client),
    sourceId,
    requested: { from: null, to: null },
    refresh: true,
    signal,
    onEvent: () => {},
  });
}

async function captured(client: CoveoClient, sourceId: string) {
  const answer = await captureSource(accessOf(client), sourceId, live());
  if (answer.status !== 200) throw new Error(answer.detail);
  return answer.captured;
}

/** Every day that is kept of a source. */
const daysOf = ({ region, organization }: CoveoClient, source: string) =>
  readSourceDays(
    { region, organization, source },
    { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' },
  );

const shown = (days: Awaited<ReturnType<typeof daysOf>>) => days.map(({ look: _, looks: __, ...day }) => day);

describe('looking at a source', () => {
  it('keeps its days: what entered, what became of it, the runs, and the look', async () => {
    const { client, sourceId } = await sandboxWith('metadata-too-large');
    const answer = await look(client, sourceId);
    if (answer.state !== 'read') throw new Error(answer.state);
    const { health } = answer;
    const days = await daysOf(client, sourceId);
    expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([15, '2026-11-08', '2026-11-22']);
    const before = days.find(({ day }) => day === '2026-11-20');
    const [run] = before?.runs ?? [];
    expect(before).toEqual({
      day: '2026-11-20',
      observed: [{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' }],
      pushes: { ADD: 89, UPDATE: 511 },
      batches: { BATCH_FILE: 5, DELETE_OLDER_THAN: 1 },
      outcomes: { indexed: 513, rejected: 87, deleted: 2 },
      runs: [{ start: run?.start, end: run?.end, pushed: 600, indexed: 513, failed: 87 }],
      look: null,
      looks: { looking: 0, capture: 0 },
    });
    expect(days.at(-1)?.looks).toEqual({ looking: 1, capture: 0 });
    expect(days.at(-1)?.look).toEqual({
      at: health.asOf,
      by: 'looking',
      verdict: 'failing',
      reasons: health.reasons.map(({ text }) => text),
      items: health.ledger.items,
      findings: health.findings.map(({ problem, title, severity, count, unit, issue }) => ({
        problem,
        title,
        severity,
        count,
        unit,
        issue: issue?.id,
      })),
      complete: true,
      notRead: [],
    });
  });

  it('again doubles nothing but the number of looks, and gives only the days that were asked for', async () => {
    const { client, sourceId } = await sandboxWith('metadata-too-large');
    await look(client, sourceId);
    const first = await daysOf(client, sourceId);
    await look(client, sourceId);
    const second = await daysOf(client, sourceId);
    expect(shown(second)).toEqual(shown(first));
    expect(second.at(-1)?.looks).toEqual({ looking: 2, capture: 0 });
    const { region, organization } = client;
    const window = { from: '2026-11-19T23:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
    expect(await readSourceDays({ region, organization, source: sourceId }, window)).toEqual(
      second.slice(11, 13),
    );
    expect(await readSourceDays({ region, organization, source: 'a\0b' }, window)).toEqual([]);
  });

  it('weeks later keeps the days that Coveo has dropped, and adds the new ones', async () => {
    const { client, sourceId, control } = await sandboxWith('healthy');
    await look(client, sourceId);
    const first = await daysOf(client, sourceId);
    await control('POST', '/organizations/under-test/clock', { advanceMs: 20 * DAY_MS });
    await look(client, sourceId);
    const second = await daysOf(client, sourceId);
    expect(shown(second).slice(0, 15)).toEqual(shown(first));
    expect(second.slice(15).map(({ day }) => day)[0]).toBe('2026-11-28');
  });

  it('that was stopped keeps nothing', async () => {
    const { client, sourceId } = await sandboxWith('healthy');
    const ended = new AbortController();
    ended.abort();
    await look(client, sourceId, ended.signal);
    expect(await daysOf(client, sourceId)).toEqual([]);
  });

  it('of which Coveo answered nothing keeps nothing: nobody said that the token may', async () => {
    const { client: answered, sourceId } = await sandboxWith('healthy');
    const client = { ...answered, fetch: async () => new Response('{}', { status: 500 }) };
    await look(client, sourceId);
    expect(await daysOf(client, sourceId)).toEqual([]);
    expect(await captureSource(accessOf(client), sourceId, live())).toEqual({
      status: 502,
      detail: expect.stringMatching(
        /^Nothing could be read of the source, and nothing is kept\. Coveo answered 500 for the source \(Sources API\)\.$/,
      ),
    });
  });

  it('whose rows could not be read keeps the look, and no day as observed', async () => {
    const { client, sourceId, control } = await sandboxWith('healthy');
    await control('POST', '/organizations/under-test/faults', {
      operation: 'logs.list',
      status: 403,
      body: {},
    });
    await look(client, sourceId);
    const days = await daysOf(client, sourceId);
    expect(days.map(({ day, observed, look }) => [day, observed, look?.verdict, look?.complete])).toEqual([
      ['2026-11-22', [], 'unknown', false],
    ]);
    expect(days[0]?.look?.notRead).toEqual([
      expect.stringMatching(
        /^Not read whole: rows that are not COMPLETED, rows of batches, all log rows, counts of log rows by stretches\. /,
      ),
    ]);
  });
});

describe('a capture', () => {
  it('reads anew, is told what the health says, and is counted apart', async () => {
    const { client, sourceId } = await sandboxWith('refresh-left-open');
    await look(client, sourceId);
    expect(await captured(client, sourceId)).toMatchObject({
      region: 'sandbox',
      organization: 'under-test',
      source: { id: sourceId },
      verdict: 'degraded',
      complete: true,
      stored: { state: 'stored' },
      page: `/o/sandbox/under-test/s/${sourceId}`,
    });
    const days = await daysOf(client, sourceId);
    expect([days.at(-1)?.looks, days.at(-1)?.look?.by]).toEqual([{ looking: 1, capture: 1 }, 'capture']);
  });

  it('that joins the scan of somebody who looks is a look of its own', async () => {
    const { client, sourceId, asked } = await sandboxWith('healthy');
    await look(client, sourceId);
    const scans = () => asked.filter((path) => path.endsWith(`/sources/${sourceId}`)).length;
    expect(scans()).toBe(1);
    await Promise.all([look(client, sourceId), captured(client, sourceId)]);
    expect(scans()).toBe(2);
    expect((await daysOf(client, sourceId)).at(-1)?.looks).toEqual({ looking: 2, capture: 1 });
  });

  it('of a source that is not there, or that was ended, says so', async () => {
    const { client, sourceId } = await sandboxWith('healthy');
    expect(await captureSource(accessOf(client), 'nobody', live())).toEqual({
      status: 404,
      detail: expect.stringMatching(
        /^Coveo knows no source nobody: it answered 404 for sources\.get\. Coveo’s request id: \S+\.$/,
      ),
    });
    expect(await captureSource(accessOf(client), sourceId, AbortSignal.abort())).toEqual({
      status: 503,
      detail: 'The capture was ended before it was whole.',
    });
  });

  it('that the store does not take is told with why', async () => {
    const { client, sourceId } = await sandboxWith('healthy');
    vi.spyOn(console, 'error').mockReturnValue();
    const full = Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' });
    const write = vi.spyOn(await processStore(), 'write').mockRejectedValue(full);
    expect((await captured(client, sourceId)).stored).toEqual({
      state: 'not stored',
      why: 'The disk of Pushscope’s store is full or fails. Nothing was stored.',
    });
    expect(await daysOf(client, sourceId)).toEqual([]);
    write.mockRestore();
  });
});

describe('days that are older than PUSHSCOPE_KEEP_DAYS', () => {
  const place = { region: 'us', organization: 'acme', source: 'x-acme' };
  /** The days that are left of another source after a look, when this machine believes that it is `now`. */
  const left = async (now: number, advanceMs: number) => {
    const { client, sourceId, control } = await sandboxWith('healthy');
    await control('POST', '/organizations/under-test/clock', { advanceMs });
    const database = await processStore();
    const content = {};
    await database.write((transaction) =>
      keepCapture(transaction, database, place, {
        days: ['2026-09-01', '2026-11-20'].map((day) => ({ day, merge: () => content })),
        look: { at: '2026-11-20T12:00:00.000Z', by: 'looking', content },
        keepFrom: '2000-01-01',
      }),
    );
    vi.spyOn(Date, 'now').mockReturnValue(now);
    await look(client, sourceId);
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
    return (await readSourceDays(place, window)).map(({ day }) => day);
  };

  beforeEach(() => vi.stubEnv('PUSHSCOPE_KEEP_DAYS', '30'));

  it('are cleared away by the next look at any source', async () => {
    expect(await left(BEGINNING, 0)).toEqual(['2026-11-20']);
  });

  it.each([
    ['of the sandbox', BEGINNING, 390 * DAY_MS, ['2026-11-20']],
    ['of this machine', BEGINNING + 390 * DAY_MS, 0, ['2026-11-20']],
    ['of both, which then is the time', BEGINNING + 390 * DAY_MS, 390 * DAY_MS, []],
  ])('are told by the clock that is behind, where the clock %s is ahead', async (_, now, advanceMs, days) => {
    expect(await left(now, advanceMs)).toEqual(days);
  });
});
