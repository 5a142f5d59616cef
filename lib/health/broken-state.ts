import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { Source } from '@/lib/evidence/source';

const BROKEN_STATUSES = ['ERROR', 'DISABLED', 'PAUSED_ON_ERROR'];

/** A state that makes a source fail, in a sentence, with the problem whose finding has the words for it. */
export interface BrokenState {
  readonly text: string;
  readonly problem?: string;
}

/** What makes a source fail by the state of its organization or its own alone; empty when nothing. */
export function brokenState(organization: OrganizationStatus | null, source: Source | null): BrokenState[] {
  const states: BrokenState[] = [];
  if (organization?.lifeCycleState === 'DELETING')
    states.push({ text: 'The organization is being deleted.' });
  if (organization?.paused) {
    states.push({ text: 'The organization is paused: it takes no push.', problem: 'organization-paused' });
  }
  if (organization?.readOnly) {
    states.push({ text: 'The organization is read-only: it takes no push.', problem: 'access-denied' });
  }
  if (source && BROKEN_STATUSES.includes(source.status)) {
    states.push({ text: `Coveo shows the source as ${source.status}.` });
  }
  return states;
}
