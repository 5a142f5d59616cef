import { describe, expect, it } from 'vitest';
import type { Activity } from '@/lib/evidence/activity';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import type { Evidence } from '@/lib/evidence/evidence';
import {
  buildEvidence,
  buildKey,
  buildRow,
  missingPart,
  nights,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { HOUR_MS, toIso, toMs } from '@/lib/evidence/time';
import { changedAspects, type WhatChanged, whatChanged } from './what-changed';

const SOURCE = buildEvidence().source?.id ?? '';
const REJECTED = {
  task: 'MAPPING',
  result: 'REJECTED',
  meta: { errorMessage: 'Field price is not a number' },
};

function changedIn(evidence: Evidence): WhatChanged {
  return whatChanged(evidence, readPipeline(evidence), SOURCE);
}

function compared(evidence: Evidence): Extract<WhatChanged, { state: 'compared' }> {
  const changed = changedIn(evidence);
  if (changed.state !== 'compared') throw new Error(`${changed.state}: ${changed.why}`);
  return changed;
}

/** What is told to be different, in short. */
function told(evidence: Evidence): string[] {
  return changedAspects(compared(evidence)).map(({ name, good, newest }) => `${name}: ${good} -> ${newest}`);
}

/** Eight nights of 40 items; the newest ones are what a test makes of them. */
function nightsWith(newest: (at: string) => readonly LogRow[], count = 1): LogRow[] {
  const all = nights(8);
  return all.flatMap((at, index) => (index >= all.length - count ? [...newest(at)] : runRows(at, 40)));
}

/** The rows of a run with the same orderingId arithmetic in each: ids in ms of the row, moved and shaped by a test. */
function withIds(rows: readonly LogRow[], idOf: (atMs: number) => string): LogRow[] {
  return rows.map((row) => ({ ...row, meta: { orderingId: idOf(toMs(row.at)) } }));
}

describe('what changed since the last good run', () => {
  it('is nothing where the newest run is as the others are', () => {
    const changed = compared(buildEvidence({ rows: nightsWith((at) => runRows(at, 41)) }));
    expect([changedAspects(changed), changed.good.from, changed.newest.from]).toEqual([
      [],
      '2026-11-21T02:00:00.000Z',
      '2026-11-22T02:00:00.000Z',
    ]);
  });

  it('is a volume, an outcome and a kind of operation beyond the usual variation, with the numbers', () => {
    const rows = nightsWith((at) => [
      ...runRows(at, 20, (index) => (index < 4 ? REJECTED : undefined)),
      ...operationRows({
        item: 'https://example.com/gone',
        at: toIso(toMs(at) + 60_000),
        operation: 'DELETE',
      }),
    ]);
    expect(changedAspects(compared(buildEvidence({ rows })))).toEqual([
      { name: 'Pushed', good: '40', newest: '21', usual: '40', by: '47 % less', changed: true },
      { name: 'ADD pushed', good: '40', newest: '20', usual: '40', by: '50 % less', changed: true },
      { name: 'Indexed', good: '40', newest: '16', usual: '40', by: '60 % less', changed: true },
      { name: 'Rejected', good: '0', newest: '4', usual: '0', by: null, changed: true },
    ]);
  });

  it('passes over runs that lost something or had an unusual volume, and says how many', () => {
    const all = nights(8);
    const rows = all.flatMap((at, index) => {
      if (index === 5) return runRows(at, 12);
      return runRows(at, 40, (item) => (index >= 6 && item === 3 ? REJECTED : undefined));
    });
    const { good, why } = compared(buildEvidence({ rows }));
    expect([good.from, why]).toEqual([
      '2026-11-19T02:00:00.000Z',
      'The newest of 7 earlier runs of its kind in which no item was lost, with about the usual volume: 40 operations pushed, usually 40. Of the 2 runs since then, before the newest, 1 lost something and 1 had an unusual volume.',
    ]);
  });

  it('counts what a run mended itself as no loss', () => {
    const mended = (at: string) => [
      ...runRows(at, 40, (index) => (index === 3 ? REJECTED : undefined)),
      ...operationRows({ item: 'https://example.com/3', at: toIso(toMs(at) + 10 * 60_000) }),
    ];
    const rows = nights(8).flatMap((at, index) => (index === 6 ? mended(at) : runRows(at, 40)));
    expect(compared(buildEvidence({ rows })).good.from).toBe('2026-11-21T02:00:00.000Z');
  });

  it('is an hour of the day that is another, and not a few minutes', () => {
    const moved = (ms: number) =>
      told(buildEvidence({ rows: nightsWith((at) => runRows(toIso(toMs(at) + ms), 40)) }));
    expect([moved(20 * 60_000), moved(90 * 60_000)]).toEqual([[], ['Began: 02:00 UTC -> 03:30 UTC']]);
  });

  it.each([
    ['seconds', (ms: number) => String(Math.floor(ms / 1000)), 'seconds, about the time of its row'],
    ['a clock an hour ahead', (ms: number) => String(ms + HOUR_MS), 'milliseconds, 60 min ahead of its row'],
    ['another clock', () => '1234567890123456789', '19 digits'],
  ])('is the clock of the orderingIds: %s', (_, idOf, words) => {
    const ids = (rows: readonly LogRow[]) => withIds(rows, String);
    const all = nights(8);
    const rows = all.flatMap((at, index) =>
      index === 7 ? withIds(runRows(at, 40), idOf) : ids(runRows(at, 40)),
    );
    expect(told(buildEvidence({ rows }))).toEqual([
      `orderingId: milliseconds, about the time of its row -> ${words}`,
    ]);
  });

  it('is how many items a batch holds, where rows carry their batch’s request id; else that is not compared', () => {
    const batched = (at: string, sizes: readonly number[], named: boolean) => {
      const rows = runRows(
        at,
        sizes.reduce((sum, size) => sum + size, 0),
      );
      const owners = sizes.flatMap((size, batch) => Array.from({ length: size }, () => `${at} ${batch}`));
      const batches = sizes.map((_, batch) =>
        buildRow({
          at,
          task: 'CONSUMING_BATCH',
          operation: 'BATCH_FILE',
          item: `${at} file ${batch}`,
          requestId: `${at} ${batch}`,
        }),
      );
      return [
        ...batches,
        ...rows.map((row) => ({
          ...row,
          requestId: named ? (owners[Number(row.item?.split('/').at(-1))] ?? null) : null,
        })),
      ];
    };
    const evidence = (named: boolean) =>
      buildEvidence({
        rows: nights(8).flatMap((at, index) =>
          batched(at, index === 7 ? [10, 10, 5, 5, 5, 5] : [20, 20], named),
        ),
      });
    expect([told(evidence(true)), compared(evidence(false)).notKnown]).toEqual([
      ['Batches: 2 -> 6', 'Items per batch: 20 to 20, median 20 -> 5 to 10, median 5'],
      ['Items per batch', 'orderingId'],
    ]);
  });

  it('tells what people, keys and limits did between the two, and leaves out what is routine', () => {
    const activity = (at: string, operation: string, name: string, type = 'USER'): Activity =>
      buildActivity({
        id: `${operation} ${at}`,
        operation,
        startedAt: at,
        endedAt: at,
        by: { type, name },
        resourceId: SOURCE,
        resourceType: 'SOURCE',
      });
    const all = nights(8);
    const evidence = buildEvidence({
      rows: nightsWith((at) => runRows(at, 40)),
      keys: [
        buildKey(),
        buildKey({ id: 'key-2', name: 'New job', createdAt: '2026-11-21T09:00:00.000Z' }),
        buildKey({ id: 'key-3', name: 'Other', createdAt: '2026-11-21T09:00:00.000Z', edits: ['another'] }),
      ],
      activities: [
        ...all.map((at) => activity(at, 'FULL_REFRESH', 'Nightly job')),
        activity('2026-11-21T10:00:00.000Z', 'SOURCE_UPDATE', 'jo@example.com'),
        activity('2026-11-21T11:00:00.000Z', 'MAPPING_UPDATE', 'Coveo', 'SYSTEM'),
        activity('2026-11-21T12:00:00.000Z', 'LIMIT_REACHED', 'Coveo', 'SYSTEM'),
        activity('2026-11-21T13:00:00.000Z', 'LIMIT_REACHED', 'Coveo', 'SYSTEM'),
        activity('2026-11-22T09:00:00.000Z', 'REBUILD', 'after@example.com'),
      ].sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1)),
    });
    const once = (at: string, what: string, by: string | null, result: string | null) => ({
      at,
      lastAt: at,
      times: 1,
      what,
      by,
      result,
    });
    expect(compared(evidence).between).toEqual({
      changes: [
        once('2026-11-21T09:00:00.000Z', 'API key “New job” made', null, null),
        once('2026-11-21T10:00:00.000Z', 'SOURCE_UPDATE', 'jo@example.com', 'SUCCESS'),
        {
          ...once('2026-11-21T12:00:00.000Z', 'LIMIT_REACHED', 'Coveo', 'SUCCESS'),
          lastAt: '2026-11-21T13:00:00.000Z',
          times: 2,
        },
      ],
      routine: 1,
      notKnown: [],
    });
  });

  it('says what could not be read of what was done in between', () => {
    const gap = missingPart('Coveo answered 403.', 'activities.list', 403);
    const evidence = buildEvidence({
      rows: nightsWith((at) => runRows(at, 40)),
      keys: null,
      parts: { activities: gap },
    });
    expect(compared(evidence).notKnown).toEqual([
      'orderingId',
      'Activities (not all read)',
      'API keys (not read)',
    ]);
  });
});

describe('where there is nothing to compare', () => {
  it('says that no run was good, and which one lost the least', () => {
    const rows = nights(6).flatMap((at, night) =>
      runRows(at, 40, (index) => (index < (night === 2 ? 1 : 5) ? REJECTED : undefined)),
    );
    expect(changedIn(buildEvidence({ rows }))).toEqual({
      state: 'no good run',
      why: 'No good run in these 14 days: of 5 earlier runs of its kind, 5 lost something. The least was lost in that of Thu 19 Nov 02:00 UTC: 1 item.',
      newest: { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:00:39.000Z' },
    });
  });

  it('says that there was no earlier run', () => {
    expect(changedIn(buildEvidence({ rows: runRows('2026-11-22T02:00:00.000Z', 3) }))).toEqual({
      state: 'no good run',
      why: 'No earlier whole run was read in these 14 days.',
      newest: { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:00:02.000Z' },
    });
  });

  it('is not known where no run has settled, or not every row was read', () => {
    const gap = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    const rows = nights(4).flatMap((at) => runRows(at, 5));
    expect([
      changedIn(buildEvidence()),
      changedIn(buildEvidence({ rows, parts: { histories: gap } })),
    ]).toEqual([
      { state: 'not known', why: 'No run has settled in what was read.' },
      { state: 'not known', why: 'Coveo answered 403 for the log rows.' },
    ]);
  });
});
