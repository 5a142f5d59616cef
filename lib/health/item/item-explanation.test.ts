import { describe, expect, it } from 'vitest';
import { COMPLETE, type PartCoverage } from '@/lib/evidence/coverage';
import { buildRow, NOW, SOURCE_ID } from '@/lib/evidence/evidence-builder';
import type { ItemSearch } from '@/lib/evidence/item-observation';
import { listMatches } from './item-explanation';
import { MAX_MATCHES, MAX_STEPS } from './item-report';
import { answerOf, explain, ITEM, itemRow, observed, olderThan, push, whole } from './item-under-test';

const FIRST = '2026-11-20T02:00:00.000Z';
const NEXT = '2026-11-21T02:00:00.000Z';
const OUT_OF_SEQUENCE = { errorCode: 'OUT_OF_SEQUENCE_OPERATION' };
const REFUSED = { task: 'MAPPING', result: 'REJECTED', meta: { message: 'ODD VALUE' } } as const;
const PARTIAL: PartCoverage = { ...COMPLETE, state: 'partial', why: 'The budget of 5000 rows was used up.' };

function answer(...given: Parameters<typeof observed>): string {
  return answerOf(explain(observed(...given)));
}

describe('the answer on an item', () => {
  it('that was indexed claims no more than the logs show', () => {
    expect(answer(push(FIRST))).toBe(
      'indexed, certain: Indexed Fri 20 Nov 02:00 UTC, as far as the logs show.',
    );
  });

  it('that was indexed with a warning names the stage', () => {
    expect(answer(push(FIRST, { end: { task: 'MAPPING', result: 'WARNING' } }))).toBe(
      'indexed, certain: Indexed Fri 20 Nov 02:00 UTC, as far as the logs show, with a warning at MAPPING.',
    );
  });

  it('that was refused as it was added: not in the index, and why', () => {
    expect(answer(push(FIRST, { end: REFUSED }))).toBe(
      'refused, certain: Not in the index, as far as the logs show: refused at MAPPING on Fri 20 Nov 02:00 UTC, for a reason that no rule knows. The row says: “ODD VALUE”. Nothing of it was indexed since Sun 8 Nov 12:00 UTC; a version from before would leave no row.',
    );
  });

  it('whose update was refused does not deny that the index has it from before', () => {
    expect(answer(push(FIRST, { operation: 'UPDATE', end: { task: 'CONSUMING', result: 'ERROR' } }))).toBe(
      'refused, certain: Its newest push failed at CONSUMING on Fri 20 Nov 02:00 UTC, and the row gives no reason. The index may hold a version from before Sun 8 Nov 12:00 UTC, of which no row is left: Coveo calls the push an UPDATE, as it most likely does where it has the item.',
    );
  });

  it('that was indexed, and then refused, holds the older version', () => {
    expect(answer([...push(FIRST), ...push(NEXT, { operation: 'UPDATE', end: REFUSED })])).toBe(
      'older version, certain: Its newest push was refused at MAPPING on Sat 21 Nov 02:00 UTC, for a reason that no rule knows. The row says: “ODD VALUE”. The index holds it as it was indexed Fri 20 Nov 02:00 UTC, as far as the logs show.',
    );
  });

  it('that was refused and indexed since is indexed', () => {
    expect(answer([...push(FIRST, { end: REFUSED }), ...push(NEXT)])).toBe(
      'indexed, certain: Indexed Sat 21 Nov 02:00 UTC, as far as the logs show.',
    );
  });

  it('whose older operation came too late loses nothing by its refusal', () => {
    const newer = push('2026-11-20T02:00:05.000Z').map((row) => ({
      ...row,
      meta: { orderingId: '1795140004000' },
    }));
    const meta = { ...OUT_OF_SEQUENCE, orderingId: '1795140000000' };
    const older = push('2026-11-20T02:01:00.000Z', { end: { task: 'CONSUMING', result: 'REJECTED', meta } });
    expect(answer([...newer, ...older])).toBe(
      'indexed, certain: Indexed Fri 20 Nov 02:00 UTC, as far as the logs show. An operation with a lower orderingId was refused as out of sequence Fri 20 Nov 02:01 UTC: it was the older one, and nothing is lost by it.',
    );
  });

  it('whose refused operation cannot be told to be the older one holds what came before', () => {
    const meta = OUT_OF_SEQUENCE;
    const later = push(NEXT, { operation: 'UPDATE', end: { task: 'CONSUMING', result: 'REJECTED', meta } });
    expect(answer([...push(FIRST), ...later])).toBe(
      'older version, certain: Its newest push was refused at CONSUMING on Sat 21 Nov 02:00 UTC, because of “Out of sequence operation”. The row says: “OUT_OF_SEQUENCE_OPERATION”. The index holds it as it was indexed Fri 20 Nov 02:00 UTC, as far as the logs show.',
    );
  });

  it('that came in a minute ago is on its way', () => {
    expect(answer(push('2026-11-22T11:59:00.000Z').slice(0, 2))).toBe(
      'on its way, certain: On its way: it entered Sun 22 Nov 11:59 UTC and was last seen at PROCESSING, 59 s ago. Nothing of it was indexed since Sun 8 Nov 12:00 UTC; a version from before would leave no row.',
    );
  });

  it('that came in hours ago has most likely not come out', () => {
    expect(answer(push('2026-11-22T02:00:00.000Z', { end: null }))).toBe(
      'unfinished, likely: It entered Sun 22 Nov 02:00 UTC and has not come out: last seen at CONSUMING, 10 h ago, and no row says that it was indexed or refused. Nothing of it was indexed since Sun 8 Nov 12:00 UTC; a version from before would leave no row.',
    );
  });

  it('that usually takes an hour is still on its way after two', () => {
    const slow = push(FIRST).map((row) =>
      row.task === 'INDEXING' ? { ...row, at: '2026-11-20T03:00:00.000Z' } : row,
    );
    expect(explain(observed([...slow, ...push('2026-11-22T10:00:00.000Z', { end: null })])).state).toBe(
      'on its way',
    );
  });

  it('that was skipped says where', () => {
    expect(
      answer([
        itemRow({ at: FIRST, operation: 'UPDATE', result: 'SKIPPED', meta: { message: 'No such item.' } }),
      ]),
    ).toBe(
      'skipped, certain: Its newest push was skipped at CONSUMING on Fri 20 Nov 02:00 UTC, for a reason that no rule knows. The row says: “No such item.” The index may hold a version from before Sun 8 Nov 12:00 UTC, of which no row is left: Coveo calls the push an UPDATE, as it most likely does where it has the item.',
    );
  });

  it('that has no row was never seen, with what is nearly the same', () => {
    const last = itemRow({ at: FIRST, item: `${ITEM}/`, task: 'INDEXING' });
    const near = {
      items: [{ uri: `${ITEM}/`, how: 'with a slash at its end', rows: 2, last }],
      part: COMPLETE,
    };
    expect(answer([], { near: { items: [], part: COMPLETE } })).toBe(
      'never seen, certain: Never seen in the last 14 days: no log row of this source since Sun 8 Nov 12:00 UTC names exactly this item. Calls that the Push API refused leave no row.',
    );
    expect(answer([], { near })).toBe(
      'never seen, certain: Never seen in the last 14 days: no log row of this source since Sun 8 Nov 12:00 UTC names exactly this item. There are 2 rows for the same with a slash at its end. Calls that the Push API refused leave no row.',
    );
  });

  it('whose rows could not be read is not known', () => {
    expect(answer([], { part: { ...PARTIAL, state: 'missing', why: 'Coveo answered 403.' } })).toBe(
      'unknown, certain: Not known: its log rows could not all be read, and of those that were none is its own. Coveo answered 403.',
    );
  });

  it('of which a part was read says so', () => {
    expect(answer(push(FIRST), { part: PARTIAL })).toBe(
      'indexed, likely: Indexed Fri 20 Nov 02:00 UTC, as far as the logs show. Not every row of it was read, and what was not may say otherwise. The budget of 5000 rows was used up.',
    );
  });

  it('that only rows without an operation name is not known', () => {
    expect(answer([itemRow({ at: FIRST, task: 'EXTENSION' })])).toBe(
      'unknown, certain: Not known: of the 1 row that it has, none begins an operation on it or ends one.',
    );
  });
});

describe('the answer on a deleted item', () => {
  const removed = itemRow({ at: NEXT, operation: 'DELETE', task: 'INDEXING' });
  const entered = itemRow({ at: NEXT, operation: 'DELETE' });

  it('names the delete that was pushed for it', () => {
    const done = itemRow({ at: '2026-11-21T02:00:01.000Z', operation: 'DELETE', task: 'INDEXING' });
    expect(answer([...push(FIRST), entered, done])).toBe(
      'deleted, certain: Deleted Sat 21 Nov 02:00 UTC by a delete that was pushed for it.',
    );
  });

  it('says likely of the delete older than that stands before', () => {
    const deletions = whole([olderThan('2026-11-21T01:59:00.000Z')]);
    expect(answer([...push(FIRST), removed], { deletions, removedAround: 12 })).toBe(
      'deleted, certain: Deleted Sat 21 Nov 02:00 UTC, likely by the delete older than that was carried out Sat 21 Nov 01:59 UTC: it stands shortly before, and no delete was pushed for the item. In the hour from it on, the source has 12 rows of deletions at INDEXING.',
    );
  });

  it('says that no cause was read where none was', () => {
    expect(answer([...push(FIRST), removed], { deletions: { rows: [], part: PARTIAL } })).toBe(
      'deleted, certain: Deleted Sat 21 Nov 02:00 UTC by an operation that was not pushed for it: which one, the rows that were read do not show. Not all of its deletions were read. The budget of 5000 rows was used up.',
    );
  });

  it('takes the word of a row of the item itself', () => {
    const named = itemRow({ at: NEXT, operation: 'DELETE_OLDER_THAN', task: 'INDEXING' });
    expect(answer([...push(FIRST), named])).toBe(
      'deleted, certain: Deleted Sat 21 Nov 02:00 UTC by a delete older than, as its own row says.',
    );
  });

  it('is none of a deletion itself, whose rows stand under an id of its own', () => {
    expect(answer([itemRow({ at: NEXT, operation: 'DELETE_OLDER_THAN' })])).toBe(
      'unknown, certain: Not known: of the 1 row that it has, none begins an operation on it or ends one.',
    );
  });

  it('infers a deletion that left no row from the orderingIds', () => {
    const rows = push(FIRST).map((row) => ({ ...row, meta: { orderingId: '1795140000000' } }));
    expect(answer(rows, { deletions: whole([olderThan(NEXT, '1795226400000')]) })).toBe(
      'deleted, likely: Likely deleted Sat 21 Nov 02:00 UTC by the delete older than that was carried out Sat 21 Nov 02:00 UTC: its orderingId 1795226400000 is above the item’s, 1795140000000. No row of the item itself shows it.',
    );
  });

  it('that was pushed again and refused says both', () => {
    const rows = [...push(FIRST), removed, ...push('2026-11-21T03:00:00.000Z', { end: REFUSED })];
    expect(answer(rows)).toBe(
      'refused, certain: Not in the index, as far as the logs show: refused at MAPPING on Sat 21 Nov 03:00 UTC, for a reason that no rule knows. The row says: “ODD VALUE”. Before that it was deleted Sat 21 Nov 02:00 UTC by an operation that was not pushed for it: which one, the rows that were read do not show.',
    );
  });

  describe('whose newest push had not got there when another operation took the older version', () => {
    const tried = (how: Parameters<typeof push>[1]) => push('2026-11-21T01:30:00.000Z', how);

    it('is not in the index for the refusal', () => {
      const rows = [...push(FIRST), ...tried({ operation: 'UPDATE', end: REFUSED }), removed];
      expect(answer(rows)).toBe(
        'refused, certain: Not in the index, as far as the logs show: refused at MAPPING on Sat 21 Nov 01:30 UTC, for a reason that no rule knows. The row says: “ODD VALUE”. What the index had of it before was deleted Sat 21 Nov 02:00 UTC by an operation that was not pushed for it: which one, the rows that were read do not show.',
      );
    });

    it('is not in the index because it never came out, and the delete older than lies between both versions', () => {
      const versions = [
        ...push(FIRST).map((row) => ({ ...row, meta: { orderingId: '1795140000000' } })),
        ...tried({ end: null }).map((row) => ({ ...row, meta: { orderingId: '1795224600000' } })),
      ];
      const deletions = whole([olderThan('2026-11-21T01:59:00.000Z', '1795224000000')]);
      expect(answer([...versions, removed], { deletions })).toBe(
        'unfinished, likely: It entered Sat 21 Nov 01:30 UTC and has not come out: last seen at CONSUMING, 35 h ago, and no row says that it was indexed or refused. What the index had of it before was deleted Sat 21 Nov 02:00 UTC, likely by the delete older than that was carried out Sat 21 Nov 01:59 UTC: it stands shortly before, and no delete was pushed for the item.',
      );
    });

    it('was deleted where the refused one was the older one', () => {
      const rows = [
        ...push('2026-11-21T01:30:05.000Z').map((row) => ({ ...row, meta: { orderingId: '1795224604000' } })),
        ...push('2026-11-21T01:30:09.000Z', { end: { task: 'CONSUMING', result: 'REJECTED' } }).map(
          (row) => ({ ...row, meta: { ...OUT_OF_SEQUENCE, orderingId: '1795224603000' } }),
        ),
        removed,
      ];
      expect(answer(rows)).toMatch(/^deleted, certain: Deleted Sat 21 Nov 02:00 UTC by an operation/);
    });

    it('was deleted where the delete older than lies above both versions', () => {
      const rows = [
        ...push(FIRST).map((row) => ({ ...row, meta: { orderingId: '1795140000000' } })),
        ...tried({ end: { task: 'MAPPING', result: 'REJECTED', meta: { orderingId: '1795224600000' } } }).map(
          (row) => ({ ...row, meta: { orderingId: '1795224600000' } }),
        ),
      ];
      const deletions = whole([olderThan('2026-11-21T01:59:00.000Z', '1795226000000')]);
      expect(answer([...rows, removed], { deletions })).toMatch(
        /^deleted, certain: Deleted Sat 21 Nov 02:00 UTC, likely by/,
      );
      expect(answer(rows, { deletions })).toMatch(/^deleted, likely: Likely deleted Sat 21 Nov 01:59 UTC by/);
    });

    it('was deleted where all below its parent was', () => {
      const parent = itemRow({
        at: '2026-11-21T01:59:00.000Z',
        item: 'https://example.com/docs',
        operation: 'DELETE_AND_CHILDREN',
      });
      const rows = [...push(FIRST), ...tried({ end: REFUSED }), removed];
      expect(answer(rows, { deletions: whole([parent]) })).toMatch(
        /^deleted, certain: Deleted Sat 21 Nov 02:00 UTC, likely by the delete with children of/,
      );
    });

    it('was deleted where a delete was pushed for it since', () => {
      const done = itemRow({ at: '2026-11-21T02:00:01.000Z', operation: 'DELETE', task: 'INDEXING' });
      expect(answer([...push(FIRST), ...tried({ end: REFUSED }), entered, done])).toBe(
        'deleted, certain: Deleted Sat 21 Nov 02:00 UTC by a delete that was pushed for it.',
      );
    });

    it('was deleted where a delete that was refused came before', () => {
      const refused = {
        ...entered,
        at: '2026-11-21T01:30:00.000Z',
        result: 'REJECTED',
        meta: OUT_OF_SEQUENCE,
      };
      expect(answer([...push(FIRST), refused, removed])).toMatch(
        /^deleted, certain: Deleted Sat 21 Nov 02:00/,
      );
    });
  });

  it('that was pushed again and indexed is indexed', () => {
    expect(answer([...push(FIRST), removed, ...push('2026-11-21T03:00:00.000Z')])).toBe(
      'indexed, certain: Indexed Sat 21 Nov 03:00 UTC, as far as the logs show.',
    );
  });

  it('whose delete left no last row says that it most likely was carried out', () => {
    expect(answer([...push(FIRST), entered])).toBe(
      'being deleted, likely: A delete of it entered Sat 21 Nov 02:00 UTC. No row says that it was carried out: which rows a delete leaves is not published, so most likely it was. It had been indexed Fri 20 Nov 02:00 UTC.',
    );
  });

  it('whose delete was refused is still there', () => {
    expect(answer([...push(FIRST), { ...entered, result: 'REJECTED', meta: OUT_OF_SEQUENCE }])).toBe(
      'indexed, certain: A delete of it was refused at CONSUMING on Sat 21 Nov 02:00 UTC, because of “Out of sequence operation”. The row says: “OUT_OF_SEQUENCE_OPERATION”. The index holds it as it was indexed Fri 20 Nov 02:00 UTC, as far as the logs show.',
    );
  });
});

describe('the history of an item', () => {
  it('tells operations apart, newest first, with the times between their rows', () => {
    const failed = push(NEXT, { operation: 'UPDATE', end: REFUSED });
    const issue = { id: 'abc234def567', state: 'open', count: 3 } as const;
    const refused = failed.at(-1);
    const report = explain(observed([...push(FIRST), ...failed]), new Map([[refused?.guid ?? '', issue]]));
    const problem = {
      id: 'rejected-unexplained',
      title: 'Not completed, for a reason that no rule knows',
      claim: 'possible',
      issue,
    };
    const rowsOf = (rows: typeof failed) =>
      rows.map((row, index) => ({
        row,
        afterMs: index === 0 ? null : 1_000,
        problem: row === refused ? problem : null,
      }));
    expect(report.steps).toEqual([
      {
        operation: 'UPDATE',
        outcome: 'rejected',
        pushed: true,
        startedAt: NEXT,
        endedAt: '2026-11-21T02:00:02.000Z',
        rows: rowsOf(failed),
        orderingId: null,
        orderingAt: null,
      },
      {
        operation: 'ADD',
        outcome: 'indexed',
        pushed: true,
        startedAt: FIRST,
        endedAt: '2026-11-20T02:00:03.000Z',
        rows: rowsOf(push(FIRST)),
        orderingId: null,
        orderingAt: null,
      },
    ]);
  });

  it('is bounded, and says how many there are', () => {
    const rows = Array.from({ length: MAX_STEPS + 5 }, (_, index) =>
      push(new Date(Date.parse(FIRST) + index * 60_000).toISOString()),
    ).flat();
    const { steps, stepsTotal } = explain(observed(rows));
    expect([steps.length, stepsTotal]).toEqual([MAX_STEPS, MAX_STEPS + 5]);
  });

  it('keeps rows apart that belong to no operation', () => {
    const extension = itemRow({ at: FIRST, task: 'EXTENSION' });
    expect(explain(observed([extension])).loose).toEqual([extension]);
  });
});

describe('a search', () => {
  const search = (rows: ItemSearch['found']['rows'], part = COMPLETE): ItemSearch => ({
    uri: 'docs',
    match: 'substring',
    now: NOW,
    window: { from: FIRST, to: NOW },
    source: { value: null, answer: { call: 'sources.get', status: null, requestId: null, why: 'No.' } },
    found: { rows, part },
    calls: 3,
    reads: [],
  });

  it('lists the items that match, newest row first, and says how many', () => {
    const one = buildRow({ at: FIRST, item: 'https://example.com/docs/1' });
    const two = buildRow({ at: NEXT, item: 'https://example.com/docs/2' });
    const again = buildRow({ at: '2026-11-20T02:00:01.000Z', item: 'https://example.com/docs/1' });
    expect(listMatches(search([one, again, two]), SOURCE_ID)).toEqual({
      kind: 'matches',
      uri: 'docs',
      match: 'substring',
      asOf: NOW,
      window: { from: FIRST, to: NOW },
      source: { id: SOURCE_ID, name: SOURCE_ID, type: 'UNKNOWN', status: 'UNKNOWN' },
      items: [
        { uri: 'https://example.com/docs/2', rows: 1, last: two },
        { uri: 'https://example.com/docs/1', rows: 2, last: again },
      ],
      itemsTotal: 2,
      text: '2 items match in the last 14 days (3 rows).',
      coverage: { complete: true, rowsRead: 3, calls: 3, reads: [] },
    });
  });

  it.each([
    [0, COMPLETE, 'No item matches in the last 14 days.'],
    [
      0,
      PARTIAL,
      '0 items in the 0 rows that were read; there may be more. The budget of 5000 rows was used up.',
    ],
    [
      MAX_MATCHES + 1,
      COMPLETE,
      '201 items match in the last 14 days, of which the newest 200 are listed (201 rows).',
    ],
  ])('that finds %i items says whether that is all', (count, part, text) => {
    const rows = Array.from({ length: count }, (_, index) =>
      buildRow({ at: FIRST, item: `https://example.com/docs/${index}` }),
    );
    const matches = listMatches(search(rows, part), SOURCE_ID);
    expect([matches.text, matches.items.length]).toEqual([text, Math.min(count, MAX_MATCHES)]);
  });
});
