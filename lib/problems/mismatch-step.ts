import type { MismatchFact } from '@/lib/paste/facts';

const STEPS: Readonly<Record<MismatchFact['name'], string>> = {
  'source of another organization':
    'Use a source id and an organization id that belong together: a source id begins or ends with its organization’s id.',
  'host of another region': 'Call the host of the region that the organization is in.',
};

/** What to mend in a request whose parts do not fit together, a step. */
export function stepOf({ name }: MismatchFact): string {
  return STEPS[name];
}
