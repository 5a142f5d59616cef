import { describe, expect, it } from 'vitest';
import { changeIssue } from './change-issue';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { mergeScan } from './merge-scan';
import { issuesOfTime } from './source-issues';
import { embeddedEngine, postgresEngine } from './store-under-test';

const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };

describe.each([embeddedEngine(), postgresEngine()])('the issues of a time on $name', (engine) => {
  let database: Database;
  eachOnEmptyStore(engine, (empty) => {
    database = empty;
  });

  /** Opens an issue that was seen once on each of two days, and gives its id. */
  const opened = async (problem: string, first: string, last: string, over: object = {}): Promise<string> => {
    const at = [first, last].map((day) => `${day}T02:00:00.000Z`);
    const [merged] = await mergeScan(database, {
      ...PLACE,
      sourceName: 'Products',
      at: '2026-11-22T03:00:00.000Z',
      sightings: [
        {
          problem,
          key: '',
          title: `Seen from ${first}`,
          severity: 'error',
          unit: 'rows',
          firstSeen: at[0] ?? '',
          lastSeen: at[1] ?? '',
          rows: at.map((one) => ({ guid: `${problem} ${one}`, at: one })),
          captured: null,
        },
      ],
      ...over,
    });
    return merged?.id ?? '';
  };
  const time = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-15T00:00:00.000Z' };

  it('are those that were seen or resolved in it, last seen first, of this source only', async () => {
    const inside = await opened('inside', '2026-11-08', '2026-11-11');
    const resolved = await opened('resolved', '2026-11-01', '2026-11-02');
    await opened('before', '2026-11-01', '2026-11-09');
    await opened('after', '2026-11-15', '2026-11-16');
    await opened('elsewhere', '2026-11-11', '2026-11-12', { source: 'y-acme' });
    await changeIssue(database, {
      id: resolved,
      who: 'jo',
      at: '2026-11-12T09:00:00.000Z',
      seen: 1,
      change: { kind: 'resolved' },
    });
    const line = { sourceName: 'Products', severity: 'error', unit: 'rows', count: 2, regressedAt: null };
    expect(await issuesOfTime(database, PLACE, time, 10)).toEqual({
      issues: [
        {
          ...line,
          id: inside,
          problem: 'inside',
          title: 'Seen from 2026-11-08',
          state: 'open',
          firstSeen: '2026-11-08T02:00:00.000Z',
          lastSeen: '2026-11-11T02:00:00.000Z',
          resolvedAt: null,
        },
        {
          ...line,
          id: resolved,
          problem: 'resolved',
          title: 'Seen from 2026-11-01',
          state: 'resolved',
          firstSeen: '2026-11-01T02:00:00.000Z',
          lastSeen: '2026-11-02T02:00:00.000Z',
          resolvedAt: '2026-11-12T09:00:00.000Z',
        },
      ],
      total: 2,
    });
  });

  it('are counted where not all are listed', async () => {
    await opened('first', '2026-11-11', '2026-11-11');
    await opened('second', '2026-11-12', '2026-11-12');
    const { issues, total } = await issuesOfTime(database, PLACE, time, 1);
    expect([issues.map(({ problem }) => problem), total]).toEqual([['second'], 2]);
  });
});
