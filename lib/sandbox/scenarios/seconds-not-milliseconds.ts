import { batchCall, batchesOf, callsAround, callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

const inSeconds = (time: number) => BigInt(Math.floor(time / 1_000));

/** Since three days ago the job's ordering ids are in seconds: everything is refused, nothing is deleted, the index stays as it was. */
export const secondsNotMilliseconds: Scenario = {
  jobs: [
    {
      name: 'Partner portal',
      uri: 'https://partners.example.com/portal',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 400,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back >= RUNS) return callsOf(job, seed, run, plan);
    const calls = batchesOf(job, seed, run, plan).map(({ at, items }) =>
      batchCall(seed, at, items, inSeconds(at)),
    );
    return callsAround(seed, run, { ...plan, olderThan: inSeconds(run.start) }, calls);
  },
};
