import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import {
  buildEvidence,
  buildRow,
  missingPart,
  nights,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import type { Source } from '@/lib/evidence/source';
import { toIso, toMs } from '@/lib/evidence/time';
import { detectProblems } from '@/lib/health/detect';
import { deleteOlderThanIneffective } from './delete-older-than-ineffective';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [
    deleteOlderThanIneffective,
  ]);
  return { findings, notChecked };
};

const { source } = buildEvidence();
const holding = (items: number | null): Source | null => source && { ...source, items };

/** A delete older than, twenty minutes after its night's run began. */
const request = (night: string, meta: Json = null, different: Partial<LogRow> = {}) =>
  buildRow({ at: toIso(toMs(night) + 1_200_000), operation: 'DELETE_OLDER_THAN', meta, ...different });
/** The rows of a night of so many items, each with the time of its push as orderingId (divided by `unit`). */
const night = (at: string, items: number, unit = 1) =>
  runRows(at, items).map((row) => ({
    ...row,
    meta: { orderingId: String(Math.floor(toMs(row.at) / unit)) },
  }));

const [OLD = '', LAST = ''] = nights(2);
const SECONDS = { orderingId: '1795312800' };

const FOUND: Finding = {
  problem: 'delete-older-than-ineffective',
  key: '',
  title: '1 delete older than request with an orderingId too low to delete anything',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'certain',
  confidenceReason: null,
  count: 1,
  unit: 'operations',
  firstSeen: '2026-11-22T02:20:00.000Z',
  lastSeen: '2026-11-22T02:20:00.000Z',
  evidence: [request(LAST, SECONDS)],
  evidenceTotal: 1,
  rows: refsTo([request(LAST, SECONDS)]),
  activities: [],
  items: NO_ITEMS,
  text: 'The last of them, Sun 22 Nov 02:20 UTC, carried 1795312800: 10 digits are seconds, and Coveo counts milliseconds (13 digits), so nothing is lower. The source holds 900 items now.',
  assumptions: [],
};

describe('a delete older than that deletes nothing is found', () => {
  it('when its orderingId is in seconds: certain', () => {
    const rows = [...night(LAST, 3), request(LAST, SECONDS)];
    expect(look(buildEvidence({ rows, source: holding(900) }))).toEqual({
      findings: [FOUND],
      notChecked: [],
    });
  });

  it('when what was pushed is in seconds too, and was refused: it counts as nothing to compare with', () => {
    const refused = night(LAST, 3, 1000)
      .filter(({ task }) => task === 'CONSUMING')
      .map((row) => ({ ...row, result: 'REJECTED' }));
    const rows = [...night(OLD, 3), ...refused, request(LAST, SECONDS)];
    expect(look(buildEvidence({ rows, source: holding(900) })).findings).toEqual([FOUND]);
  });

  it('when its orderingId is below every operation of the runs before it: certain', () => {
    const meta = { orderingId: String(toMs('2026-11-01T02:00:00.000Z')) };
    const rows = [...night(OLD, 3), ...night(LAST, 3), request(LAST, meta)];
    expect(look(buildEvidence({ rows, source: holding(900) })).findings).toEqual([
      {
        ...FOUND,
        evidence: [request(LAST, meta)],
        rows: refsTo([request(LAST, meta)]),
        text: 'The last of them, Sun 22 Nov 02:20 UTC, carried 1793498400000 (Sun 1 Nov 02:00 UTC), lower than every operation seen before it. The source holds 900 items now.',
      },
    ]);
  });

  it('as milliseconds where the items carry another clock’s larger ids', () => {
    const meta = { orderingId: String(toMs(LAST)) };
    const ticks = [...runRows(OLD, 3), ...runRows(LAST, 3)].map((row) => ({
      ...row,
      meta: { orderingId: '639300000000000000' },
    }));
    expect(look(buildEvidence({ rows: [...ticks, request(LAST, meta)] })).findings).toEqual([
      {
        ...FOUND,
        evidence: [request(LAST, meta)],
        rows: refsTo([request(LAST, meta)]),
        text: 'The last of them, Sun 22 Nov 02:20 UTC, carried 1795312800000 (Sun 22 Nov 02:00 UTC), lower than every operation seen before it.',
      },
    ]);
  });

  it('without impact where a later request shows no such fault', () => {
    const good = { orderingId: String(toMs(LAST)) };
    const rows = [...night(OLD, 3), request(OLD, SECONDS), ...night(LAST, 3), request(LAST, good)];
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        firstSeen: '2026-11-21T02:20:00.000Z',
        lastSeen: '2026-11-21T02:20:00.000Z',
        evidence: [request(OLD, SECONDS)],
        rows: refsTo([request(OLD, SECONDS)]),
        text: 'The last of them, Sat 21 Nov 02:20 UTC, carried 1795312800: 10 digits are seconds, and Coveo counts milliseconds (13 digits), so nothing is lower. A request of Sun 22 Nov 02:20 UTC was carried out and shows no such fault.',
      },
    ]);
  });

  it('when the request itself did not end in COMPLETED', () => {
    const row = request(LAST, null, { result: 'ERROR' });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      {
        ...FOUND,
        title: '1 delete older than request did not end in COMPLETED',
        evidence: [row],
        rows: refsTo([row]),
        text: 'The last of them, Sun 22 Nov 02:20 UTC, ended in ERROR.',
      },
    ]);
  });

  it('by the count of items where ids are not readable: likely', () => {
    const rows = [...runRows(LAST, 200), request(LAST)];
    expect(look(buildEvidence({ rows, source: holding(301) })).findings).toEqual([
      {
        ...FOUND,
        title: 'About 101 items left that a delete older than should have removed',
        confidence: 'likely',
        confidenceReason:
          'The rows of delete older than do not show their orderingId: judged by counts, and only right if that run pushed the whole content.',
        count: 101,
        unit: 'items',
        evidence: [request(LAST)],
        rows: refsTo([request(LAST)]),
        items: NO_ITEMS,
        text: 'The source holds 301 items; since the run that began Sun 22 Nov 02:00 UTC, 200 were pushed. The delete older than of Sun 22 Nov 02:20 UTC had its time, and the rest is still there.',
        assumptions: [
          'Up to 100 items or 1 % more than were pushed are taken as normal.',
          'The queue delay is taken as 15 minutes, Coveo’s default.',
        ],
      },
    ]);
  });

  it('by the count of items pushed, not of items deleted since', () => {
    const deletes = Array.from({ length: 60 }, (_, index) =>
      operationRows({ item: `a://gone/${index}`, at: '2026-11-22T02:10:00.000Z', operation: 'DELETE' }),
    ).flat();
    const rows = [...runRows(LAST, 200), ...deletes, request(LAST)];
    expect(look(buildEvidence({ rows, source: holding(301) })).findings.map(({ count }) => count)).toEqual([
      101,
    ]);
  });
});

describe('a delete older than that deletes nothing is quiet', () => {
  const quiet = { findings: [], notChecked: [] };

  it('when there was no such request', () => {
    expect(look(buildEvidence({ rows: night(LAST, 3) }))).toEqual(quiet);
  });

  it('when its orderingId is the beginning of its run, night after night: zero deletes is a normal night', () => {
    const rows = nights(5).flatMap((at) => [...night(at, 3), request(at, { orderingId: String(toMs(at)) })]);
    expect(look(buildEvidence({ rows, source: holding(3) }))).toEqual(quiet);
  });

  it('when it counts in seconds and so do the items', () => {
    const rows = [
      ...night(OLD, 3, 1000),
      ...night(LAST, 3, 1000),
      request(LAST, { orderingId: String(toMs(LAST) / 1000) }),
    ];
    expect(look(buildEvidence({ rows }))).toEqual(quiet);
  });

  it('when no more items are left than were pushed, a spare hundred apart', () => {
    const rows = [...runRows(LAST, 200), request(LAST)];
    expect(look(buildEvidence({ rows, source: holding(300) }))).toEqual(quiet);
  });

  it('when it passed with a warning, which the catch-all shows', () => {
    expect(look(buildEvidence({ rows: [request(LAST, null, { result: 'WARNING' })] }))).toEqual(quiet);
  });
});

describe('a delete older than that deletes nothing is not checked', () => {
  const unchecked = (why: string) => ({
    findings: [],
    notChecked: [
      { problem: 'delete-older-than-ineffective', title: 'Delete older than deletes nothing', why },
    ],
  });
  const notShown = 'The rows of delete older than do not show their orderingId';
  const gap = missingPart('Coveo answered 500 for the log rows.', 'logs.list', 500);

  it('when neither its orderingId nor the number of items is known', () => {
    expect(look(buildEvidence({ rows: [...runRows(LAST, 3), request(LAST)] }))).toEqual(
      unchecked(`${notShown}, and the number of items was not read.`),
    );
  });

  it('before the newest request had its time', () => {
    const at = '2026-11-22T11:00:00.000Z';
    expect(look(buildEvidence({ rows: [...runRows(at, 3), request(at)], source: holding(900) }))).toEqual(
      unchecked(`${notShown}, and the newest has not had its time yet.`),
    );
  });

  it('by counts when not every row of the run was read', () => {
    const rows = [...runRows(LAST, 3), request(LAST)];
    expect(look(buildEvidence({ rows, source: holding(900), parts: { histories: gap } }))).toEqual(
      unchecked(`${notShown}, and the run before the newest was not read whole.`),
    );
  });

  it('by counts when the run is cut by the window’s beginning', () => {
    const rows = [...runRows(LAST, 3), request(LAST)];
    const window = { from: LAST, to: '2026-11-22T12:00:00.000Z' };
    expect(look(buildEvidence({ rows, source: holding(900), window }))).toEqual(
      unchecked(`${notShown}, and the run before the newest was not read whole.`),
    );
  });

  it.each([
    [
      'no operation before it shows one',
      runRows(LAST, 3),
      {},
      'The rows show no orderingId of an item to compare with',
    ],
    [
      'too few runs came before it',
      night(LAST, 3),
      {},
      'Its orderingId is below all that were read, but too few runs were read to compare with',
    ],
    [
      'not every row before it was read',
      [...night(OLD, 3), ...night(LAST, 3)],
      { histories: gap },
      'Its orderingId is below all that were read, but too few runs were read to compare with',
    ],
  ])('by its orderingId when %s', (_, before, parts, why) => {
    const rows = [...before, request(LAST, { orderingId: '1793498400000' })];
    expect(look(buildEvidence({ rows, parts }))).toEqual(
      unchecked(`${why}, and the number of items was not read.`),
    );
  });

  it('when the rows of delete older than could not be read', () => {
    expect(look(buildEvidence({ parts: { batches: gap } }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'delete-older-than-ineffective',
          title: 'Delete older than deletes nothing',
          why: 'Coveo answered 500 for the log rows.',
          call: 'logs.list',
          status: 500,
          requestId: 'req-1',
        },
      ],
    });
  });
});
