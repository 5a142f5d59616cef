import {
  ArrowRightLeft,
  CircleCheck,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  Hourglass,
  type LucideIcon,
  SearchX,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import type { Outcome } from '@/lib/evidence/item-operation';
import type { Decider, ItemState } from '@/lib/health/item/item-report';

/** How something is drawn: a shape of its own, and its colours. */
export interface Look {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly surface: string;
}

const BAD: Omit<Look, 'icon'> = { text: 'text-failing', surface: 'bg-failing-soft border-failing-line' };
const HALF: Omit<Look, 'icon'> = { text: 'text-degraded', surface: 'bg-degraded-soft border-degraded-line' };
const OPEN: Omit<Look, 'icon'> = { text: 'text-unknown', surface: 'bg-unknown-soft border-unknown-line' };
const GOOD: Omit<Look, 'icon'> = { text: 'text-healthy', surface: 'bg-healthy-soft border-healthy-line' };

/** How the states of an item are drawn. */
export const STATE_LOOKS: Readonly<Record<ItemState, Look>> = {
  indexed: { icon: CircleCheck, ...GOOD },
  'older version': { icon: TriangleAlert, ...HALF },
  refused: { icon: CircleX, ...BAD },
  unfinished: { icon: CircleSlash, ...BAD },
  skipped: { icon: CircleSlash, ...HALF },
  'on its way': { icon: Hourglass, ...OPEN },
  deleted: { icon: Trash2, ...HALF },
  'being deleted': { icon: ArrowRightLeft, ...OPEN },
  'never seen': { icon: SearchX, ...OPEN },
  unknown: { icon: CircleQuestionMark, ...OPEN },
};

/** How the answer of a decider is drawn, and its word. */
export const ANSWER_LOOKS: Readonly<Record<Decider['answer'], Omit<Look, 'surface'> & { label: string }>> = {
  yes: { icon: CircleCheck, text: 'text-healthy', label: 'Yes' },
  no: { icon: CircleX, text: 'text-failing', label: 'No' },
  unknown: { icon: CircleQuestionMark, text: 'text-muted', label: 'Unknown' },
};

/** The colour of an operation's outcome. */
export const OUTCOME_TEXT: Readonly<Record<Outcome, string>> = {
  indexed: 'text-healthy',
  deleted: 'text-degraded',
  rejected: 'text-failing',
  errored: 'text-failing',
  skipped: 'text-degraded',
  unfinished: 'text-failing',
  pending: 'text-muted',
};
