import { describe, expect, it } from 'vitest';
import { buildPush } from '@/lib/evidence/evidence-builder';
import { answerOf, explain, ITEM, observed, push } from './item-under-test';

const PUSHED = push('2026-11-20T02:00:00.000Z');
const call = (over: Partial<Parameters<typeof buildPush>[0]>) =>
  buildPush({ at: '2026-11-20T03:00:00.000Z', path: '/documents', documentId: ITEM, ...over });
const problem = { id: 'invalid-token', title: 'Invalid token', confidence: 'certain' } as const;
const REFUSED = call({ status: 401, errorCode: 'INVALID_TOKEN', problem });
const token = (report: ReturnType<typeof explain>) => {
  const decider = report.deciders.find(({ name }) => name === 'token');
  return [decider?.answer, decider?.text];
};

describe('recorded calls of an item', () => {
  it('tell first that its newest push was refused, which no row shows', () => {
    const told =
      'A connector recorded that its newest push was refused with 401 INVALID_TOKEN on Fri 20 Nov 03:00 UTC, most likely because of “Invalid token”.';
    const report = explain(observed(PUSHED, { recorded: [REFUSED] }));
    const before = explain(observed(PUSHED));
    expect([report.state, report.text]).toEqual([before.state, `${told} ${before.text}`]);
    expect(token(report)).toEqual(['no', told]);
    expect([report.recorded, report.recordedTotal]).toEqual([[REFUSED], 1]);
    expect(answerOf(explain(observed([], { recorded: [REFUSED] })))).toContain(
      `never seen, certain: ${told} Never seen in the last 14 days`,
    );
  });

  it.each([
    ['no answer', call({ status: null }), 'got no answer on'],
    ['another refusal', call({ status: 429, errorCode: 'TOO_MANY_REQUESTS' }), 'refused with 429'],
    ['a delete', call({ status: 503, method: 'DELETE' }), 'newest delete was refused with 503'],
  ])('that end with %s say nothing of the token', (_what, newest, told) => {
    const report = explain(observed(PUSHED, { recorded: [newest] }));
    expect([report.text.includes(told), token(report)]).toEqual([true, token(explain(observed(PUSHED)))]);
  });

  it('that were accepted since, or are older than its rows, change nothing of what is said', () => {
    const accepted = call({ at: '2026-11-20T03:30:00.000Z' });
    const old = call({ at: '2026-11-20T01:00:00.000Z', status: 401 });
    for (const recorded of [[accepted, REFUSED], [old]]) {
      expect(explain(observed(PUSHED, { recorded })).text).toBe(explain(observed(PUSHED)).text);
    }
    expect(token(explain(observed([], { recorded: [accepted, REFUSED] })))).toEqual([
      'yes',
      'A connector recorded that a call for it was accepted with 202 on Fri 20 Nov 03:30 UTC; no row shows it.',
    ]);
  });

  it('are as if there were none where none names it', () => {
    expect(explain(observed(PUSHED, { recorded: [] }))).toEqual(explain(observed(PUSHED)));
  });
});
