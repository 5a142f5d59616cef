import { expect, it } from 'vitest';
import { beforeRuns, createPlan, type Run } from './schedule';

const HOUR = 3_600_000;

/** No nightly run takes longer, its delete-older-than and what comes after it included. */
const LONGEST_RUN_MS = 2 * HOUR;

it.each(Array.from({ length: 24 }, (_, hour) => hour))(
  'a time before so many runs lies between two runs, for a job of any hour, made at %i:40',
  (madeAt) => {
    const createdAt = Date.parse('2026-03-10T00:40:00Z') + madeAt * HOUR;
    for (let hour = 0; hour < 24; hour += 1) {
      const runs: Run[] = [];
      const plan = createPlan({ runsPerDay: 1, hour }, 7, createdAt, (run) => {
        runs.push(run);
        return [];
      });
      for (const _ of plan.runsUntil(createdAt));
      for (const count of [1, 2, 3, 4]) {
        const time = beforeRuns(createdAt, count);
        const after = runs.filter(({ start }) => start > time);
        expect(after.map(({ back }) => back).sort()).toEqual([...Array(count).keys()]);
        const before = runs.filter(({ start }) => start <= time);
        expect(Math.max(...before.map(({ start }) => start)) + LONGEST_RUN_MS).toBeLessThan(time);
      }
    }
  },
);
