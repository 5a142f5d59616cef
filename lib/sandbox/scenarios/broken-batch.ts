import { batchCall, batchesOf, callsAround, callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** The batch of the run that is broken. */
const BROKEN_BATCH = 2;

const MESSAGE = 'Unable to deserialize the batch: unexpected token at position 48211.';

/** In the newest run one batch is not JSON: its items never appear. The job noticed nothing, but left out its clean-up. */
export const brokenBatch: Scenario = {
  jobs: [
    {
      name: 'Product sheets',
      uri: 'https://products.example.com/sheets',
      rhythm: { runsPerDay: 1, hour: 1 },
      size: 540,
      turnover: 2,
      batches: 6,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back !== 0) return callsOf(job, seed, run, plan);
    const calls = batchesOf(job, seed, run, plan).map(({ at, items }, index) =>
      batchCall(seed, at, index === BROKEN_BATCH ? { kind: 'broken', message: MESSAGE } : items),
    );
    return callsAround(seed, run, { ...plan, olderThan: null }, calls);
  },
};
