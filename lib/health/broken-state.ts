import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { Source } from '@/lib/evidence/source';

const BROKEN_STATUSES = ['ERROR', 'DISABLED', 'PAUSED_ON_ERROR'];

/** What makes a source fail by the state of its organization or its own alone, a sentence each; empty when nothing. */
export function brokenState(organization: OrganizationStatus | null, source: Source | null): string[] {
  const sentences: string[] = [];
  if (organization?.lifeCycleState === 'DELETING') sentences.push('The organization is being deleted.');
  if (organization?.paused) sentences.push('The organization is paused: it takes no push.');
  if (organization?.readOnly) sentences.push('The organization is read-only: it takes no push.');
  if (source && BROKEN_STATUSES.includes(source.status)) {
    sentences.push(`Coveo shows the source as ${source.status}.`);
  }
  return sentences;
}
