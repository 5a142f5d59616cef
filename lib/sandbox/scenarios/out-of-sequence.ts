import { rejectedAt } from '../pipeline/steps';
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

/** Why the second job's version of the rest is rejected, after its ordering id has counted: invented. */
const REJECTED = rejectedAt('MAPPING', {
  code: 'FIELD_VALUE_NOT_COERCIBLE',
  message: "The value of field 'views' cannot be converted to its type.",
});

/**
 * In the newest run, and in those after it, a second job pushes some of the items with ordering ids from a clock that
 * is ahead: the first job's are refused. Most are pushed once more and indexed; of the rest the second job's version is
 * rejected too, so that neither was indexed.
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
      const first = raced.map((item, place) => (place < PUSHED_AGAIN ? item : { ...item, steps: REJECTED }));
      const before = batchCall(seed, at + FIRST.at, first, BigInt(at + FIRST.ahead));
      const after = batchCall(seed, at + SECOND.at, raced.slice(0, PUSHED_AGAIN), BigInt(at + SECOND.ahead));
      return [before, own, after];
    });
    return callsAround(seed, run, plan, calls);
  },
};
