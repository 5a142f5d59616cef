import { newCanary } from '@/lib/health/act/canary';
import type { Canary, SourceAction } from '@/lib/health/act/source-action';

/** For tests: a canary on its way into the index, ten seconds after it was sent. */
export const CANARY: Canary = {
  ...newCanary('canary000001', '2026-11-22T16:00:30.000Z', false),
  state: 'arriving',
  asOf: '2026-11-22T16:00:40.000Z',
};

/** For tests: what was done to push it. */
export const CANARY_ACTION: SourceAction = {
  id: 'canary000001',
  kind: 'canary',
  at: CANARY.sentAt,
  who: 'Ann',
  issue: null,
  open: true,
  running: true,
  detail: { text: 'Followed on its way into the index.', answers: [], canary: CANARY, probe: null },
};
