import type { AcceptedCall } from '../pipeline/call';
import { batchCall, callsOf, fullRun, type Job, jobCall } from './job';
import type { Scenario } from './scenario';
import type { Run } from './schedule';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

const MINUTE_MS = 60_000;

/** The second job begins when the first one is done, more than an hour before; it has 13 items for 15 of the first. */
const SECOND_JOB = { after: 104 * MINUTE_MS, share: 13 / 15, batches: 3, spacing: 2 * MINUTE_MS };

/** The second job: items of its own, then a delete-older-than that takes away everything that the first one pushed. */
function secondJob({ uri, size: ofFirst }: Job, seed: number, run: Run): AcceptedCall[] {
  const start = run.start + SECOND_JOB.after;
  const items = Array.from({ length: Math.round(ofFirst * SECOND_JOB.share) }, (_, index) => ({
    documentId: `${uri}/fr/${index}`,
    bytes: 4_000 + index,
    metadataBytes: 300 + index,
  }));
  const size = Math.ceil(items.length / SECOND_JOB.batches);
  const calls = Array.from({ length: SECOND_JOB.batches }, (_, index) =>
    batchCall(seed, start + index * SECOND_JOB.spacing, items.slice(index * size, (index + 1) * size)),
  );
  const end = start + SECOND_JOB.batches * SECOND_JOB.spacing;
  return [...calls, jobCall(seed, end, { type: 'olderThan', orderingId: BigInt(start), queueDelayMs: 0 })];
}

/** Since three days ago a second job pushes to the same source: each deletes, at its end, what the other one pushed. */
export const twoJobs: Scenario = {
  jobs: [
    {
      name: 'Help center',
      uri: 'https://help.example.com/center',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 300,
      turnover: 2,
      batches: 4,
    },
  ],
  calls(job, seed, run) {
    const calls = callsOf(job, seed, run, fullRun(job, seed, run));
    return run.back >= RUNS ? calls : [...calls, ...secondJob(job, seed, run)];
  },
};
