import { callsOf, fullRun, jobCall } from './job';
import type { Scenario } from './scenario';
import type { Run } from './schedule';

const HOUR_MS = 3_600_000;
const RUNS_PER_DAY = 4;

/** Items that a run pushes, and that the Push API processes in a day. */
const ITEMS = 300;

/** Since three days ago, when the organization is made. */
const RUNS_SINCE = 3 * RUNS_PER_DAY;

function isFirstOfDay({ start }: Run): boolean {
  return start % (24 * HOUR_MS) < (24 * HOUR_MS) / RUNS_PER_DAY;
}

/**
 * A job that ran once a day runs four times since three days ago, and pushes everything each time. The day's items are
 * used up by the first run; the others are refused with 429, and a LIMIT_REACHED activity stands for each.
 */
export const dailyLimit: Scenario = {
  jobs: [
    {
      name: 'Price list',
      uri: 'https://prices.example.com/articles',
      rhythm: { runsPerDay: RUNS_PER_DAY, hour: 2 },
      size: ITEMS,
      turnover: 0,
      batches: 3,
    },
  ],
  calls(job, seed, run) {
    if (isFirstOfDay(run)) return callsOf(job, seed, run, { ...fullRun(job, seed, run), olderThan: null });
    return run.back < RUNS_SINCE ? [jobCall(seed, run.start, { type: 'throttled' })] : [];
  },
  limits: { pushApiMaximumDailyDocumentCount: ITEMS },
};
