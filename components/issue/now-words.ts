import { ArrowRightLeft, CircleDashed, CircleSlash, Equal, type LucideIcon } from 'lucide-react';
import type { IssueNow } from '@/lib/health/issue-report';

/** How the comparison of then and now is drawn. None is green: what is not seen is not thereby mended. */
export const NOW_WORDS: Readonly<
  Record<IssueNow['state'], { readonly label: string; readonly icon: LucideIcon; readonly text: string }>
> = {
  differs: { label: 'Differs', icon: ArrowRightLeft, text: 'text-accent' },
  same: { label: 'Same', icon: Equal, text: 'text-failing' },
  'no push since': { label: 'No push since', icon: CircleDashed, text: 'text-unknown' },
  'not checked': { label: 'Not checked', icon: CircleSlash, text: 'text-degraded' },
};
