import { describe, expect, it } from 'vitest';
import type { SourceSummary } from '@/lib/health/source-list';
import { isDue, type Judgement, matches, showSource as show, worstFirst } from './shown-source';

const summary: SourceSummary = {
  id: 'abc-org',
  name: 'Product catalog',
  type: 'PUSH',
  status: 'PUSH_READY',
  lastOperation: null,
  items: 640,
  verdict: 'unknown',
  verdictAsOf: null,
  reason: null,
  rows: { total: 18_037 },
};
const AT = '2026-11-17T14:32:00.000Z';
const showSource = (of: SourceSummary, judgement: Judgement | undefined, now = AT) =>
  show(of, judgement, now);

describe('a source in the list', () => {
  it('is "not looked at" until it is looked at, and never healthy by itself', () => {
    expect(showSource(summary, undefined)).toEqual({
      summary,
      verdict: 'not looked at',
      reason: null,
      asOf: null,
    });
    expect(showSource(summary, { state: 'checking' }).verdict).toBe('checking');
  });

  it('keeps the last verdict, and a failure known from its status, while it is checked', () => {
    expect(
      showSource({ ...summary, verdict: 'degraded', verdictAsOf: AT }, { state: 'checking' }).verdict,
    ).toBe('degraded');
    expect(showSource({ ...summary, verdict: 'failing' }, { state: 'checking' }).verdict).toBe('failing');
  });

  it('with a verdict older than 15 minutes is to be judged again, and says what it was', () => {
    const old = {
      ...summary,
      verdict: 'healthy',
      verdictAsOf: AT,
      reason: 'No problem seen. 640 items.',
    } as const;
    const [still, late] = ['2026-11-17T14:47:00.000Z', '2026-11-17T14:47:00.001Z'];
    expect([isDue(old, still), isDue(old, late), isDue(summary, still)]).toEqual([false, true, true]);
    expect(showSource(old, undefined, still).verdict).toBe('healthy');
    const was = { summary: old, reason: 'Was “No problem seen”: 640 items.', asOf: AT };
    expect(showSource(old, undefined, late)).toEqual({ ...was, verdict: 'not looked at' });
    expect(showSource(old, { state: 'checking' }, late)).toEqual({ ...was, verdict: 'checking' });
    expect(showSource({ ...old, reason: null }, undefined, late).reason).toBe('Was “No problem seen”.');
    expect(showSource({ ...old, verdict: 'failing' }, { state: 'checking' }, late).verdict).toBe('failing');
  });

  it('shows what the logs said', () => {
    const judged = { state: 'judged', verdict: 'failing', reason: '412 items lost.', asOf: AT } as const;
    expect(showSource(summary, judged)).toEqual({
      summary,
      verdict: 'failing',
      reason: '412 items lost.',
      asOf: AT,
    });
  });

  it('is unknown, with the reason, where the logs could not be read', () => {
    expect(showSource(summary, { state: 'failed', why: 'Not read: 403.' })).toEqual({
      summary,
      verdict: 'unknown',
      reason: 'Not read: 403.',
      asOf: null,
    });
  });
});

describe('the list', () => {
  it('has the worst first, then by name', () => {
    const judged = (name: string, verdict: SourceSummary['verdict']) =>
      showSource({ ...summary, name, id: name, verdict, verdictAsOf: AT }, undefined);
    const sorted = [
      judged('b', 'healthy'),
      judged('d', 'failing'),
      judged('c', 'unknown'),
      judged('a', 'failing'),
    ].sort(worstFirst);
    expect(sorted.map((each) => each.summary.name)).toEqual(['a', 'd', 'c', 'b']);
  });

  it('is searched by every word, in name, id, status and reason', () => {
    const shown = { ...showSource(summary, undefined), reason: '412 items rejected.' };
    expect(
      ['', 'catalog', 'CATALOG reject', 'abc-org', 'push_ready'].map((query) => matches(shown, query)),
    ).toEqual(Array(5).fill(true));
    expect(matches(shown, 'catalog silent')).toBe(false);
  });
});
