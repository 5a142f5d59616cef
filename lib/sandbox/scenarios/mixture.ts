import { mix } from '../hash';
import type { Rules } from '../pipeline/rules';
import type { Job } from './job';
import type { Scenario } from './scenario';
import { type ScenarioName, scenarios } from './scenarios';

/** Nightly runs that the history of a mixture has: long enough to show what is usual and what began later. */
const NIGHTS = 8;

const ROWS_PER_ITEM = 4;

/**
 * One scenario that shows several at once, on one source, with about so many rows: one tells how its runs are pushed,
 * the others what becomes of the items in them. Null where more than one of them would tell how runs are pushed, or
 * one is not about a source alone: they cannot be mixed.
 */
export function mixtureOf(names: readonly ScenarioName[], rows: number): Scenario | null {
  const parts = names.map((name): Scenario => scenarios[name]);
  const frames = parts.filter(({ items }) => items === undefined);
  const frame = frames[0] ?? scenarios.healthy;
  if (frames.length > 1 || frame.sizedJob || frame.type || frame.jobs[0].rhythm.runsPerDay > 1) return null;
  const [usual] = frame.jobs;
  const size = Math.max(1, Math.floor(rows / NIGHTS / ROWS_PER_ITEM) - usual.batches);
  const job: Job = {
    ...usual,
    name: `Mixture: ${names.join(', ')}`,
    size,
    turnover: Math.ceil((usual.turnover * size) / usual.size),
    items: (all, of, seed, run) =>
      parts.reduce((items, part, place) => part.items?.(items, of, mix(seed, place), run) ?? items, [...all]),
  };
  return {
    jobs: [job],
    calls: (of, seed, run) => (run.back >= NIGHTS ? [] : frame.calls(of, seed, run)),
    rules: (createdAt) => {
      const all: Partial<Rules> = {};
      for (const { rules } of parts) Object.assign(all, rules?.(createdAt));
      return all;
    },
  };
}
