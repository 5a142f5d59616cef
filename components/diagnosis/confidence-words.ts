import type { Claim } from '@/lib/problems/problem';

/** How sure a diagnosis is, in a word and in what that means. */
export const CONFIDENCE_WORDS: Readonly<
  Record<Claim, { readonly label: string; readonly meaning: string; readonly tag: string }>
> = {
  certain: {
    label: 'Certain',
    meaning: 'The text itself names it.',
    tag: 'border-healthy-line bg-healthy-soft text-healthy',
  },
  likely: {
    label: 'Likely',
    meaning: 'The text points to it, and does not name it.',
    tag: 'border-degraded-line bg-degraded-soft text-degraded',
  },
  possible: {
    label: 'Possible',
    meaning: 'Little in the text points to it: check before you answer.',
    tag: 'border-unknown-line bg-unknown-soft text-unknown',
  },
};
