import { knownProblem } from '../catalogue/known-problem';
import { EXAMPLE_HAR } from './example-har';

/** A text to try, under a short name. `id` is the problem whose example it is; null for one that is nobody's. */
export interface Example {
  readonly id: string | null;
  readonly label: string;
  readonly text: string;
}

const OF_PROBLEMS: readonly (readonly [id: string, label: string])[] = [
  ['file-container-expired', 'Expired container'],
  ['out-of-sequence', 'Out of sequence'],
  ['access-denied', '403'],
];

/** What can be tried with a click. */
export const EXAMPLES: readonly Example[] = [
  ...OF_PROBLEMS.flatMap(([id, label]) => {
    const text = knownProblem(id)?.example;
    return typeof text === 'string' ? [{ id, label, text }] : [];
  }),
  { id: null, label: 'HAR', text: EXAMPLE_HAR },
];
