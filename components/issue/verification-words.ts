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
import type { FixVerification, FollowedStage } from '@/lib/health/fix/fix-verification';

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

const MOVING: readonly FollowedStage['kind'][] = [
  'refused',
  'under way',
  'not read',
  'indexed',
  'taken in',
  'deleted',
  'not pushed',
];
const MISSING: readonly FollowedStage['kind'][] = ['refused', 'not pushed', ...MOVING.slice(1, -1)];

/** In which order stages are listed: what was refused, then what moves, or what is missing where nothing more comes. */
export function stageOrder(state: FixVerification['state']): readonly FollowedStage['kind'][] {
  return state === 'cannot tell' ? MISSING : MOVING;
}

/** A task as a word: "STREAMING_BATCH" is "streaming batch". */
export function taskWord(task: string): string {
  return task.toLowerCase().replaceAll('_', ' ');
}
