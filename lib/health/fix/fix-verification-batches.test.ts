import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import { PROBLEMS } from '@/lib/problems/problems';
import { answerBatches } from './fix-verification-batches';
import { at, fix, seen } from './fix-verification-under-test';

describe('followed batches', () => {
  const batch = (file: string, when: string, end: Partial<LogRow> = {}) => [
    buildRow({ item: file, at: when, operation: 'BATCH_FILE', task: 'STREAMING_BATCH' }),
    buildRow({
      item: file,
      at: toIso(toMs(when) + 1000),
      operation: 'BATCH_FILE',
      task: 'CONSUMING_BATCH',
      ...end,
    }),
  ];
  const broken = (text: string) => ({ result: 'ERROR', meta: { errorMessage: text } });
  const batches = (rows: readonly LogRow[], asOf: string) => {
    const { state, text, expectBy, followed, proof } = answerBatches(
      fix({ subject: 'batches', items: [], total: 0 }, 'json-deserialization'),
      seen(rows, asOf),
      PROBLEMS,
    );
    return [state, text, expectBy, followed.map(({ stage }) => stage.kind), proof.length];
  };

  it('are waited for, and pass once they were taken in and no more come', () => {
    const rows = [...batch('old', at(-5)), ...batch('new', at(2))];
    expect([batches([], at(6)), batches([], at(7)), batches(rows, at(3)), batches(rows, at(8))]).toEqual([
      [
        'waiting',
        'No batch was pushed after Sun 22 Nov 12:00 UTC so far. Expect by Sun 22 Nov 12:07 UTC what is pushed now.',
        at(7),
        [],
        0,
      ],
      [
        'cannot tell',
        'No batch was pushed after Sun 22 Nov 12:00 UTC: nothing to verify. The customer has to push again.',
        null,
        [],
        0,
      ],
      [
        'waiting',
        'Of 1 batch pushed after Sun 22 Nov 12:00 UTC: 1 taken in. Expect by Sun 22 Nov 12:08 UTC, if no further one comes.',
        at(8),
        ['taken in'],
        0,
      ],
      [
        'passed',
        '1 batch pushed after Sun 22 Nov 12:00 UTC, all taken in, the last Sun 22 Nov 12:02 UTC. Which items were inside is in no log: whether they are those of the lost batches cannot be seen.',
        null,
        ['taken in'],
        0,
      ],
    ]);
  });

  it('fail by the same problem, and by another one, and are under way for so long', () => {
    const again = [...batch('new', at(2)), ...batch('bad', at(3), broken('JSON deserialization error'))];
    const other = batch('bad', at(3), broken('Out of luck'));
    const stuck = batch('new', at(2)).slice(0, 1);
    expect([
      batches(again, at(4)),
      batches(other, at(4)),
      batches(stuck, at(9)),
      batches(stuck, at(33)),
    ]).toEqual([
      [
        'failed',
        '1 of 2 batches pushed after Sun 22 Nov 12:00 UTC shows the same problem again.',
        null,
        ['taken in', 'refused'],
        1,
      ],
      [
        'failed',
        'This problem did not show again, but 1 of 1 batch pushed after Sun 22 Nov 12:00 UTC was not taken in: Batch failed.',
        null,
        ['refused'],
        1,
      ],
      [
        'waiting',
        'Of 1 batch pushed after Sun 22 Nov 12:00 UTC: 0 taken in, 1 under way. Expect by Sun 22 Nov 12:08 UTC, if no further one comes.',
        at(8),
        ['under way'],
        0,
      ],
      [
        'cannot tell',
        'Of 1 batch pushed after Sun 22 Nov 12:00 UTC, 1 entered and did not come to an end.',
        null,
        ['under way'],
        0,
      ],
    ]);
  });
});
