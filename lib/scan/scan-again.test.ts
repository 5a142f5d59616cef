import { describe, expect, it } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import type { Coverage } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { HOUR_MS } from '@/lib/evidence/time';
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
  const { evidence } = await scanSource({
    client,
    sourceId: under.sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
    budget,
    ...(slices === undefined ? {} : { slices }),
  });
  const { health, findings } = judge(evidence, evidence.window, under.sourceId, PROBLEMS);
  const logs = under.asked.slice(before).filter((path) => path.startsWith('/sandbox/logs/')).length;
  return { evidence, health, findings, logs };
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
    ['with a million rows, a hundred a page', 'busy', { rows: 1_000_000, perPageCap: 100 }, {}],
    ['that is read whole', 'unknown-rejection', {}, {}],
    ['that is silent now', 'healthy', {}, {}],
    ['with more failures than can be read', 'metadata-too-large', { perPageCap: 10 }, { calls: 40 }],
    ['that is counted by its budget', 'metadata-too-large', {}, { rows: 5_000 }],
  ])('%s costs at most six Source Logs calls and gives the same evidence', async (_, name, settings, budget) => {
    const under = await sandboxWith(name, settings);
    const slices = slicesUnderTest();
    const cold = await scan(under, slices, budget);
    const warm = await scan(under, slices, budget);
    expect(cold.logs).toBeLessThanOrEqual(60);
    expect(warm.logs).toBeLessThanOrEqual(6);
    expect(observed(warm.evidence)).toEqual(observed(cold.evidence));
    expect(warm.findings).toEqual(cold.findings);
    expect(warm.health.ledger).toEqual(cold.health.ledger);
    expect(keptReads(warm.evidence.coverage).length).toBeGreaterThan(0);
    expect(keptReads(cold.evidence.coverage).filter(({ call }) => call === 'logs.list')).toEqual([]);
  });

  it('is told what one that keeps nothing is told', async () => {
    const under = await sandboxWith('busy', { rows: 1_000_000 });
    const alone = await scan(under, undefined);
    const keeping = await scan(under, slicesUnderTest());
    expect(keeping.findings).toEqual(alone.findings);
    expect(keeping.health.ledger).toEqual(alone.health.ledger);
    expect(keeping.evidence.counts).toEqual(alone.evidence.counts);
  });
});
