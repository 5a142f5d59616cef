import { describe, expect, it } from 'vitest';
import { buildCounted, COUNTED_PARTS } from '@/lib/evidence/counted-builder';
import { buildEvidence, buildRow, missingPart, NOW, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { toIso, toMs } from '@/lib/evidence/time';
import { detectProblems } from '@/lib/health/detect';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { slowPipeline } from './slow-pipeline';

const MINUTE = 60_000;
const later = (at: string, ms: number) => toIso(toMs(at) + ms);
/** A run whose items wait so many minutes after they were consumed. */
const slowRun = (at: string, minutes: number, items = 12): LogRow[] =>
  runRows(at, items).map((row) =>
    row.task === 'CONSUMING'
      ? row
      : { ...row, at: later(row.at, minutes * MINUTE), guid: `slow ${row.guid}` },
  );
const runsOf = (...minutes: number[]) =>
  nights(minutes.length).flatMap((at, night) => slowRun(at, minutes[night] ?? 0));
const LAST = '2026-11-22T02:00:00.000Z';
const notChecked = (why: string) => ({
  ...CLEAR,
  notChecked: [{ problem: 'slow-pipeline', title: slowPipeline.words.title, why }],
});

describe('a slow pipeline', () => {
  const rows = runsOf(0, 0, 0, 20);
  const indexed = rows.filter(({ task, at }) => task === 'INDEXING' && at > LAST).reverse();
  const FOUND: Finding = {
    problem: 'slow-pipeline',
    key: '',
    title: 'Half of the newest run took over 20 min from push to index (usually 3 s)',
    severity: 'warning',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason: 'The times are measured; what is usual is inferred from earlier runs.',
    count: 12,
    unit: 'operations',
    firstSeen: LAST,
    lastSeen: '2026-11-22T02:00:11.000Z',
    evidence: indexed,
    evidenceTotal: 12,
    rows: refsTo(indexed),
    activities: [],
    measure: '20 min in place of 3 s',
    items: {
      sample: Array.from({ length: 12 }, (_, n) => `https://example.com/${11 - n}`),
      total: 12,
      lost: null,
    },
    text: 'The run of Sun 22 Nov 02:00 UTC was slow: 12 operations took longer than 5 min. In the newest run the slowest 5 % took 20 min or more. Most of the time passes between CONSUMING and PROCESSING. Nothing was lost by this.',
    assumptions: ['Usual is the median of 3 earlier whole runs; slow is over 5 times that, and over 5 min.'],
  };

  it('is found against the runs before, with the stages between which the time passes', () => {
    expect(lookLive(slowPipeline, { rows })).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it('is told since the first slow run in a row', () => {
    const [found] = lookLive(slowPipeline, { rows: runsOf(0, 0, 0, 0, 15, 20) }).findings;
    expect([found?.count, found?.firstSeen, found?.text]).toEqual([
      24,
      '2026-11-21T02:00:00.000Z',
      '2 runs in a row, from Sat 21 Nov 02:00 UTC on, were slow: 24 operations took longer than 5 min. In the newest run the slowest 5 % took 20 min or more. Most of the time passes between CONSUMING and PROCESSING. Nothing was lost by this.',
    ]);
  });

  it.each([
    ['it is as fast as ever', runsOf(0, 0, 0, 0)],
    ['a few minutes are slower than seconds, but nothing to speak of', runsOf(0, 0, 0, 4)],
    ['it was always as slow', runsOf(20, 20, 20, 20)],
    ['it was slow once, and is not any more', runsOf(0, 0, 20, 0)],
  ])('is none when %s', (_, given) => {
    expect(lookLive(slowPipeline, { rows: given })).toEqual(CLEAR);
  });

  it.each([
    [
      'there is too little to compare with',
      runsOf(0, 0, 20),
      '2 whole runs before the newest could be timed: 3 are needed to say what is usual.',
    ],
    [
      'too few items were timed',
      [...runsOf(0, 0, 0, 0).filter(({ at }) => at < LAST), ...slowRun(LAST, 20, 3)],
      'Only 3 operations of the newest run could be timed: 10 are needed.',
    ],
    [
      'nothing was indexed',
      runRows(LAST, 5, () => ({ task: 'CONSUMING', result: 'REJECTED' })),
      'Nothing of the newest run was seen from push to index, so nothing could be timed.',
    ],
    ['nothing was pushed', [], 'No run has settled in what was read.'],
  ])('is not checked when %s', (_, given, why) => {
    expect(lookLive(slowPipeline, { rows: given })).toEqual(notChecked(why));
  });

  it('is not checked when not every row was read', () => {
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(slowPipeline, { rows, parts }).notChecked).toMatchObject([
      { problem: 'slow-pipeline', why: 'Not all rows were read.' },
    ]);
  });
});

describe('a slow pipeline by items drawn', () => {
  const NIGHTS = nights(5);
  const ITEMS = Array.from({ length: 5 }, (_, index) => `https://example.com/${index}`);
  const batches = NIGHTS.map((at) =>
    buildRow({
      at: later(at, -MINUTE),
      task: 'CONSUMING_BATCH',
      operation: 'BATCH_FILE',
      item: `file-${at}`,
    }),
  );
  const look = (
    minutes: readonly (readonly number[])[],
    items = 5,
    isSeen = (_: LogRow) => true,
    since = 0,
  ) => {
    const rows = NIGHTS.flatMap((at, night) =>
      runRows(at, items).map((row) => {
        const of = Number(row.item?.split('/').at(-1));
        const wait = minutes[night]?.[of] ?? minutes[night]?.[0] ?? 0;
        return row.task === 'CONSUMING'
          ? row
          : { ...row, at: later(row.at, wait * MINUTE), guid: `slow ${row.guid}` };
      }),
    );
    return lookLive(slowPipeline, {
      rows: [...batches, ...rows.filter(isSeen)],
      counted: buildCounted(
        NIGHTS.flatMap((night, index) => {
          const [from, to] = [later(night, -2 * MINUTE), later(night, 60 * MINUTE)];
          return [
            { from, to, updated: 1_000 },
            {
              from: to,
              to: later(NIGHTS[index + 1] ?? NOW, NIGHTS[index + 1] ? -2 * MINUTE : 0),
              ...(NIGHTS[index + 1] ? {} : { updated: since }),
            },
          ];
        }),
        ITEMS.slice(0, items),
      ),
      parts: COUNTED_PARTS,
    });
  };
  const open = (why: string) => notChecked(`Rows were counted, not read: ${why}`);

  it('is found where each of them is slow, and was not before', () => {
    const { findings } = look([[0], [0], [0], [0], [20]]);
    expect(findings.map(({ title, confidence, count, text }) => [title, confidence, count, text])).toEqual([
      [
        'All 5 items drawn of the newest run took about 20 min from push to index (usually 3 s)',
        'likely',
        5,
        'Each of the 5 items drawn from the run of Sun 22 Nov 01:59 UTC took longer than 5 min: so did most of the others, most likely. Most of the time passes between CONSUMING and PROCESSING. Nothing was lost by this.',
      ],
    ]);
  });

  it.each([
    ['they are as fast as ever', [[0], [0], [0], [0], [0]]],
    ['they were always as slow', [[20], [20], [20], [20], [20]]],
  ])('is none where %s', (_, minutes) => {
    expect(look(minutes)).toEqual(CLEAR);
  });

  it('is not known of what was pushed after the items drawn, unless it is little', () => {
    const fast = [[0], [0], [0], [0], [0]];
    expect(look(fast, 5, undefined, 1_000)).toEqual(
      open(
        'the items drawn were pushed before Sun 22 Nov 03:00 UTC: whether what was pushed since is slow is not known.',
      ),
    );
    expect(look(fast, 5, undefined, 20)).toEqual(CLEAR);
  });

  it.each([
    [
      'some are slow and some are not',
      [[0], [0], [0], [0], [20, 0, 0, 20, 0]],
      5,
      '2 of 5 items drawn took longer than 5 min: whether most do is not known.',
    ],
    [
      'too few were drawn',
      [[0], [0], [0], [0], [20]],
      3,
      'of 5 items that would tell, 3 could be followed from push to index.',
    ],
  ])('is not checked where %s', (_, minutes, items, why) => {
    expect(look(minutes, items)).toEqual(open(why));
  });

  /** Of the newest run only the rows at CONSUMING, of the items from this one on. */
  const waitingFrom = (first: number) => (row: LogRow) =>
    row.at < LAST || row.task === 'CONSUMING' || Number(row.item?.split('/').at(-1)) < first;

  it('is found where none of them is indexed yet, by how long they have waited at least', () => {
    const { findings, notChecked: open } = look([[0]], 5, waitingFrom(0));
    expect([findings.map(({ title, measure, count, text }) => [title, measure, count, text]), open]).toEqual([
      [
        [
          'All 5 items drawn of the newest run take at least 10 h from push to index (usually 3 s)',
          'at least 10 h in place of 3 s',
          5,
          'Each of the 5 items drawn from the run of Sun 22 Nov 01:59 UTC took longer than 5 min: so did most of the others, most likely. 5 of them were not seen at INDEXING so far: whether that is late or lost is not known.',
        ],
      ],
      [],
    ]);
  });

  it('is not clear where one of them is not indexed yet', () => {
    expect(look([[0]], 5, waitingFrom(4))).toEqual(
      open('1 of 5 items drawn took longer than 5 min: whether most do is not known.'),
    );
  });

  it('takes no push for one that waits where the reading of its rows ended soon after it', () => {
    const five = ITEMS.map((item) => buildRow({ at: later(LAST, 5 * 60 * MINUTE), item }));
    const evidence = buildEvidence({
      rows: [...batches, ...NIGHTS.flatMap((at) => runRows(at, 5)), ...five],
      counted: buildCounted(
        NIGHTS.map((from, index) => ({
          from: later(from, -2 * MINUTE),
          to: later(NIGHTS[index + 1] ?? NOW, NIGHTS[index + 1] ? -2 * MINUTE : 0),
          updated: 1_000,
        })),
        ITEMS,
      ),
      parts: COUNTED_PARTS,
    });
    const answerUntil = (to: string) => {
      const reads = [
        {
          call: 'logs.list',
          from: evidence.window.from,
          to,
          state: 'read',
          rows: 1,
          of: 'one item',
        } as const,
      ];
      const read = { ...evidence, coverage: { ...evidence.coverage, reads } };
      const { findings, notChecked: open } = detectProblems(read, readPipeline(read), [slowPipeline]);
      return [findings.length, open.map(({ why }) => why)];
    };
    expect([answerUntil(later(LAST, 5 * 60 * MINUTE + 4 * MINUTE)), answerUntil(NOW)]).toEqual([
      [0, []],
      [
        0,
        [
          'Rows were counted, not read: 5 of 10 items drawn took longer than 5 min: whether most do is not known.',
        ],
      ],
    ]);
  });
});
