import { afterEach, expect, it, vi } from 'vitest';
import type { SourceAction } from '@/lib/health/act/source-action';
import { askAgainMs, sendProbe } from './act';
import { apiError } from './api-error';

const CANARY: SourceAction = {
  id: 'canary000001',
  kind: 'canary',
  at: '2026-11-22T16:00:00.000Z',
  who: 'Ann',
  issue: null,
  open: true,
  running: true,
  detail: { text: 'Being pushed.', answers: [], canary: null, probe: null },
};

const REFUSED = apiError(null, 502, '/api');

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['is under way', { ...CANARY }, 1_000, 10_000],
  ['was left', { ...CANARY, running: false }, 10_000, 10_000],
  ['is gone', { ...CANARY, running: false, open: false }, 60_000, 60_000],
  [
    'is none, and another tab sets IDLE',
    { ...CANARY, kind: 'idle' as const, running: false },
    10_000,
    10_000,
  ],
])(
  'what was done is asked again soon where a canary %s, and not oftener than every 10 s while no answer comes',
  (_, action, well, failing) => {
    expect([askAgainMs([action], null), askAgainMs([action], REFUSED)]).toEqual([well, failing]);
  },
);

it('what was done is asked again in a minute where nothing is known to have been', () => {
  expect([askAgainMs([], null), askAgainMs([], REFUSED)]).toEqual([60_000, 60_000]);
});

it('what was done is asked again soon where Pushscope itself did not answer: something may have been begun', () => {
  expect(askAgainMs([], apiError(null, 0, '/api'))).toBe(10_000);
});

const PLACE = { region: 'sandbox', organization: 'shop', source: 'one' };

it.each([
  ['the connection breaks', () => Promise.reject(new TypeError('Failed to fetch')), 0],
  ['a gateway answers for Pushscope', async () => new Response('Bad gateway', { status: 504 }), 504],
  ['the answer is cut off', async () => new Response('{"id": ', { status: 200 }), 200],
])(
  'an action of which %s may have been sent: that is said, and nobody is told to try again',
  async (_, fetch, status) => {
    vi.stubGlobal('fetch', fetch);
    const failed = await sendProbe(PLACE, { who: null, issue: null }).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      problem: {
        status,
        detail:
          'No sure answer came from Pushscope, so whether it was sent is not known here. “What was done” under Act tells, once Pushscope answers. It is not sent again by itself.',
      },
    });
  },
);
