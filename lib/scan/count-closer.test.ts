import { describe, expect, it } from 'vitest';
import type { Bucket } from '@/lib/evidence/bucket';
import type { Evidence } from '@/lib/evidence/evidence';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { LOGS_CALLS_AT_A_TIME } from './budget';
import { closerStretches, countCloser, MOST_CLOSER } from './count-closer';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';
import { slicesUnderTest } from './slice-cache-under-test';

/** A run of `busy`, which begins at six, and quiet time around it. */
const WINDOW = { from: '2026-11-22T05:30:00.000Z', to: '2026-11-22T08:00:00.000Z' };

function bucket(from: string, to: string, rows: number): Bucket {
  return { from, to, counts: { operations: {}, results: { COMPLETED: rows }, tasks: {}, sources: {} } };
}

const NIGHT = bucket('2026-11-22T00:00:00.000Z', '2026-11-22T12:00:00.000Z', 900);
const QUIET = bucket('2026-11-22T12:00:00.000Z', '2026-11-23T00:00:00.000Z', 0);

describe('the stretches of a closer look', () => {
  it('cut what was counted finer, within the window, and leave out where nothing was', () => {
    const window = { from: '2026-11-22T10:10:00.000Z', to: '2026-11-22T20:00:00.000Z' };
    const stretches = closerStretches([NIGHT, QUIET], window);
    expect([stretches.length, stretches[0], stretches[1], stretches.at(-1)]).toEqual([
      22,
      { from: '2026-11-22T10:10:00.000Z', to: '2026-11-22T10:15:00.000Z' },
      { from: '2026-11-22T10:15:00.000Z', to: '2026-11-22T10:20:00.000Z' },
      { from: '2026-11-22T11:55:00.000Z', to: '2026-11-22T12:00:00.000Z' },
    ]);
  });

  it('are none where the window is of more than three days, or was counted as fine', () => {
    const week = { from: '2026-11-16T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' };
    const minute = bucket('2026-11-22T00:00:00.000Z', '2026-11-22T00:01:00.000Z', 5);
    expect([closerStretches([NIGHT], week), closerStretches([minute], minute)]).toEqual([[], []]);
  });
});

describe('a closer look at a source whose rows were counted', () => {
  async function scanned() {
    const under = await sandboxWith('busy', { rows: 400_000 });
    const slices = slicesUnderTest();
    const signal = new AbortController().signal;
    const { client, sourceId } = under;
    const { evidence } = await scanSource({ client, sourceId, signal, onEvent: () => {}, slices });
    const progress: number[][] = [];
    const look = () =>
      countCloser({
        client,
        sourceId,
        evidence,
        window: WINDOW,
        signal,
        onEvent: (event) => {
          if (event.type === 'progress' && event.closer) progress.push([event.callsDone, event.callsPlanned]);
        },
        slices,
      });
    return { under, slices, evidence, look, progress };
  }

  it('counts its rows where they came, tells how far it is, and costs nothing the second time', async () => {
    const { evidence, slices, look, progress } = await scanned();
    const tails = slices.slices().filter(({ mark }) => mark.tail !== null).length;
    const first = await look();
    const counted = first?.buckets ?? [];
    expect([counted.length <= MOST_CLOSER, first?.calls]).toEqual([true, counted.length]);
    expect([progress[0], progress.at(-1)]).toEqual([
      [0, counted.length],
      [counted.length, counted.length],
    ]);
    const again = await look();
    expect([again?.calls, again?.buckets]).toEqual([0, counted]);
    // What the scan keeps of its tail stays.
    expect(slices.slices().filter(({ mark }) => mark.tail !== null).length).toBe(tails);
    const pushed = counted.map(({ counts }) => counts.tasks.CONSUMING ?? 0);
    expect([pushed.filter((n) => n > 0).length, drawnIn(evidence, first, counted)]).toEqual([2, pushed]);
    expect(drawnIn(evidence, null, counted)).not.toEqual(pushed);
  });

  /** The pushes of items that the timeline shows in each of some stretches. */
  function drawnIn(
    evidence: Evidence,
    closer: Awaited<ReturnType<typeof countCloser>>,
    stretches: readonly Bucket[],
  ) {
    const { timeline } = judge(evidence, WINDOW, 'source', PROBLEMS, closer).health;
    const lanes = Object.entries(timeline.lanes.pushes).flatMap(([name, lane]) =>
      name === 'BATCH_FILE' ? [] : [lane],
    );
    const inside = (at: string, { from, to }: Bucket) => from <= at && at < to;
    return stretches.map((stretch) =>
      timeline.buckets.reduce(
        (sum, at, index) =>
          sum + (inside(at, stretch) ? lanes.reduce((all, lane) => all + (lane[index] ?? 0), 0) : 0),
        0,
      ),
    );
  }

  it('leaves a tail alone that another scan keeps meanwhile', async () => {
    const { slices, look } = await scanned();
    const looking = look();
    const tails = slices
      .slices()
      .flatMap(({ mark, content }) =>
        mark.tail === null ? [] : [{ mark: { ...mark, tail: 'another' }, content }],
      );
    await slices.keep({ slices: tails, tail: 'another', dropped: [] });
    expect([(await looking)?.buckets === null, tails.length > 0]).toEqual([false, true]);
    expect(slices.slices().flatMap(({ mark }) => mark.tail ?? [])).toEqual(tails.map(() => 'another'));
  });

  it('that fails in one stretch refines nothing, and says which call failed', async () => {
    const { under, evidence, look } = await scanned();
    await under.control('POST', '/organizations/under-test/faults', {
      operation: 'logs.facetsStats',
      status: 403,
      body: { message: 'Forbidden' },
      times: 1,
    });
    const closer = await look();
    expect(closer?.buckets).toBeNull();
    const refused = closer?.reads.filter(({ state }) => state === 'refused') ?? [];
    expect(refused.map(({ call, status, of }) => ({ call, status, of }))).toEqual([
      { call: 'logs.facetsStats', status: 403, of: 'a closer look' },
    ]);
    const plain = judge(evidence, WINDOW, 'source', PROBLEMS).health;
    const tried = judge(evidence, WINDOW, 'source', PROBLEMS, closer).health;
    expect([tried.timeline, tried.ledger, tried.verdict]).toEqual([
      plain.timeline,
      plain.ledger,
      plain.verdict,
    ]);
  });

  it('asks no more once one stretch could not be counted', async () => {
    const { under, look } = await scanned();
    await under.control('POST', '/organizations/under-test/faults', {
      operation: 'logs.facetsStats',
      status: 500,
      body: { message: 'Down' },
      times: 100,
    });
    const before = under.asked.length;
    const closer = await look();
    // Whoever waited for a turn has it by the time that the first ones are known to have failed.
    const isFew = under.asked.length - before <= 2 * LOGS_CALLS_AT_A_TIME;
    expect([isFew, closer?.buckets]).toEqual([true, null]);
  });

  it('is not taken where every row was read', async () => {
    const under = await sandboxWith('healthy');
    const { client, sourceId } = under;
    const signal = new AbortController().signal;
    const { evidence } = await scanSource({ client, sourceId, signal, onEvent: () => {} });
    const before = under.asked.length;
    const request = { client, sourceId, evidence, window: WINDOW, signal, onEvent: () => {} };
    expect([await countCloser(request), under.asked.length]).toEqual([null, before]);
  });
});
