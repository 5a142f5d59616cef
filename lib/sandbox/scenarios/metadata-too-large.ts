import { mix } from '../hash';
import { METADATA_LIMIT_BYTES } from '../pipeline/metadata-size';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made, the newest one among them: it began five days ago. */
const RUNS = 5;

/** One item in seven is too large, every night the same ones. */
const ONE_IN = 7;

/** Metadata sizes of the items that are too large, in bytes over the limit. */
const EXCESS_BYTES = [1, 2_400_000, 7_100_000, 31_000_000] as const;

const tooLarge: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) => {
    const noise = mix(itemNumber(item), seed);
    if (run.back >= RUNS || noise % ONE_IN !== 0) return item;
    const excess = EXCESS_BYTES[(noise >>> 8) % EXCESS_BYTES.length] ?? 1;
    const metadataBytes = METADATA_LIMIT_BYTES + excess;
    return { ...item, metadataBytes, bytes: metadataBytes + item.bytes };
  });

/** Since five days ago one item in seven has more metadata than is allowed and is rejected when it is processed. */
export const metadataTooLarge: Scenario = {
  jobs: [
    {
      name: 'Customer cases',
      uri: 'https://support.example.com/cases',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 600,
      turnover: 2,
      batches: 5,
    },
  ],
  items: tooLarge,
  calls: callsWith(tooLarge),
};
