import { BellOff, CircleCheck, CircleDot, CircleUser, type LucideIcon } from 'lucide-react';
import type { IssueReport } from '@/lib/health/issue/issue-report';

/** Where an issue stands. */
export type IssueState = IssueReport['state'];

/** How a state is drawn: its word, a shape of its own, its colours, and what it means. */
export interface StateWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly surface: string;
  readonly meaning: string;
}

/** The states in the order in which they are shown. */
export const ISSUE_STATES: readonly IssueState[] = ['open', 'acknowledged', 'resolved', 'ignored'];

/** Word, shape and colours of each state. */
export const STATE_WORDS: Readonly<Record<IssueState, StateWords>> = {
  open: {
    label: 'Open',
    icon: CircleDot,
    text: 'text-accent',
    surface: 'border-accent/30 bg-accent-soft',
    meaning: 'Nobody has taken it on yet.',
  },
  acknowledged: {
    label: 'Acknowledged',
    icon: CircleUser,
    text: 'text-demo',
    surface: 'border-demo/25 bg-demo-soft',
    meaning: 'Somebody knows of it.',
  },
  resolved: {
    label: 'Resolved',
    icon: CircleCheck,
    text: 'text-healthy',
    surface: 'border-healthy-line bg-healthy-soft',
    meaning: 'Opens again by itself when something newer is seen.',
  },
  ignored: {
    label: 'Ignored',
    icon: BellOff,
    text: 'text-muted',
    surface: 'border-line bg-sunken',
    meaning: 'Stays quiet.',
  },
};

/** The state that a text names; null for any other text. */
export function readState(text: string): IssueState | null {
  return ISSUE_STATES.find((state) => state === text) ?? null;
}
