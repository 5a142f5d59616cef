import { batchesOf, callsAround, fullRun, loadCall } from './job';
import type { Scenario } from './scenario';

/**
 * A Catalog source whose job streams all of its catalog each night, and closes the stream when the last chunk is there:
 * everything is indexed, and what was not among it is deleted. Each chunk passes the streaming extension.
 */
export const catalog: Scenario = {
  jobs: [
    {
      name: 'Product catalog',
      uri: 'https://shop.example.com/products',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 620,
      turnover: 3,
      batches: 6,
    },
  ],
  calls(job, seed, run) {
    const plan = { ...fullRun(job, seed, run), olderThan: null };
    const chunks = batchesOf(job, seed, run, plan);
    const closedAt = Math.max(...chunks.map(({ at }) => at));
    const load = loadCall(
      seed,
      closedAt,
      chunks.map(({ items }) => items),
    );
    return callsAround(seed, run, plan, [load]);
  },
  type: 'CATALOG',
};
