import { describe, expect, it } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import type { Coverage } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { HOUR_MS, MINUTE_MS } from '@/lib/evidence/time';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import type { ScanBudget } from './budget';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';
import type { SliceCache } from './slice-cache';
import { slicesUnderTest } from './slice-cache-under-test';

type Under = Awaited<ReturnType<typeof sandboxWith>>;

/** One scan, what it is judged to be, and how many Source Logs calls it took. */
async function scan(
  under: Under,
  slices: SliceCache | undefined,
  budget: Partial<ScanBudget> = {},
  client: CoveoClient = under.client,
) {
  const before = under.asked.length;
  const planned: number[] = [];
  const { evidence } = await scanSource({
    client,
    sourceId: under.sourceId,
    signal: new AbortController().signal,
    onEvent: (event) => event.type === 'plan' && planned.push(event.plan.calls),
    budget,
    ...(slices === undefined ? {} : { slices }),
  });
  const { health, findings } = judge(evidence, evidence.window, under.sourceId, PROBLEMS);
  const logs = under.asked.slice(before).filter((path) => path.startsWith('/sandbox/logs/')).length;
  return { evidence, health, findings, logs, planned };
}

/** What was observed, whoever answered: without how it was read. */
function observed({ coverage, ...evidence }: Evidence) {
  const { reads: _, calls: __, ...rest } = coverage;
  return { ...evidence, coverage: rest };
}

function keptReads({ reads }: Coverage) {
  return reads.filter(({ why }) => why?.startsWith('From Pushscope’s store, read at 2026-11-22 16:00 UTC.'));
}

describe('a source that is scanned again and did not change', () => {
  it.each([
    ['with a million rows, most of them counted', 'busy', { rows: 1_000_000 }, {}],
    ['a hundred rows a page', 'busy', { rows: 100_000, perPageCap: 100 }, {}],
    ['that is read whole', 'busy', { rows: 6_000 }, {}],
    ['that is counted by its budget', 'metadata-too-large', {}, { rows: 5_000 }],
  ])(
    '%s costs at most six Source Logs calls and gives the same evidence',
    async (_, name, settings, budget) => {
      const under = await sandboxWith(name, settings);
      const slices = slicesUnderTest();
      const cold = await scan(under, slices, budget);
      const warm = await scan(under, slices, budget);
      expect(cold.logs).toBeLessThanOrEqual(60);
      expect(warm.logs).toBeLessThanOrEqual(6);
      // What is kept is not in the plan: it is all there is to this one.
      expect(warm.planned).toEqual([0]);
      // The first counts come before there is a plan.
      expect(Math.max(...cold.planned)).toBeGreaterThanOrEqual(cold.logs - 4);
      expect(observed(warm.evidence)).toEqual(observed(cold.evidence));
      expect(warm.findings).toEqual(cold.findings);
      expect(warm.health.ledger).toEqual(cold.health.ledger);
      expect(keptReads(warm.evidence.coverage).length).toBeGreaterThan(0);
      expect(keptReads(cold.evidence.coverage).filter(({ call }) => call === 'logs.list')).toEqual([]);
    },
  );

  it('with more failures than its budget allows to read, is read better by the next scan, for less', async () => {
    const under = await sandboxWith('metadata-too-large', { perPageCap: 10 });
    const slices = slicesUnderTest();
    const first = await scan(under, slices, { calls: 40 });
    const second = await scan(under, slices, { calls: 40 });
    expect(second.logs).toBeLessThan(first.logs);
    expect(second.evidence.rows.length).toBeGreaterThan(first.evidence.rows.length);
  });
});

describe('a source of which nothing new came', () => {
  it.each([
    ['of a week, as in the benchmark', 'bursts', { rows: 50_000, perPageCap: 200 }, {}],
    ['of a week, with few failures', 'busy', { rows: 50_000, perPageCap: 200 }, {}],
    ['of two weeks, in nightly runs', 'healthy', { perPageCap: 100 }, {}],
    ['of two weeks, pushed one by one', 'one-by-one', {}, { rows: 5_000 }],
    ['of two weeks, that fails', 'metadata-too-large', {}, { rows: 5_000 }],
  ])(
    '%s, costs at most six Source Logs calls a minute later, within an hour and over its end',
    async (_, name, settings, budget) => {
      const calls: [string, number][] = [];
      // Within an hour, over its end, over that of an hour at night, and where the silence after a run begins.
      for (const minutes of [28, 58, 539, 779]) {
        const under = await sandboxWith(name, settings);
        const advance = (by: number) =>
          under.control('POST', '/organizations/under-test/clock', { advanceMs: by * MINUTE_MS });
        await advance(minutes);
        const slices = slicesUnderTest();
        await scan(under, slices, budget);
        await advance(1);
        const { evidence, logs } = await scan(under, slices, budget);
        calls.push([evidence.now, logs]);
      }
      expect(calls.filter(([, logs]) => logs > 6)).toEqual([]);
    },
  );

  it('asks nothing of the time before the 14 days that are read, however long it has been silent', async () => {
    const under = await sandboxWith('silent', {});
    const slices = slicesUnderTest();
    const before: string[] = [];
    const client: CoveoClient = {
      ...under.client,
      fetch: (url, init) => {
        const from = new URL(url).searchParams.get('from');
        if (url.includes('/logs/v1/') && from !== null) before.push(from);
        return under.client.fetch(url, init);
      },
    };
    for (let day = 0; day < 16; day++) {
      const { evidence } = await scan(under, slices, {}, client);
      expect(before.splice(0).filter((from) => from < evidence.window.from)).toEqual([]);
      await under.control('POST', '/organizations/under-test/clock', { advanceMs: 24 * HOUR_MS });
    }
  });
});

describe('a source that is scanned again after some time', () => {
  it.each([
    ['an hour', 'busy', { rows: 100_000 }, 1, 12],
    ['six hours', 'busy', { rows: 100_000 }, 6, 40],
    ['an hour', 'busy', { rows: 6_000 }, 1, 8],
    ['three days', 'silent', {}, 72, 20],
  ])(
    '%s, gives what reading everything gives, and reads only what is new (%s)',
    async (_, name, settings, hours, most) => {
      const under = await sandboxWith(name, settings);
      const slices = slicesUnderTest();
      await scan(under, slices);
      await under.control('POST', '/organizations/under-test/clock', { advanceMs: hours * HOUR_MS });
      const again = await scan(under, slices);
      const anew = await scan(under, undefined);
      expect(observed(again.evidence)).toEqual(observed(anew.evidence));
      expect(again.logs).toBeLessThanOrEqual(most);
    },
  );

  it('looks up and draws the same items: what is kept does not count as spent', async () => {
    const under = await sandboxWith('bursts', { rows: 200_000, perPageCap: 130 });
    const slices = slicesUnderTest();
    const chosen = async () => {
      const { evidence } = await scan(under, slices);
      return { lookedUp: evidence.counted?.lookedUp, timed: evidence.counted?.timed };
    };
    const cold = await chosen();
    const later = [];
    for (const minutes of [4, 30]) {
      await under.control('POST', '/organizations/under-test/clock', { advanceMs: minutes * MINUTE_MS });
      later.push(await chosen());
    }
    expect(cold.lookedUp?.length).toBeGreaterThan(3);
    expect(later).toEqual([cold, cold]);
  });

  it('of which rows came late is read anew where they came, and nowhere else', async () => {
    const under = await sandboxWith('busy', { rows: 6_000 });
    const slices = slicesUnderTest();
    await scan(under, slices);
    const rows = slices.slices().find(({ content }) => content.kind === 'rows' && content.rows.length > 100);
    const counts = slices.slices().filter(({ mark }) => mark.kind === 'counts' && mark.tail === null);
    // As if fewer rows had been there when they were read.
    const taken = rows?.content.kind === 'rows' ? rows.content.rows.slice(0, 7) : [];
    await slices.keep({
      slices: [
        ...(rows === undefined ? [] : [{ ...rows, content: { kind: 'rows' as const, rows: [] } }]),
        ...counts.flatMap((one) => {
          if (one.content.kind !== 'counts' || rows === undefined) return [];
          if (one.mark.to <= rows.mark.from || one.mark.from >= rows.mark.to) return [];
          const { results } = one.content.counts;
          const fewer = { ...results, COMPLETED: (results.COMPLETED ?? 0) - taken.length };
          return [
            {
              ...one,
              content: { kind: 'counts' as const, counts: { ...one.content.counts, results: fewer } },
            },
          ];
        }),
      ],
      tail: null,
      dropped: [],
    });
    const again = await scan(under, slices);
    const anew = await scan(under, undefined);
    expect(observed(again.evidence)).toEqual(observed(anew.evidence));
    expect(again.logs).toBeLessThan(anew.logs);
    expect((await scan(under, slices)).logs).toBeLessThanOrEqual(6);
  });

  it('and was stopped the first time, is read on where it was left', async () => {
    const under = await sandboxWith('busy', { rows: 6_000 });
    const slices = slicesUnderTest();
    const stopping = new AbortController();
    await scanSource({
      client: under.client,
      sourceId: under.sourceId,
      signal: stopping.signal,
      onEvent: (event) => {
        if (event.type === 'progress' && event.rowsDone > 3_000) stopping.abort();
      },
      slices,
    });
    const second = await scan(under, slices);
    const anew = await scan(under, undefined);
    expect(observed(second.evidence)).toEqual(observed(anew.evidence));
    expect(second.logs).toBeLessThan(anew.logs);
  });
});
