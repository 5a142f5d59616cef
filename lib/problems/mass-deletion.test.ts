import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { massDeletion } from './mass-deletion';

const LAST = '2026-11-22T02:00:00.000Z';
const at = (from: string, ms: number) => toIso(toMs(from) + ms);
const holding = (items: number | null) => {
  const { source } = buildEvidence();
  return source && { ...source, items };
};
const url = (index: number) => `https://example.com/${index}`;
const olderThan = (when: string) => buildRow({ at: when, operation: 'DELETE_OLDER_THAN' });
/** The rows that removed items leave, one a second. */
const removed = (when: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) =>
    buildRow({
      at: at(when, index * 1000),
      item: url(from + index),
      operation: 'DELETE',
      task: 'INDEXING',
    }),
  );
/** Rows of a run of items with a name of their own. */
const renamed = (rows: readonly LogRow[]) =>
  rows.map((row) => ({
    ...row,
    item: row.item?.replace('example.com', 'other.example.com') ?? null,
    guid: `o${row.guid}`,
  }));

const BEFORE = nights(3, 1).flatMap((night) => runRows(night, 50));
const CLEANED = '2026-11-22T03:00:00.000Z';
/** The newest run pushes 20 of 50 items, and then deletes the others. */
const BROKEN = [...BEFORE, ...runRows(LAST, 20), olderThan(CLEANED)];
const GONE = removed('2026-11-22T03:00:01.000Z', 20, 50);

const FOUND: Finding = {
  problem: 'mass-deletion',
  key: '',
  title: '30 items deleted within a day, and not pushed again',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'likely',
  confidenceReason: 'The deletes are certain; that they were not meant is inferred from their number.',
  count: 30,
  unit: 'items',
  firstSeen: '2026-11-22T03:00:01.000Z',
  lastSeen: '2026-11-22T03:00:30.000Z',
  evidence: [...GONE].reverse(),
  evidenceTotal: 30,
  rows: refsTo([...GONE].reverse()),
  activities: [],
  items: {
    sample: Array.from({ length: 30 }, (_, n) => url(49 - n)),
    total: 30,
    lost: null,
    what: 'deleted and not indexed since',
  },
  text: 'Sun 22 Nov 03:00 UTC: 60 % of what the source held was deleted and not indexed since; it holds 20 items now. 30 follow the delete older than of Sun 22 Nov 03:00 UTC. The run before it, Sun 22 Nov 02:00 UTC, had pushed 20 items, the one of Sat 21 Nov 02:00 UTC 50: what it left out was deleted.',
  assumptions: [
    'Far above normal is over 5 times the median of the other days, and from 20 % of the items on.',
  ],
};

describe('a mass deletion is found', () => {
  it('with the delete older than that followed a small run', () => {
    expect(lookLive(massDeletion, { rows: [...BROKEN, ...GONE], source: holding(20) })).toEqual({
      ...CLEAR,
      findings: [FOUND],
    });
  });

  it('with the two jobs that delete what the other one pushed', () => {
    const other = renamed(runRows('2026-11-22T04:30:00.000Z', 20));
    const gone = removed('2026-11-22T05:00:01.000Z', 0, 50);
    const rows = [...BEFORE, ...runRows(LAST, 50), ...other, olderThan('2026-11-22T05:00:00.000Z'), ...gone];
    const [found] = lookLive(massDeletion, { rows, source: holding(20) }).findings;
    expect([found?.count, found?.text]).toEqual([
      50,
      'Sun 22 Nov 05:00 UTC: 71 % of what the source held was deleted and not indexed since; it holds 20 items now. 50 follow the delete older than of Sun 22 Nov 05:00 UTC. The run before it, Sun 22 Nov 04:30 UTC, and the one that had pushed these items, Sun 22 Nov 02:00 UTC, have hardly an item in common: most likely two jobs push to this source, and each deletes what the other one pushed.',
    ]);
  });

  it('with the delete of a parent, and with those that were asked for one by one', () => {
    const parent = buildRow({ at: CLEANED, item: 'https://example.com', operation: 'DELETE_AND_CHILDREN' });
    const children = removed('2026-11-22T03:00:01.000Z', 20, 50);
    const [byParent] = lookLive(massDeletion, {
      rows: [...BEFORE, ...runRows(LAST, 50), parent, ...children],
      source: holding(20),
    }).findings;
    expect(byParent?.text).toBe(
      'Sun 22 Nov 03:00 UTC: 60 % of what the source held was deleted and not indexed since; it holds 20 items now. 30 follow the delete with children of https://example.com of Sun 22 Nov 03:00 UTC.',
    );
    const single = children.flatMap((row) => [
      { ...row, at: at(row.at, -500), task: 'CONSUMING', guid: `c${row.guid}` },
      row,
    ]);
    const [one] = lookLive(massDeletion, {
      rows: [...BEFORE, ...runRows(LAST, 50), ...single],
      source: holding(20),
    }).findings;
    expect(one?.text).toBe(
      'Sun 22 Nov 03:00 UTC: 60 % of what the source held was deleted and not indexed since; it holds 20 items now. 30 were deleted one by one, by requests of their own.',
    );
  });

  it('as most likely meant where a full run since did not push the items again', () => {
    const older = removed('2026-11-20T03:00:01.000Z', 50, 80);
    const rows = [...BEFORE, ...runRows('2026-11-19T00:00:00.000Z', 80), ...runRows(LAST, 50), ...older];
    const [found] = lookLive(massDeletion, { rows, source: holding(50) }).findings;
    expect([found?.severity, found?.impact, found?.text]).toEqual([
      'info',
      null,
      'Fri 20 Nov 03:00 UTC: 37 % of what the source held was deleted and not indexed since; it holds 50 items now. No request was seen that explains them. A full run, Sat 21 Nov 02:00 UTC, did not push these items again: most likely the deletes were meant.',
    ]);
  });

  it('by what is left, where the source leaves no row for each deleted item', () => {
    const request = olderThan(CLEANED);
    expect(lookLive(massDeletion, { rows: BROKEN, source: holding(20) })).toEqual({
      ...CLEAR,
      findings: [
        {
          problem: 'mass-deletion',
          key: '',
          title: 'About 30 items deleted and not pushed again',
          severity: 'warning',
          impact: 'degraded',
          confidence: 'likely',
          confidenceReason:
            'This source leaves no row for each deleted item: it is inferred from the number that is left.',
          count: 30,
          unit: 'items',
          firstSeen: CLEANED,
          lastSeen: CLEANED,
          evidence: [request],
          evidenceTotal: 1,
          rows: refsTo([request]),
          activities: [],
          items: { sample: [], total: 0, lost: null },
          text: 'A run usually indexes about 50 items, and Coveo counts 20 in the source now. The last request that may have removed the others is the delete older than of Sun 22 Nov 03:00 UTC.',
          assumptions: ['A difference counts from 20 % and 10 items on.'],
        } satisfies Finding,
      ],
    });
  });
});

describe('a mass deletion is none', () => {
  const FULL = [...BEFORE, ...runRows(LAST, 50)];
  it.each([
    ['a few items go each night', [...FULL, olderThan(CLEANED), ...removed(CLEANED, 50, 53)], 50],
    [
      'items are deleted and pushed again',
      [...BEFORE, ...removed('2026-11-22T01:00:00.000Z', 0, 50), ...runRows(LAST, 50)],
      50,
    ],
    ['they are few of many', [...FULL, ...removed(CLEANED, 50, 62)], 500],
    [
      'so many go every night',
      [
        ...FULL,
        ...nights(14).flatMap((night, n) => removed(at(night, 3_600_000), 1000 + 20 * n, 1020 + 20 * n)),
      ],
      50,
    ],
    ['nothing was deleted', FULL, 50],
    ['no request can have deleted anything', [...BEFORE, ...runRows(LAST, 20)], 20],
  ])('when %s', (_, rows, items) => {
    expect(lookLive(massDeletion, { rows, source: holding(items) })).toEqual(CLEAR);
  });
});

describe('a mass deletion is not checked', () => {
  it.each([
    [
      'the number of items was not read',
      [...BROKEN, ...GONE],
      'The number of items in the source was not read.',
    ],
    ['nor without any deleted row', BROKEN, 'The number of items in the source was not read.'],
  ])('when %s', (_, rows, why) => {
    expect(lookLive(massDeletion, { rows })).toEqual({
      ...CLEAR,
      notChecked: [{ problem: 'mass-deletion', title: massDeletion.words.title, why }],
    });
  });

  it('when not every row was read', () => {
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(massDeletion, { rows: BROKEN, parts }).notChecked).toMatchObject([
      { problem: 'mass-deletion', why: 'Not all rows were read.' },
    ]);
  });
});
