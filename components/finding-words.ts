import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Finding } from '@/lib/problems/finding';
import type { Actor } from '@/lib/problems/problem';

/** Word, shape and colour of each severity. */
export const SEVERITY_WORDS: Readonly<
  Record<Finding['severity'], { readonly label: string; readonly icon: LucideIcon; readonly text: string }>
> = {
  error: { label: 'Error', icon: CircleAlert, text: 'text-failing' },
  warning: { label: 'Warning', icon: TriangleAlert, text: 'text-degraded' },
  info: { label: 'Info', icon: Info, text: 'text-unknown' },
};

/** Who must act, as the page says it. */
export const ACTOR_WORDS: Readonly<Record<Actor, string>> = {
  client: 'Push client',
  administrator: 'Administrator',
  coveo: 'Coveo',
  wait: 'Nobody: wait',
};

/** One of each unit that a finding counts in. */
export const FINDING_UNITS: Readonly<Record<Finding['unit'], string>> = {
  rows: 'row',
  items: 'item',
  operations: 'operation',
};

/** How sure a finding is, as the page says it. */
export const FINDING_CONFIDENCE: Readonly<Record<Finding['confidence'], string>> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
};

/** What a finding is called in the URL: its problem, with its key where one problem has several findings. */
export function findingId(finding: Pick<Finding, 'problem' | 'key'>): string {
  return finding.key === '' ? finding.problem : `${finding.problem}:${finding.key}`;
}
