import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import { type CanaryLook, canaryPace, MOST_DELETIONS, newCanary, seeLeaving } from './canary';
import type { Canary, WriteAnswer } from './source-action';

const URI = 'pushscope://canary/canary000001';
const SENT_AT = '2026-11-22T12:00:00.000Z';
const PACE = canaryPace('us');

const THROTTLED: WriteAnswer = {
  call: 'push.deleteDocument',
  method: 'DELETE',
  url: 'https://api.cloud.coveo.com',
  outcome: 'refused',
  status: 429,
  requestId: null,
  at: SENT_AT,
  ms: 12,
  text: 'Coveo answered 429 TOO_MANY_REQUESTS: Too many requests were sent. Nothing was done.',
};

const UNKNOWN: WriteAnswer = {
  ...THROTTLED,
  outcome: 'unknown',
  status: 504,
  text: 'Coveo answered 504: Endpoint request timed out. It may have taken effect all the same.',
};

const leaving = (deletions: readonly WriteAnswer[]): Canary => ({
  ...newCanary('canary000001', '2026-11-22T11:55:00.000Z', false),
  state: 'leaving',
  arrival: { end: 'indexed', at: '2026-11-22T11:59:00.000Z', text: 'Indexed.', problem: null },
  deletions,
  asOf: SENT_AT,
});

const look = (asOf: string): CanaryLook => ({ rows: [], asOf, unread: null, hopeless: false });

const SOON = '2026-11-22T12:04:59.000Z';
const LATER = '2026-11-22T12:05:00.000Z';

describe('a deletion that Coveo refused with 429', () => {
  it('is waited over, and then sent again', () => {
    const canary = leaving([THROTTLED]);
    expect([
      seeLeaving(canary, look(SOON), PACE, false),
      seeLeaving(canary, look(LATER), PACE, false),
    ]).toEqual([
      { ...canary, asOf: SOON },
      { ...canary, asOf: LATER, state: 'deleting' },
    ]);
  });

  it('is not sent again once a row says that the canary is gone', () => {
    const canary = leaving([UNKNOWN, THROTTLED]);
    const at = '2026-11-22T12:00:03.000Z';
    const row = buildRow({ at, item: URI, operation: 'DELETE', task: 'INDEXING' });
    expect(seeLeaving(canary, { ...look(SOON), rows: [row] }, PACE, false)).toEqual({
      ...canary,
      state: 'gone',
      leaving: [{ task: 'INDEXING', operation: 'DELETE', result: 'COMPLETED', at, afterMs: 3_000 }],
      asOf: SOON,
      end: { at, text: 'Deleted: its deletion was through Sun 22 Nov 12:00 UTC.' },
    });
  });

  it('as often as deletions are sent at most leaves the canary, in Coveo’s words', () => {
    const canary = leaving(Array.from({ length: MOST_DELETIONS }, () => THROTTLED));
    expect(seeLeaving(canary, look(LATER), PACE, false)).toEqual({
      ...canary,
      state: 'left',
      asOf: LATER,
      end: {
        at: LATER,
        text: 'It was not deleted. Coveo answered 429 TOO_MANY_REQUESTS: Too many requests were sent. Nothing was done.',
      },
    });
  });

  it('after one that may have been taken leaves it open whether the canary is gone', () => {
    const canary = leaving([UNKNOWN, UNKNOWN, THROTTLED]);
    expect(seeLeaving(canary, look(LATER), PACE, false).end).toEqual({
      at: LATER,
      text: 'Its deletion was sent 3 times, and no row of it came within 5 min: look whether the item is still there.',
    });
  });

  it('with another status leaves the canary at once', () => {
    const text = 'Coveo answered 403 ACCESS_DENIED: Access is denied. Nothing was done.';
    const canary = leaving([{ ...THROTTLED, status: 403, text }]);
    expect(seeLeaving(canary, look(SOON), PACE, false)).toEqual({
      ...canary,
      state: 'left',
      asOf: SOON,
      end: { at: SOON, text: `It was not deleted. ${text}` },
    });
  });

  it('with another status after one that may have been taken does not claim that nothing was deleted', () => {
    const text = 'Coveo answered 403 ACCESS_DENIED: Access is denied. Nothing was done.';
    const canary = leaving([UNKNOWN, { ...THROTTLED, status: 403, text }]);
    expect(seeLeaving(canary, look(SOON), PACE, false).end).toEqual({
      at: SOON,
      text: `Its last deletion was refused. ${text} Whether one before it took effect is not known.`,
    });
  });
});
