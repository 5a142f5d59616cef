import { describe, expect, it } from 'vitest';
import type { Bucket } from '@/lib/evidence/bucket';
import { MINUTE_MS, toMs } from '@/lib/evidence/time';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { closerStretches, countCloser, MOST_CLOSER } from './count-closer';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';
import { slicesUnderTest } from './slice-cache-under-test';

/** An hour of `busy` in whose first half a run pushes. */
const WINDOW = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T01:00:00.000Z' };

function bucket(from: string, to: string, rows: number): Bucket {
  return { from, to, counts: { operations: {}, results: { COMPLETED: rows }, tasks: {}, sources: {} } };
}

const NIGHT = bucket('2026-11-22T00:00:00.000Z', '2026-11-22T12:00:00.000Z', 900);
const QUIET = bucket('2026-11-22T12:00:00.000Z', '2026-11-23T00:00:00.000Z', 0);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

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
        onEvent: (event) => event.type === 'progress' && progress.push([event.callsDone, event.callsPlanned]),
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
    const { timeline } = judge(evidence, WINDOW, 'source', PROBLEMS, first).health;
    const { BATCH_FILE: _, ...items } = timeline.lanes.pushes;
    const pushed = Object.values(items).flat();
    const entered = counted.map(({ counts }) => counts.tasks.CONSUMING ?? 0);
    expect([sum(pushed), sum(entered)]).toEqual([3_703, 3_703]);
    const busy = counted.filter((_, at) => entered[at] !== 0).map(({ from }) => from);
    const drawn = timeline.buckets.filter((_, at) => Object.values(items).some((lane) => lane[at] !== 0));
    expect([busy[0], busy.length < counted.length]).toEqual(['2026-11-22T00:00:00.000Z', true]);
    expect(
      drawn.every((at) => busy.some((from) => from <= at && toMs(at) < toMs(from) + 5 * MINUTE_MS)),
    ).toBe(true);
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
