import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import { MAX_EVIDENCE_ROWS, MAX_SAMPLE_ITEMS, proof } from './finding';
import { refsTo } from './finding-under-test';

const rows = Array.from({ length: 80 }, (_, index) =>
  buildRow({
    at: new Date(Date.parse('2026-11-22T02:00:00.000Z') + index * 1000).toISOString(),
    item: `a://${index}`,
  }),
);

describe('what proves a finding', () => {
  it('is bounded, newest first, with the very first always among it', () => {
    const { evidence, evidenceTotal, items, firstSeen, lastSeen } = proof(rows);
    expect({ evidence, evidenceTotal, items, firstSeen, lastSeen }).toEqual({
      evidence: [...rows.slice(-(MAX_EVIDENCE_ROWS - 1)).reverse(), rows[0]],
      evidenceTotal: 80,
      rows: refsTo([...rows.slice(-(MAX_EVIDENCE_ROWS - 1)).reverse(), rows[0]]),
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

  it('names as items neither file containers nor what a delete older than carries', () => {
    const whole = ['BATCH_FILE', 'DELETE_OLDER_THAN'].map((operation, index) =>
      buildRow({ at: `2026-11-22T02:00:0${index}.000Z`, operation, item: 'x' }),
    );
    expect(proof(whole).items).toEqual({ sample: [], total: 0, lost: null });
  });
});
