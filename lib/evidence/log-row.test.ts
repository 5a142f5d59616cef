import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRow } from './evidence-builder';
import { isBatchRow, isDelete, isEntryTask, readLogRow, sortRows, stageRank } from './log-row';

/** The example of the Source Logs specification. */
const SAMPLE = {
  datetime: '2018-05-22T23:35:59.825Z',
  guid: '00000000-0000-0000-0000-000000000000',
  id: 'https://example.com/item.html',
  meta: { duration: '0.012' },
  operation: 'ADD',
  organizationId: 'mycoveocloudorganizationg8tp8wu3',
  requestId: 'f852c8h1-6428-484b-8339-0da88b2cf718',
  resourceId: 'mycoveocloudorganizationg8tp8wu3-qp2fnxukqw7voteaiahlxfkf7i',
  result: 'COMPLETED',
  sourceId: 'w1zh6p45vh7s2uxzvg3s7kg85m-mycoveocloudorganizationg8tp8wu3',
  task: 'EXTENSION',
};

describe('a log row from the wire', () => {
  it('is read as the specification shows it; its all-zero guid is none', () => {
    expect(readLogRow(SAMPLE)).toEqual({
      guid: '2018-05-22T23:35:59.825Z|EXTENSION|ADD|COMPLETED|https://example.com/item.html',
      at: '2018-05-22T23:35:59.825Z',
      item: 'https://example.com/item.html',
      operation: 'ADD',
      result: 'COMPLETED',
      task: 'EXTENSION',
      sourceId: 'w1zh6p45vh7s2uxzvg3s7kg85m-mycoveocloudorganizationg8tp8wu3',
      resourceId: 'mycoveocloudorganizationg8tp8wu3-qp2fnxukqw7voteaiahlxfkf7i',
      requestId: 'f852c8h1-6428-484b-8339-0da88b2cf718',
      meta: { duration: '0.012' },
    });
  });

  it('keeps values that nobody has told us about', () => {
    const row = readLogRow({
      ...SAMPLE,
      guid: 'g',
      operation: 'MERGE',
      result: 'POSTPONED',
      task: 'TASTING',
    });
    expect(row).toMatchObject({ guid: 'g', operation: 'MERGE', result: 'POSTPONED', task: 'TASTING' });
  });

  it('has null or the empty string for what was left out or has another type', () => {
    expect(readLogRow({ datetime: 1527032159825, id: 7, guid: null, meta: undefined })).toEqual({
      guid: '2018-05-22T23:35:59.825Z||||',
      at: '2018-05-22T23:35:59.825Z',
      item: null,
      operation: '',
      result: '',
      task: '',
      sourceId: null,
      resourceId: null,
      requestId: null,
      meta: null,
    });
  });

  it.each([[{ ...SAMPLE, datetime: 'soon' }], [{}], [[]], ['row'], [null], [undefined]])(
    'without a readable date has no place in time: %j',
    (value) => {
      expect(readLogRow(value)).toBeNull();
    },
  );

  it('never throws, and is plain JSON, whatever comes', () => {
    const odd = fc.record(
      {
        datetime: fc.constantFrom<unknown>(1527032159825, '2018-05-22T23:35:59Z', null, 'x'),
        guid: fc.anything(),
        id: fc.anything(),
        operation: fc.anything(),
        result: fc.anything(),
        task: fc.anything(),
        meta: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (value) => {
        const row = readLogRow(value);
        expect(JSON.parse(JSON.stringify(row))).toEqual(row);
      }),
    );
  });

  it('with meta nested deeper than anybody reads is still read', () => {
    const deep: unknown = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
    expect(readLogRow({ ...SAMPLE, meta: deep })?.task).toBe('EXTENSION');
  });
});

describe('rows in order', () => {
  it('are oldest first, each guid once, and those of one moment by stage', () => {
    const at = '2026-11-22T02:00:00.000Z';
    const late = buildRow({ at: '2026-11-22T02:00:01.000Z', item: 'a://1' });
    const indexing = buildRow({ at, item: 'a://1', task: 'INDEXING' });
    const consuming = buildRow({ at, item: 'a://1', task: 'CONSUMING' });
    const other = buildRow({ at, item: 'a://2', task: 'CONSUMING' });
    expect(sortRows([late, indexing, other, consuming, late])).toEqual([consuming, other, indexing, late]);
  });
});

describe('what a row stands for', () => {
  it('by its operation and task', () => {
    const batch = buildRow({ at: '2026-11-22T02:00:00.000Z', operation: 'BATCH_FILE' });
    expect([isBatchRow(batch), isBatchRow({ ...batch, operation: 'DELETE_OLDER_THAN' })]).toEqual([
      true,
      true,
    ]);
    expect(isBatchRow({ ...batch, operation: 'DELETE' })).toBe(false);
    expect(['STREAMING', 'CONSUMING_BATCH', 'MAPPING'].map(isEntryTask)).toEqual([true, true, false]);
    expect(['DELETE', 'DELETE_AND_CHILDREN', 'ADD'].map(isDelete)).toEqual([true, true, false]);
    expect(stageRank('CONSUMING') < stageRank('INDEXING')).toBe(true);
    expect(stageRank('TASTING')).toBe(-1);
  });
});
