import { ArrowRightLeft, CircleDashed, CircleSlash, Equal, type LucideIcon } from 'lucide-react';
import type { IssueNow } from '@/lib/health/issue/issue-report';

/**
 * How the comparison of then and now is drawn; `lead` stands before the sentence where it does not say so itself. None
 * is green: what is not seen is not thereby mended.
 */
export const NOW_WORDS: Readonly<
  Record<
    IssueNow['state'],
    { readonly lead: string | null; readonly icon: LucideIcon; readonly text: string }
  >
> = {
  differs: { lead: 'Differs.', icon: ArrowRightLeft, text: 'text-accent' },
  same: { lead: 'The same.', icon: Equal, text: 'text-failing' },
  'no push since': { lead: null, icon: CircleDashed, text: 'text-unknown' },
  'not checked': { lead: null, icon: CircleSlash, text: 'text-degraded' },
};
