import { batchCall, batchesOf, callsAround, callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Items that both jobs pushed, and how many of them the second one pushed again. */
const RACED = 60;
const PUSHED_AGAIN = 52;

/** The batch of the run that the second job interferes with. */
const RACED_BATCH = 1;

/** When the second job pushes, and how far its ordering ids are ahead, in milliseconds to the batch's time. */
const FIRST = { at: -20_000, ahead: 120_000 };
const SECOND = { at: 90_000, ahead: 180_000 };

/**
 * In the newest run, and in those after it, a second job pushes some of the items with ordering ids from a clock that
 * is ahead: the first job's are refused. Most are pushed once more and indexed; the rest were not indexed since.
 */
export const outOfSequence: Scenario = {
  jobs: [
    {
      name: 'Knowledge base',
      uri: 'https://kb.example.com/articles',
      rhythm: { runsPerDay: 1, hour: 4 },
      size: 480,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back > 0) return callsOf(job, seed, run, plan);
    const calls = batchesOf(job, seed, run, plan).flatMap(({ at, items }, index) => {
      const own = batchCall(seed, at, items);
      if (index !== RACED_BATCH) return [own];
      const raced = items.slice(0, RACED);
      const before = batchCall(seed, at + FIRST.at, raced, BigInt(at + FIRST.ahead));
      const after = batchCall(seed, at + SECOND.at, raced.slice(0, PUSHED_AGAIN), BigInt(at + SECOND.ahead));
      return [before, own, after];
    });
    return callsAround(seed, run, plan, calls);
  },
};
