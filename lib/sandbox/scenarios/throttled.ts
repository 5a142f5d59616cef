import { isThrottled } from '../pipeline/rules';
import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

/**
 * Since three days ago the Push API refuses the job's calls in bursts. The job tells no status and does not try again:
 * what was refused is missing from its runs, and a LIMIT_REACHED activity stands for each burst. It leaves out its
 * clean-up then. Calls that come in a burst today are refused, too.
 */
export const throttled: Scenario = {
  jobs: [
    {
      name: 'Product reviews',
      uri: 'https://reviews.example.com/products',
      rhythm: { runsPerDay: 1, hour: 4 },
      size: 660,
      turnover: 2,
      batches: 12,
    },
  ],
  calls(job, seed, run) {
    const plan = { ...fullRun(job, seed, run), status: 'none' } as const;
    if (run.back >= RUNS) return callsOf(job, seed, run, plan);
    return callsOf(job, seed, run, { ...plan, olderThan: null }).map((call) =>
      isThrottled({ throttledSince: run.start }, call.at)
        ? { ...call, request: { type: 'throttled' } }
        : call,
    );
  },
  rules: (createdAt) => ({ throttledSince: beforeRuns(createdAt, RUNS) }),
};
