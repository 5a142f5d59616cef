import type { AcceptedCall } from '../pipeline/call';
import { batchCall, batchesOf, callsAround, callsOf, fullRun, jobCall, type RunPlan } from './job';
import type { Scenario } from './scenario';
import type { Run } from './schedule';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Editors publish so many items one by one, from so long after the run's start on. */
const EDITS = { count: 28, from: 45 * MINUTE_MS, spacing: 2 * MINUTE_MS };

/** Single items that are published after the run, without an ordering id: Coveo takes the time of the call. */
function edits(seed: number, run: Run, { items }: RunPlan): AcceptedCall[] {
  const stride = Math.max(1, Math.floor(items.length / EDITS.count));
  return items
    .filter((_, index) => index % stride === 0)
    .slice(0, EDITS.count)
    .map((item, index) => {
      const at = run.start + EDITS.from + index * EDITS.spacing;
      return jobCall(seed, at, { type: 'put', orderingId: BigInt(at), item });
    });
}

/**
 * Since three days ago the nightly job takes its ordering ids from local time as if it were UTC, one hour ahead. What
 * editors publish within an hour of the run is refused; what they publish later passes.
 */
export const oneHourOff: Scenario = {
  jobs: [
    {
      name: 'Store locations',
      uri: 'https://stores.example.com/locations',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 460,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back >= RUNS) return [...callsOf(job, seed, run, plan), ...edits(seed, run, plan)];
    const calls = batchesOf(job, seed, run, plan).map(({ at, items }) =>
      batchCall(seed, at, items, BigInt(at + HOUR_MS)),
    );
    const around = callsAround(seed, run, { ...plan, olderThan: BigInt(run.start + HOUR_MS) }, calls);
    return [...around, ...edits(seed, run, plan)];
  },
};
