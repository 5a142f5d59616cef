import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began four days ago. */
const RUNS = 4;

/** One item in six has a draft beside it. */
const ONE_IN = 6;

const DRAFTS = '/drafts/';

const withDrafts: ItemsOfRun = (items, job, _, run) =>
  items.flatMap((item) => {
    const number = itemNumber(item);
    if (run.back >= RUNS || number % ONE_IN !== 0) return [item];
    return [item, { ...item, documentId: `${job.uri}${DRAFTS}${number}` }];
  });

/** Since four days ago the job pushes drafts, too: the source's extension rejects them, as it is meant to. */
export const extensionRejects: Scenario = {
  jobs: [
    {
      name: 'Press releases',
      uri: 'https://press.example.com/releases',
      rhythm: { runsPerDay: 1, hour: 5 },
      size: 480,
      turnover: 2,
      batches: 5,
    },
  ],
  items: withDrafts,
  calls: callsWith(withDrafts),
  rules: () => ({ rejectedByExtension: DRAFTS }),
};
