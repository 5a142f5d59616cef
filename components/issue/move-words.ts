import { BellOff, CheckCheck, CircleUser, type LucideIcon, RotateCcw } from 'lucide-react';
import type { IssueMove } from '@/lib/health/issue/issue-action';

/** What a move is called on its button, its key and its picture. */
export const MOVE_WORDS: Readonly<
  Record<IssueMove, { readonly label: string; readonly key: string; readonly icon: LucideIcon }>
> = {
  acknowledged: { label: 'Acknowledge', key: 'a', icon: CircleUser },
  resolved: { label: 'Resolve', key: 'e', icon: CheckCheck },
  ignored: { label: 'Ignore…', key: 'x', icon: BellOff },
  reopened: { label: 'Reopen', key: 'o', icon: RotateCcw },
};
