import { describe, expect, it } from 'vitest';
import { buildCounted, COUNTED_PARTS } from '@/lib/evidence/counted-builder';
import {
  buildPush,
  buildRecorded,
  buildRow,
  missingPart,
  nights,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { batchNeverConsumed } from './batch-never-consumed';
import { type Finding, NO_ITEMS } from './finding';
import { CLEAR, lookLive } from './live-door-under-test';

const at = (minute: number, day = 22) => `2026-11-${day}T02:${String(minute).padStart(2, '0')}:00.000Z`;
const batch = (minute: number, fileId: string, day = 22) =>
  buildPush({ at: at(minute, day), fileId, items: 5 });
const item = (minute: number, documentId: string, method = 'PUT') =>
  buildPush({ at: at(minute), method, path: '/documents', documentId });
const batchRow = (minute: number, fileId: string | null) =>
  buildRow({ at: at(minute), item: fileId, operation: 'BATCH_FILE', task: 'CONSUMING_BATCH' });
const look = (pushes: readonly KeptPush[], rows: readonly LogRow[], parts = {}) =>
  lookLive(batchNeverConsumed, { rows, recorded: buildRecorded(pushes), parts });

const LOST = batch(5, 'b');
const FOUND: Finding = {
  problem: 'batch-never-consumed',
  key: 'batches',
  title: '1 accepted batch never seen in the log',
  severity: 'error',
  impact: 'failing',
  confidence: 'likely',
  confidenceReason:
    'Nothing failed: that a row was due follows from the success of the call, and the connector’s record is taken at its word.',
  count: 1,
  unit: 'operations',
  firstSeen: at(5),
  lastSeen: at(5),
  evidence: [],
  evidenceTotal: 0,
  calls: [LOST],
  callsTotal: 1,
  rows: [{ guid: LOST.id, at: LOST.at }],
  activities: [],
  items: NO_ITEMS,
  text: '1 batch was answered with success, the last Sun 22 Nov 02:05 UTC, and no row names it since. No full run was seen since, so what was inside is taken as missing.',
  assumptions: [
    'A row is due 45 min after the call: this source’s settling time, and 15 min for the queue.',
    'A run counts as full from 90 % of the usual run on.',
  ],
};

describe('a batch that was accepted', () => {
  it('and of which no row came is found, where others left theirs', () => {
    expect(look([batch(1, 'a'), LOST], [batchRow(2, 'a')])).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it('is also known by the request that pushed it', () => {
    const push = { ...batch(1, 'x'), requestId: 'request 1' };
    expect(look([push], [{ ...batchRow(2, null), requestId: 'request 1' }])).toEqual(CLEAR);
  });

  it('is found where no row of any batch came since', () => {
    expect(look([LOST], runRows(at(0, 21), 3)).findings).toEqual([FOUND]);
  });

  it('is not judged where rows name no container, nor where not all rows of batches were read', () => {
    const why =
      'Rows of batches name neither the file containers nor the requests that were recorded, so it cannot be told which of them came through.';
    const told = { problem: 'batch-never-consumed', title: batchNeverConsumed.words.title };
    expect(look([LOST], [batchRow(6, null)])).toEqual({ ...CLEAR, notChecked: [{ ...told, why }] });
    const gap = missingPart('Rows of batches were not read.', 'logs.list', 504);
    expect(look([LOST], [], { batches: gap })).toEqual({
      ...CLEAR,
      notChecked: [
        {
          ...told,
          why: 'Rows of batches were not read.',
          call: 'logs.list',
          status: 504,
          requestId: 'req-1',
        },
      ],
    });
  });

  it('is not judged where the log has no row of any batch, and items entered since', () => {
    const why =
      'No row of the log is of a batch, although items entered about when the first recorded one was accepted, or later: this source’s batches may leave none, so it cannot be told whether they came through.';
    const open = {
      ...CLEAR,
      notChecked: [{ problem: 'batch-never-consumed', title: batchNeverConsumed.words.title, why }],
    };
    expect(look([LOST, batch(6, 'c')], runRows(at(5), 3))).toEqual(open);
    const stretch = { from: at(0), to: at(59), updated: 3 };
    const counted = {
      rows: [],
      recorded: buildRecorded([LOST]),
      counted: buildCounted([stretch]),
      parts: COUNTED_PARTS,
    };
    expect(lookLive(batchNeverConsumed, counted)).toEqual(open);
    const request = buildRow({ at: at(6), operation: 'DELETE_OLDER_THAN' });
    expect(look([LOST], [request]).findings).toEqual([FOUND]);
  });

  it('at the window’s edge is not judged: by another clock its row may lie before', () => {
    const edge = (minute: string) => buildPush({ at: `2026-11-08T12:${minute}.000Z`, fileId: 'edge' });
    const counts = ['09:59', '10:00'].map((minute) => look([edge(minute)], []).findings.length);
    expect(counts).toEqual([0, 1]);
  });

  it('may still be on its way within the settling time and the queue’s delay', () => {
    const late = buildPush({ at: '2026-11-22T11:20:00.000Z', fileId: 'late' });
    expect(look([batch(1, 'a'), late], [batchRow(2, 'a')])).toEqual(CLEAR);
    const due = buildPush({ at: '2026-11-22T11:10:00.000Z', fileId: 'due' });
    expect(look([batch(1, 'a'), due], [batchRow(2, 'a')]).findings.map(({ count }) => count)).toEqual([1]);
  });

  it('costs nothing any more once a full run has come', () => {
    const rows = [...nights(4).flatMap((night) => runRows(night, 20)), batchRow(2, 'a')];
    const [found] = look([batch(1, 'lost', 21), batch(1, 'a')], rows).findings;
    expect([found?.impact, found?.severity]).toEqual([null, 'info']);
  });

  it('was refused: that is told elsewhere', () => {
    expect(look([{ ...LOST, status: 429 }], [])).toEqual(CLEAR);
  });

  it('is no question where nothing was recorded', () => {
    expect(lookLive(batchNeverConsumed, { rows: [] })).toEqual(CLEAR);
  });
});

describe('an item that was accepted by itself', () => {
  const rows = operationRows({ item: 'https://example.com/a', at: at(1) });

  it('and never entered is found, where others did', () => {
    const lost = item(5, 'https://example.com/b');
    expect(look([item(1, 'https://example.com/a'), lost], rows).findings).toEqual([
      {
        ...FOUND,
        key: 'items',
        title: '1 accepted item never seen in the log',
        impact: 'degraded',
        calls: [lost],
        items: {
          sample: ['https://example.com/b'],
          total: 1,
          lost: null,
          what: 'accepted as items, and not seen since',
        },
        text: '1 item was answered with success, the last Sun 22 Nov 02:05 UTC, and no row of its item came since.',
        assumptions: FOUND.assumptions.slice(0, 1),
      },
    ]);
  });

  it('and is older than its push has not entered', () => {
    const again = buildPush({ ...item(1, 'https://example.com/a'), at: at(20) });
    expect(look([item(1, 'https://example.com/a'), again], rows).findings.map(({ calls }) => calls)).toEqual([
      [again],
    ]);
  });

  it('is only possibly lost where no recorded id stands in the log', () => {
    const [found] = look([item(1, 'odd')], rows).findings;
    expect([found?.confidence, found?.severity, found?.impact]).toEqual(['possible', 'warning', null]);
  });

  it('is not judged where not every row was read; a delete only where deletes leave a row', () => {
    const gap = missingPart('Too many rows.', 'logs.list', 504);
    const whys = (found: ReturnType<typeof look>) => found.notChecked.map(({ why }) => why);
    expect(whys(look([item(1, 'odd')], rows, { histories: gap }))).toEqual([
      'Items were pushed one by one; not every row was read, so one of theirs may only be out of sight.',
    ]);
    expect(whys(look([item(1, 'https://example.com/a', 'DELETE')], rows))).toEqual([
      'Deletes were accepted; this source’s deletes leave no row when they enter, so it cannot be told whether they did.',
    ]);
    const deleted = operationRows({ item: 'https://example.com/c', at: at(3), operation: 'DELETE' });
    const sent = [item(3, 'https://example.com/c', 'DELETE'), item(4, 'https://example.com/d', 'DELETE')];
    expect(look(sent, [...rows, ...deleted]).findings.map(({ key, count }) => [key, count])).toEqual([
      ['deletes', 1],
    ]);
  });
});
