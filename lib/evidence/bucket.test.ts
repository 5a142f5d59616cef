import { describe, expect, it } from 'vitest';
import { type Bucket, entryTaskOf, readBuckets } from './bucket';
import { buildRow } from './evidence-builder';

const NIGHT = { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T04:00:00.000Z' };
const at = '2026-11-22T02:10:00.000Z';

/** A run of 100 pushes and one delete older than: three refused, two rejected later, one skipped at the end, ten removed. */
const BUCKET: Bucket = {
  ...NIGHT,
  counts: {
    operations: { ADD: 40, UPDATE: 252, DELETE: 10, DELETE_OLDER_THAN: 1, BATCH_FILE: 2 },
    results: {},
    tasks: {
      CONSUMING: 101,
      PROCESSING: 97,
      MAPPING: 95,
      INDEXING: 105,
      CONSUMING_BATCH: 1,
      STREAMING_BATCH: 1,
    },
    sources: {},
  },
};
const STAGES = {
  entryTask: 'CONSUMING',
  all: { ADD: 400, UPDATE: 2_520, DELETE: 100, DELETE_OLDER_THAN: 10, BATCH_FILE: 20 },
  entry: { ADD: 140, UPDATE: 860, DELETE_OLDER_THAN: 10 },
  end: { ADD: 130, UPDATE: 820, DELETE: 100 },
};
const ROWS = [
  ...['1', '2', '3'].map((item) => buildRow({ at, item, result: 'REJECTED' })),
  ...['4', '5'].map((item) => buildRow({ at, item, task: 'PROCESSING', result: 'ERROR' })),
  buildRow({ at, item: '6', task: 'INDEXING', result: 'SKIPPED' }),
  buildRow({ at, item: '7', task: 'INDEXING', result: 'WARNING' }),
  buildRow({ at, item: '8' }),
  buildRow({ at, operation: 'DELETE_OLDER_THAN' }),
];

describe('a bucket', () => {
  it('is read as its counts less the failures that were read; verbs and deletes are shared out', () => {
    expect(readBuckets([BUCKET], STAGES, ROWS)).toEqual([
      {
        ...NIGHT,
        entered: 100,
        pushed: 97,
        pushes: { ADD: 14, UPDATE: 83 },
        indexed: 94,
        deleted: 10,
        rejected: 3,
        errored: 2,
        skipped: 1,
        refused: 3,
      },
    ]);
  });

  it('takes off only the rows of its own time', () => {
    const late = { ...BUCKET, from: NIGHT.to, to: '2026-11-22T06:00:00.000Z' };
    const pushed = readBuckets([BUCKET, late], STAGES, ROWS).map((ledger) => ledger.pushed);
    expect(pushed).toEqual([97, 101]);
  });
});

it('operations enter at CONSUMING, or at STREAMING where nothing was logged there', () => {
  const counts = (tasks: Record<string, number>) => ({ operations: {}, results: {}, tasks, sources: {} });
  expect(
    [counts({ CONSUMING: 1, STREAMING: 2 }), counts({ STREAMING: 2 }), counts({})].map(entryTaskOf),
  ).toEqual(['CONSUMING', 'STREAMING', 'CONSUMING']);
});
