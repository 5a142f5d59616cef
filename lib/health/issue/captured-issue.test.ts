import { describe, expect, it } from 'vitest';
import { missingPart } from '@/lib/evidence/evidence-builder';
import { readJson } from '@/lib/evidence/json';
import type { Health } from '@/lib/health/health';
import { RULES_VERSION } from '@/lib/problems/problems';
import {
  captureIssue,
  MAX_CAPTURED_ITEMS,
  MAX_CAPTURED_READS,
  MAX_META_CHARACTERS,
  readCaptured,
} from './captured-issue';
import { capturedOf, healthOn } from './issue-under-test';

const HEALTH = healthOn('2026-11-20', [0, 0, 0, 2]);
const FINDING = HEALTH.findings[0];

describe('what is kept of a finding', () => {
  it('is all that was seen of it and what it rests on, without what only the page needs', () => {
    const { issue: _, query: __, inNewestRun, ...finding } = FINDING ?? { issue: null, inNewestRun: null };
    expect(capturedOf(HEALTH)).toEqual({
      capturedAt: '2026-11-20T12:00:00.000Z',
      verdict: 'degraded',
      reasons: HEALTH.reasons,
      finding: { ...finding, measure: null },
      query: {
        window: { from: '2026-11-06T12:00:00.000Z', to: '2026-11-20T12:00:00.000Z' },
        filters: [
          'Source aaaaaaaaaaaaaaaaaaaaaaaaaa-org',
          'Every log row: all stages, operations and results',
        ],
      },
      coverage: { complete: true, rowsCounted: 158, rowsRead: 158, calls: 0, notRead: [], notReadTotal: 0 },
      newestRun: {
        start: '2026-11-20T02:00:00.000Z',
        end: '2026-11-20T02:00:09.000Z',
        pushed: 10,
        refused: 0,
        batches: 0,
        found: inNewestRun,
      },
      usual: { pushed: 10, indexed: 10, runs: 3 },
      latency: { p50Ms: 3000, p95Ms: 3000, settleMs: 1_800_000 },
      source: { id: 'aaaaaaaaaaaaaaaaaaaaaaaaaa-org', name: 'Articles', type: 'PUSH', status: 'PUSH_READY' },
      versions: { tool: '0.1.0', rules: RULES_VERSION },
    });
    expect(inNewestRun).toBe(2);
  });

  it('is bounded: items, reads that failed, and what a row carries', () => {
    if (FINDING === undefined) throw new Error('Nothing was found.');
    const long = 'x'.repeat(MAX_META_CHARACTERS);
    const item = (index: number) => `a://${index}`;
    const { judged } = HEALTH;
    const refused = {
      call: 'logs.list',
      ...judged,
      state: 'refused' as const,
      rows: 0,
      status: 403,
      why: 'No.',
    };
    const health: Health = {
      ...HEALTH,
      coverage: {
        ...HEALTH.coverage,
        complete: false,
        reads: [
          { call: 'sources.get', ...judged, state: 'read', rows: 0 },
          { call: 'logs.list', from: '2026-01-01T00:00:00.000Z', to: judged.from, state: 'skipped', rows: 0 },
          ...Array.from({ length: 30 }, () => refused),
        ],
      },
    };
    const { finding, coverage, query } = captureIssue(
      health,
      {
        ...FINDING,
        items: { sample: Array.from({ length: 300 }, (_, index) => item(index)), total: 300, lost: 4 },
        evidence: FINDING.evidence.map((row) => ({ ...row, meta: { long } })),
      },
      '0.1.0',
    );
    expect(finding.items).toEqual({
      sample: Array.from({ length: MAX_CAPTURED_ITEMS }, (_, index) => item(index)),
      total: 300,
      lost: 4,
    });
    expect(finding.evidence.map(({ meta }) => meta)).toEqual(
      FINDING.evidence.map(() => `{"long":"${long.slice(9)}… (cut: ${MAX_META_CHARACTERS + 11} characters)`),
    );
    expect([coverage.notRead, coverage.notReadTotal]).toEqual([
      Array.from({ length: MAX_CAPTURED_READS }, () => ({
        call: 'logs.list',
        ...judged,
        state: 'refused',
        why: 'No.',
        status: 403,
        requestId: null,
      })),
      30,
    ]);
    expect(query.filters[1]).toBe(
      'Log rows of all stages, operations and results, as far as they could be read',
    );
  });

  it('is the same once it was stored and read again', () => {
    const gap = missingPart('Coveo answered 403.', 'activities.list', 403);
    for (const health of [
      HEALTH,
      healthOn('2026-11-20', [2], { source: null, parts: { activities: gap } }),
      healthOn('2026-11-20', [0, 0, 0, 2], { now: '2026-11-20T02:01:00.000Z' }),
    ]) {
      const captured = capturedOf(health);
      expect(readCaptured(readJson(JSON.parse(JSON.stringify(captured))))).toEqual(captured);
    }
  });
});

describe('what was stored by another version', () => {
  const captured = capturedOf(HEALTH);

  it('is read where it knows more, and words that are not known are the mildest', () => {
    const newer = readJson({
      ...captured,
      verdict: 'worse',
      more: 1,
      finding: { ...captured.finding, more: 1, confidence: 'surer', actor: 'robot' },
    });
    expect(readCaptured(newer)).toEqual({
      ...captured,
      verdict: 'unknown',
      finding: { ...captured.finding, confidence: 'possible', actor: 'administrator' },
    });
  });

  it.each([[null], ['text'], [{}], [{ ...captured, finding: { title: 'x' } }]])(
    'is nothing where it cannot be read',
    (json) => {
      expect(readCaptured(readJson(json))).toBe(null);
    },
  );
});
