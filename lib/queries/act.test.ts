import { expect, it } from 'vitest';
import type { SourceAction } from '@/lib/health/act/source-action';
import { askAgainMs } from './act';

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
    expect([askAgainMs([action], false), askAgainMs([action], true)]).toEqual([well, failing]);
  },
);

it('what was done is asked again in a minute where nothing is known to have been', () => {
  expect([askAgainMs([], false), askAgainMs([], true)]).toEqual([60_000, 60_000]);
});
