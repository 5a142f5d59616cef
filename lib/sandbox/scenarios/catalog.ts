import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** A Catalog source: everything is indexed, and each batch passes the streaming extension. */
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
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
  type: 'CATALOG',
};
