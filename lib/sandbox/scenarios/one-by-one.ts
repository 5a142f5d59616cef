import type { AcceptedCall } from '../pipeline/call';
import { callsAround, fullRun, jobCall } from './job';
import type { Scenario } from './scenario';

const SPACING_MS = 2_000;

/** A nightly job without batches: it pushes each item by a call of its own, and everything is indexed. */
export const oneByOne: Scenario = {
  jobs: [
    {
      name: 'Support threads',
      uri: 'https://threads.example.com/posts',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 280,
      turnover: 2,
      batches: 1,
    },
  ],
  calls(job, seed, run): AcceptedCall[] {
    const plan = fullRun(job, seed, run);
    const puts = plan.items.map((item, index) => {
      const at = run.start + 1_000 + index * SPACING_MS;
      return jobCall(seed, at, { type: 'put', orderingId: BigInt(at), item });
    });
    // Its clean-up would come before the last of its items.
    return callsAround(seed, run, { ...plan, olderThan: null }, puts);
  },
};
