import { describe, expect, it } from 'vitest';
import { type BuiltStretch, buildCounted, COUNTED_PARTS } from '@/lib/evidence/counted-builder';
import { buildEvidence, buildRow, NOW, nights } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { HOUR_MS, toIso, toMs } from '@/lib/evidence/time';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { massDeletion } from './mass-deletion';

const NIGHTS = nights(8);
const at = (from: string, ms: number) => toIso(toMs(from) + ms);
const BATCHES = NIGHTS.flatMap((night) => [
  buildRow({ at: night, task: 'CONSUMING_BATCH', operation: 'BATCH_FILE', item: `file-${night}` }),
]);
const olderThan = (when: string) => buildRow({ at: when, operation: 'DELETE_OLDER_THAN' });
const CLEANED = '2026-11-22T02:30:00.000Z';

type Night = Omit<BuiltStretch, 'from' | 'to'>;

/** Two hours of each night, and the silence after it. */
function nightly(given: readonly Night[]): BuiltStretch[] {
  return NIGHTS.flatMap((night, index) => {
    const end = at(night, 2 * HOUR_MS);
    return [
      { from: night, to: end, ...given[index] },
      { from: end, to: NIGHTS[index + 1] ?? NOW },
    ];
  });
}

const look = (given: readonly Night[], items: number | null, rows: readonly LogRow[] = []) =>
  lookAt(nightly(given), items, rows);

function lookAt(stretches: readonly BuiltStretch[], items: number | null, rows: readonly LogRow[] = []) {
  const { source } = buildEvidence();
  return lookLive(massDeletion, {
    rows: [...BATCHES, ...rows],
    source: source && { ...source, items },
    counted: buildCounted(stretches),
    parts: COUNTED_PARTS,
  });
}

const USUAL = { added: 10, updated: 990, removed: 10 };
const WEEK = Array.from({ length: 7 }, () => USUAL);
const notChecked = (why: string) => ({
  ...CLEAR,
  notChecked: [{ problem: 'mass-deletion', title: massDeletion.words.title, why }],
});

const FOUND: Finding = {
  problem: 'mass-deletion',
  key: '',
  title: 'At least about 590 delete operations within a day that no add since makes up for',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'possible',
  confidenceReason:
    'There are too many rows to read each: the numbers are about, from Coveo’s counts. These are operations, not items: deletes of the same items more than once would look the same. That they were not meant is inferred from their number.',
  count: 590,
  unit: 'operations',
  firstSeen: '2026-11-22T02:00:00.000Z',
  lastSeen: '2026-11-22T04:00:00.000Z',
  evidence: [olderThan(CLEANED)],
  evidenceTotal: 1,
  rows: refsTo([olderThan(CLEANED)]),
  activities: [],
  items: { sample: [], total: 0, lost: null },
  text: 'Coveo counts about 600 delete operations from Sun 22 Nov 02:00 UTC to Sun 22 Nov 04:00 UTC, and about 10 that may have added items in that time and since. At least about 590 are not made up for: were each of another item, 59 % of what the source held. It holds 400 items now. The last delete older than near it is that of Sun 22 Nov 02:30 UTC. Which items they are only their rows tell.',
  assumptions: [
    'Far above normal is over 5 times the median of the other days, and from 20 % of the items on.',
    'An item that the index does not hold is taken to come as ADD, where a source has both ADD and UPDATE.',
  ],
};

describe('a mass deletion by counts', () => {
  it('is found where far more was deleted than was added since, with the request before it', () => {
    const broken = { added: 10, updated: 390, removed: 600 };
    expect(look([...WEEK, broken], 400, [olderThan(CLEANED)])).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it('costs nothing any more once a run as usual has come since, and it added few of them', () => {
    const twice = { added: 10, updated: 990, removed: 600 };
    expect(look([...WEEK.slice(1), twice, USUAL], 1_000)).toEqual({
      ...CLEAR,
      findings: [
        {
          ...FOUND,
          title: 'At least about 580 delete operations within a day that no add since makes up for',
          severity: 'info',
          impact: null,
          count: 580,
          firstSeen: '2026-11-21T02:00:00.000Z',
          lastSeen: '2026-11-21T04:00:00.000Z',
          evidence: [],
          evidenceTotal: 0,
          rows: [],
          text: 'Coveo counts about 600 delete operations from Sat 21 Nov 02:00 UTC to Sat 21 Nov 04:00 UTC, and about 20 that may have added items in that time and since. At least about 580 are not made up for: were each of another item, 36 % of what the source held. It holds 1,000 items now. No delete older than came near it: a delete with children, or deletes one by one. Which items they are only their rows tell. A run as usual began Sun 22 Nov 02:00 UTC, and did not add as many again: most likely the deletes were meant, or items were deleted more than once.',
        },
      ],
    });
    const broken = { added: 10, updated: 390 };
    const openAfter = [
      [...WEEK.slice(1), twice, broken],
      [...WEEK.slice(4), twice, broken, broken, broken, broken],
    ];
    for (const given of openAfter) {
      const [found] = look(given, 1_000).findings;
      expect([found?.severity, found?.impact]).toEqual(['warning', 'degraded']);
    }
  });

  it.each([
    ['each night removes what is old', [...WEEK, USUAL], 1_000],
    ['each night removes as many', Array.from({ length: 8 }, () => ({ added: 500, removed: 500 })), 500],
    ['few were deleted of many', [...WEEK, { updated: 900, removed: 150 }], 5_000],
  ])('is none where %s', (_, given, items) => {
    expect(look(given, items)).toEqual(CLEAR);
  });

  it('is not checked where as much was added as was deleted: the same items, or others', () => {
    const exchanged = { added: 610, updated: 390, removed: 600 };
    expect(look([...WEEK, exchanged], 1_000)).toEqual(
      notChecked(
        'Rows were counted, not read: about 600 items were deleted from Sun 22 Nov 02:00 UTC to Sun 22 Nov 04:00 UTC, far more than usual, and about 610 were added in that time and since. Whether these are the same items only their rows tell.',
      ),
    );
  });

  it('is not checked where any push may have brought the items back, because the source tells no adds apart', () => {
    const given = [...WEEK.map(() => ({ updated: 1_000, removed: 10 })), { updated: 700, removed: 600 }];
    expect(look(given, 400).findings).toEqual([]);
    expect(look(given, 400).notChecked.length).toBe(1);
  });

  it('is not checked where the deletes of days were counted as one', () => {
    const stretches = [
      { from: '2026-11-08T12:00:00.000Z', to: '2026-11-15T00:00:00.000Z', updated: 5_000, removed: 2_100 },
      { from: '2026-11-15T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z', updated: 5_000, removed: 2_100 },
      { from: '2026-11-22T00:00:00.000Z', to: NOW, updated: 900 },
    ];
    expect(lookAt(stretches, 1_000).notChecked.map(({ why }) => why)).toEqual([
      'Rows were counted, not read: about 2,100 items were deleted from Sun 8 Nov 12:00 UTC to Sun 15 Nov 00:00 UTC, counted as one stretch, and whether on one day is not known.',
    ]);
  });

  it('is not checked where the number of items was not read', () => {
    expect(look([...WEEK, USUAL], null)).toEqual(
      notChecked('The number of items in the source was not read.'),
    );
  });
});

describe('a mass deletion that leaves no rows', () => {
  const nightsOf = (newest: number) => [...WEEK.map(() => ({ updated: 1_000 })), { updated: newest }];

  it('is told by the items left after a run that broke off and a delete older than', () => {
    expect(look(nightsOf(400), 400, [olderThan(CLEANED)])).toEqual({
      ...CLEAR,
      findings: [
        {
          ...FOUND,
          title: 'About 600 items deleted and not pushed again',
          count: 600,
          unit: 'items',
          confidence: 'likely',
          confidenceReason:
            'This source leaves no row for each deleted item, and there are too many rows to read each: it is inferred from the number that is left.',
          firstSeen: CLEANED,
          lastSeen: CLEANED,
          text: 'A run usually indexes about 1,000 items, and the run of Sun 22 Nov 02:00 UTC, about 400; Coveo counts 400 in the source now, 10 h after it began. The last request that may have removed the others is the delete older than of Sun 22 Nov 02:30 UTC.',
          assumptions: ['A difference counts from 20 % and 10 items on.'],
        },
      ],
    });
  });

  it('is possible where a run pushed as usual, and the source holds far fewer', () => {
    const [found] = look(nightsOf(1_000), 300, [olderThan(CLEANED)]).findings;
    expect([found?.title, found?.confidence, found?.text]).toEqual([
      'About 700 items deleted and not pushed again',
      'possible',
      'Counted are the run of Sun 22 Nov 02:00 UTC, about 1,000 indexed; Coveo counts 300 in the source now, 10 h after it began. The last request that may have removed the others is the delete older than of Sun 22 Nov 02:30 UTC.',
    ]);
  });

  it.each([
    ['the source holds what the run pushed', nightsOf(1_000), 1_000, [olderThan(CLEANED)]],
    ['nothing asked for deletes', nightsOf(400), 400, []],
    ['the run broke off, and what was there is still', nightsOf(400), 1_000, [olderThan(CLEANED)]],
  ])('is none where %s', (_, given, items, rows) => {
    expect(look(given, items, rows)).toEqual(CLEAR);
  });
});
