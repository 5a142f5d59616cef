import {
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  type LucideIcon,
  OctagonX,
  TriangleAlert,
} from 'lucide-react';
import type { Verdict } from '@/lib/health/health';

/** What a verdict may be on screen: also not looked at, and being looked at. */
export type ShownVerdict = Verdict | 'not looked at' | 'checking';

/** How a verdict is drawn: its word, a shape of its own, and its colours. */
export interface VerdictWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly surface: string;
  readonly edge: string;
}

/** Word, shape and colours of each verdict. Healthy is "No problem seen": more is not known. */
export const VERDICT_WORDS: Readonly<Record<ShownVerdict, VerdictWords>> = {
  failing: {
    label: 'Failing',
    icon: OctagonX,
    text: 'text-failing',
    surface: 'bg-failing-soft border-failing-line',
    edge: 'bg-failing',
  },
  degraded: {
    label: 'Degraded',
    icon: TriangleAlert,
    text: 'text-degraded',
    surface: 'bg-degraded-soft border-degraded-line',
    edge: 'bg-degraded',
  },
  unknown: {
    label: 'Unknown',
    icon: CircleQuestionMark,
    text: 'text-unknown',
    surface: 'bg-unknown-soft border-unknown-line',
    edge: 'bg-unknown',
  },
  healthy: {
    label: 'No problem seen',
    icon: CircleCheck,
    text: 'text-healthy',
    surface: 'bg-healthy-soft border-healthy-line',
    edge: 'bg-healthy',
  },
  'not looked at': {
    label: 'Not looked at',
    icon: CircleDashed,
    text: 'text-muted',
    surface: 'bg-transparent border-line',
    edge: 'bg-line-strong',
  },
  checking: {
    label: 'Checking…',
    icon: CircleDashed,
    text: 'text-muted',
    surface: 'bg-transparent border-line',
    edge: 'bg-line-strong',
  },
};

/** Verdicts as a list shows them: the worst first. */
export const VERDICT_ORDER: readonly ShownVerdict[] = [
  'failing',
  'degraded',
  'unknown',
  'checking',
  'not looked at',
  'healthy',
];

/** A reason without the verdict's own word in front, which stands beside it already. */
export function withoutLabel(verdict: ShownVerdict, text: string): string {
  const { label } = VERDICT_WORDS[verdict];
  return text.startsWith(`${label}. `) ? text.slice(label.length + 2) : text;
}
