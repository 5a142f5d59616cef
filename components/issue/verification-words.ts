import {
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Hourglass,
  type LucideIcon,
  Package,
  Trash2,
  Truck,
} from 'lucide-react';
import type { FixVerification, FollowedStage } from '@/lib/health/fix-verification';

/** How a word of a verification is drawn: with a shape and a colour of its own. */
export interface VerificationWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly text: string;
}

/** How a verification stands. */
export const VERIFICATION_WORDS: Readonly<Record<FixVerification['state'], VerificationWords>> = {
  waiting: { label: 'Waiting.', icon: Hourglass, text: 'text-accent' },
  passed: { label: 'Passed.', icon: CircleCheck, text: 'text-healthy' },
  failed: { label: 'Failed.', icon: CircleX, text: 'text-failing' },
  'cannot tell': { label: 'Can’t tell.', icon: CircleSlash, text: 'text-degraded' },
  'given up': { label: 'Given up.', icon: CircleDashed, text: 'text-muted' },
};

/** Where an item or a batch stands; a refusal by another problem says which one beside it. */
export const STAGE_WORDS: Readonly<Record<FollowedStage['kind'], VerificationWords>> = {
  refused: { label: 'Refused again', icon: CircleX, text: 'text-failing' },
  'under way': { label: 'Under way', icon: Truck, text: 'text-accent' },
  'not pushed': { label: 'Not pushed again yet', icon: CircleDashed, text: 'text-muted' },
  'not read': { label: 'Not read', icon: CircleSlash, text: 'text-degraded' },
  deleted: { label: 'Deleted', icon: Trash2, text: 'text-muted' },
  'taken in': { label: 'Taken in', icon: Package, text: 'text-healthy' },
  indexed: { label: 'Indexed', icon: CircleCheck, text: 'text-healthy' },
};

/** What needs attention first: the order in which items are listed. */
export const STAGE_ORDER: readonly FollowedStage['kind'][] = [
  'refused',
  'under way',
  'not read',
  'not pushed',
  'deleted',
  'taken in',
  'indexed',
];

/** A task as a word: "STREAMING_BATCH" is "streaming batch". */
export function taskWord(task: string): string {
  return task.toLowerCase().replaceAll('_', ' ');
}
