import { describe, expect, it } from 'vitest';
import type { Bucket } from './bucket';
import type { Counted } from './evidence';
import { buildEvidence, buildRow, NOW, nights } from './evidence-builder';
import { readPipeline } from './pipeline';
import { HOUR_MS, toIso, toMs } from './time';

const NIGHTS = nights(5);
const SILENT = { CONSUMING: 0, INDEXING: 0 };

/** A bucket of so many pushes, all indexed. */
function bucket(from: string, to: string, pushed: number): Bucket {
  const tasks = pushed === 0 ? SILENT : { CONSUMING: pushed, INDEXING: pushed };
  return { from, to, counts: { operations: { UPDATE: 2 * pushed }, results: {}, tasks, sources: {} } };
}

/** Two hours of each night with its pushes, and the time until the next one with what came between. */
function nightly(pushes: readonly number[], between: readonly number[] = []): Bucket[] {
  return NIGHTS.flatMap((night, at) => {
    const end = toIso(toMs(night) + 2 * HOUR_MS);
    const next = NIGHTS[at + 1] ?? '2026-11-22T12:00:00.000Z';
    return [bucket(night, end, pushes[at] ?? 0), bucket(end, next, between[at] ?? 0)];
  });
}

function counted(buckets: readonly Bucket[], entry = { UPDATE: 1 }): Counted {
  return {
    buckets,
    stages: { entryTask: 'CONSUMING', all: { UPDATE: 2 }, entry, end: entry },
    lookedUp: [],
    timed: [],
  };
}

const batch = (at: string) =>
  buildRow({ at, task: 'CONSUMING_BATCH', operation: 'BATCH_FILE', item: `file-${at}` });
const BATCHES = NIGHTS.flatMap((night) => [batch(night), batch(toIso(toMs(night) + HOUR_MS / 2))]);

function look(buckets: readonly Bucket[], rows = BATCHES) {
  const gap = { state: 'partial', why: 'Too many rows.', call: null, status: null, requestId: null } as const;
  const { runs, settledRun, runsUnknown, edgeMs } = readPipeline(
    buildEvidence({
      rows,
      counted: counted(buckets),
      parts: { histories: gap, buckets: { ...gap, state: 'complete', why: null } },
    }),
  );
  return { runs, settledRun, runsUnknown, edgeMs };
}

describe('runs of a source whose rows were counted', () => {
  it('begin and end with their batches, and hold what the counts of their time say', () => {
    const { runs, settledRun, runsUnknown, edgeMs } = look(nightly([100, 100, 100, 100, 40]));
    expect([runsUnknown, edgeMs]).toEqual([null, 0]);
    expect(runs.map(({ start, end, pushed }) => [start, end, pushed])).toEqual(
      NIGHTS.map((night, at) => [night, toIso(toMs(night) + HOUR_MS / 2), at === 4 ? 40 : 100]),
    );
    expect(settledRun).toEqual({
      start: NIGHTS[4],
      end: '2026-11-22T02:30:00.000Z',
      pushed: 40,
      outcomes: { indexed: 40, deleted: 0, rejected: 0, errored: 0, skipped: 0, unfinished: 0, pending: 0 },
      batches: 2,
      failedBatches: 0,
      refused: 0,
      items: 40,
      cut: false,
      settled: true,
    });
  });

  it('are the newest where older ones share a stretch', () => {
    const buckets = nightly([100, 100, 100, 100, 100]);
    const older = { ...bucket(NIGHTS[0] ?? '', NIGHTS[2] ?? '', 200) };
    const { runs } = look([older, ...buckets.slice(4)]);
    expect(runs.map(({ start }) => start)).toEqual(NIGHTS.slice(2));
  });

  it.each([
    ['after the newest run', [0, 0, 0, 0, 3]],
    ['between runs, more than a few', [0, 30, 0, 0, 0]],
  ])('are not told apart where items were pushed %s: then the newest stretch is judged', (_when, between) => {
    const { runs, settledRun, runsUnknown } = look(nightly([100, 100, 100, 100, 100], between));
    expect({ runs, pushed: (settledRun?.pushed ?? 0) >= 100, runsUnknown }).toEqual({
      runs: [],
      pushed: true,
      runsUnknown:
        'Not every row was read, and items are pushed outside of batches too: where one run ends and the next begins is not known.',
    });
  });

  it('are told apart though a few items were pushed by hand between two', () => {
    expect(look(nightly([100, 100, 100, 100, 100], [0, 5, 0, 0, 0])).runs.length).toBe(5);
  });

  it('are parted by the silences between counts where items are pushed one by one, as fine as these are', () => {
    const { runs, settledRun, edgeMs } = look(nightly([100, 100, 100, 100, 40]), []);
    expect([runs.map(({ start, end, pushed }) => [start, end, pushed]), settledRun, edgeMs]).toEqual([
      NIGHTS.map((night, at) => [night, toIso(toMs(night) + 2 * HOUR_MS), at === 4 ? 40 : 100]),
      runs.at(-1),
      2 * HOUR_MS,
    ]);
  });

  it('do not settle before the stretch has that they end in', () => {
    const [...buckets] = nightly([100, 100, 100, 100]);
    const { runs, settledRun } = look([...buckets.slice(0, -2), bucket(NIGHTS[4] ?? '', NOW, 40)], []);
    expect(runs.map(({ settled }) => settled)).toEqual([true, true, true, true, false]);
    expect(settledRun).toEqual(runs[3]);
  });

  it('are told apart by counts no further back than a group of stretches that may hold several', () => {
    const [early, late] = [NIGHTS[0] ?? '', toIso(toMs(NIGHTS[2] ?? '') + 2 * HOUR_MS)];
    const rest = nightly([0, 0, 0, 100, 100]).slice(5);
    expect(look([bucket(early, late, 300), ...rest], []).runs.map(({ start }) => start)).toEqual(
      NIGHTS.slice(3),
    );
    expect(look([bucket(early, NIGHTS[4] ?? '', 400), ...rest.slice(3)], []).runsUnknown).toMatch(
      /pushed outside of batches/,
    );
  });

  it('are not known where items are pushed all the time, nor without counts', () => {
    const always = look(nightly([100, 100, 100, 100, 100], [50, 50, 50, 50, 50]), []);
    expect(always.runsUnknown).toMatch(/pushed outside of batches/);
    expect(look([])).toEqual({
      runs: [],
      edgeMs: 0,
      settledRun: null,
      runsUnknown: 'Not every row was read, and the rows could not be counted in stretches.',
    });
  });
});
