import type { CapturedLook, SourceDay } from './source-day';
import { dayWindow } from './whole-days';

/** For tests: what was captured of a day of which everything was observed and that one person looked at. */
export function buildDay(day: string, different: Partial<SourceDay> = {}): SourceDay {
  return {
    day,
    observed: [dayWindow(day)],
    pushes: { ADD: 90, DELETE: 10 },
    batches: { BATCH_FILE: 2 },
    outcomes: { indexed: 80, deleted: 10, rejected: 6, errored: 3, unfinished: 1 },
    runs: [
      { start: `${day}T02:00:00.000Z`, end: `${day}T02:20:00.000Z`, pushed: 100, indexed: 80, failed: 10 },
    ],
    look: buildLook(day),
    looks: { looking: 1, capture: 0 },
    ...different,
  };
}

/** For tests: a look on a day at noon that found the source failing. */
export function buildLook(day: string, different: Partial<CapturedLook> = {}): CapturedLook {
  return {
    at: `${day}T12:00:00.000Z`,
    by: 'looking',
    verdict: 'failing',
    reasons: ['10 of 100 items in the newest run lost (10 %).'],
    items: 4_200,
    findings: [
      {
        problem: 'metadata-too-large',
        title: '6 items rejected: metadata over 52,428,800 bytes',
        severity: 'error',
        count: 6,
        unit: 'rows',
        issue: '7d2k9mwx4hqp',
      },
    ],
    complete: true,
    notRead: [],
    ...different,
  };
}
