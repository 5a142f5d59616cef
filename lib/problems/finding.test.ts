import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { MAX_EVIDENCE_ROWS, MAX_FIRST_ROWS, MAX_SAMPLE_ITEMS, proof } from './finding';

const rows = Array.from({ length: 80 }, (_, index) =>
  buildRow({
    at: new Date(Date.parse('2026-11-22T02:00:00.000Z') + index * 1000).toISOString(),
    item: `a://${index}`,
  }),
);

describe('what proves a finding', () => {
  it('is bounded, newest first, with the very first always among it', () => {
    expect(proof(rows)).toEqual({
      evidence: [...rows.slice(-(MAX_EVIDENCE_ROWS - 1)).reverse(), rows[0]],
      evidenceTotal: 80,
      rows: rows.map(({ guid, at }) => ({ guid, at })),
      activities: [],
      items: {
        sample: rows
          .slice(-MAX_SAMPLE_ITEMS)
          .reverse()
          .map((row) => row.item),
        total: 80,
        lost: null,
      },
      firstSeen: '2026-11-22T02:00:00.000Z',
      lastSeen: '2026-11-22T02:01:19.000Z',
    });
  });

  it('keeps the first of each kind: of task, operation, result and text without what differs row by row', () => {
    const oddities: Partial<LogRow>[] = [
      { ...rows[3], task: 'MAPPING' },
      { ...rows[5], operation: 'DELETE' },
      { ...rows[6], operation: 'DELETE', meta: { duration: '7' } },
      { ...rows[8], meta: { message: 'too large: 61,203,112 bytes' } },
      { ...rows[9], meta: { message: 'too large: 99 bytes' } },
    ];
    const mixed = rows.map((row) => ({ ...row, ...oddities.find(({ guid }) => guid === row.guid) }));
    const { evidence } = proof(mixed);
    expect(evidence).toEqual([
      ...mixed.slice(-(MAX_EVIDENCE_ROWS - 4)).reverse(),
      ...[8, 5, 3, 0].map((index) => mixed[index]),
    ]);
  });

  it('has the newest, too, however many kinds there are', () => {
    const words = rows.map((row, index) => ({ ...row, meta: { message: 'x'.repeat(index + 1) } }));
    expect(proof(words).evidence).toEqual([
      ...words.slice(-(MAX_EVIDENCE_ROWS - MAX_FIRST_ROWS)).reverse(),
      ...words.slice(0, MAX_FIRST_ROWS).reverse(),
    ]);
  });

  it('names as items neither file containers nor what a delete older than carries', () => {
    const whole = ['BATCH_FILE', 'DELETE_OLDER_THAN'].map((operation, index) =>
      buildRow({ at: `2026-11-22T02:00:0${index}.000Z`, operation, item: 'x' }),
    );
    expect(proof(whole).items).toEqual({ sample: [], total: 0, lost: null });
  });
});
