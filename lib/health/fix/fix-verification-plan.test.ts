import { describe, expect, it } from 'vitest';
import { toIso, toMs } from '@/lib/evidence/time';
import { capturedOf, healthOn } from '@/lib/health/issue/issue-under-test';
import { PROBLEMS } from '@/lib/problems/problems';
import { planAssumptions, planVerification } from './fix-verification-plan';
import { SINCE } from './fix-verification-under-test';

describe('the plan', () => {
  const captured = capturedOf(healthOn('2026-11-20', [0, 0, 2]));
  const issue = {
    problem: 'rejected-unexplained',
    lastSeen: '2026-11-20T02:00:03.000Z',
    captured: [captured],
  };

  it('follows the items that the issue names, by the latency that was measured', () => {
    const plan = planVerification(issue, null, PROBLEMS);
    expect(plan).toEqual({
      since: '2026-11-20T02:00:03.000Z',
      subject: 'items',
      items: ['https://example.com/0', 'https://example.com/1'],
      total: 2,
      deletes: false,
      enterMs: 300_000,
      passMs: 60_000,
      settleMs: 1_800_000,
      measuredMs: 3_000,
    });
    expect(planAssumptions(plan)).toEqual([
      'Of this source’s items 95 % took 3 s at most from their first row to the last; 1 min is allowed.',
      'That a push leaves its first row within 5 min is an assumption.',
    ]);
  });

  it('follows fifty of many, and says of how many', () => {
    const sample = Array.from({ length: 80 }, (_, n) => `https://example.com/${n}`);
    const many = { ...captured, finding: { ...captured.finding, items: { sample, total: 412, lost: null } } };
    const plan = planVerification({ ...issue, captured: [many] }, SINCE, PROBLEMS);
    expect([plan.since, plan.items.length, plan.total]).toEqual([SINCE, 50, 412]);
  });

  it('assumes where nothing was measured or can be read any more', () => {
    const plan = planVerification({ ...issue, captured: [] }, null, PROBLEMS);
    expect([plan.subject, plan.passMs, ...planAssumptions(plan)]).toEqual([
      'source',
      1_800_000,
      'No latency was measured on this source: 30 min from the first row to the last is assumed.',
      'That a push leaves its first row within 5 min is an assumption.',
      'A run counts as settled 30 min after its last push.',
    ]);
  });

  it('counts from the end of the run where no items tell what is pushed again', () => {
    const source = (lastSeen: string) =>
      planVerification({ ...issue, problem: 'silent-source', lastSeen }, null, PROBLEMS).since;
    const run = captured.newestRun;
    expect([
      source(run?.start ?? ''),
      source('2026-11-20T11:00:00.000Z'),
      source('2026-11-18T02:00:00.000Z'),
    ]).toEqual([run?.end, captured.capturedAt, toIso(toMs(run?.start ?? '') - 1)]);
  });
});
