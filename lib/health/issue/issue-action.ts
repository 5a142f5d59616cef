import type { IssueReport } from './issue-report';

/** What somebody does to an issue: the body of `POST /api/issues/{id}/changes`, without who and what they saw. */
export type IssueAction =
  | { readonly kind: 'acknowledged' | 'resolved' | 'reopened' }
  /** Until when, ISO; null until somebody opens it again. */
  | { readonly kind: 'ignored'; readonly until: string | null }
  | { readonly kind: 'note'; readonly text: string };

/** What of an issue can be done by one key: what makes sense in its state. */
export type IssueMove = 'acknowledged' | 'resolved' | 'reopened' | 'ignored';

const MOVES: Readonly<Record<IssueReport['state'], readonly IssueMove[]>> = {
  open: ['acknowledged', 'resolved', 'ignored'],
  acknowledged: ['resolved', 'ignored', 'reopened'],
  resolved: ['reopened'],
  ignored: ['reopened', 'resolved'],
};

/** The moves that lead out of a state, the likeliest first. A note can always be added. */
export function movesFrom(state: IssueReport['state']): readonly IssueMove[] {
  return MOVES[state];
}
