import { GitCompareArrows } from 'lucide-react';
import type { IssueMove } from '@/lib/health/issue/issue-action';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { Moment } from '../moment';
import { Button } from '../ui/button';
import { MOVE_WORDS } from './move-words';
import { STATE_WORDS } from './state-words';

/** Somebody else changed the issue in the meantime: who, what and when, and the same thing again on top of it. */
export function ConflictNotice(props: {
  report: IssueReport;
  /** The revision that one had seen, and what one wanted to do. */
  seen: number;
  move: IssueMove;
  onAgain: () => void;
  onDismiss: () => void;
}) {
  const { report, seen, move, onAgain, onDismiss } = props;
  const since = report.history.filter(({ revision }) => revision > seen);
  return (
    <div
      role="alert"
      className="flex gap-3 rounded-md border border-degraded-line bg-degraded-soft px-3 py-2"
    >
      <GitCompareArrows aria-hidden className="mt-0.5 size-4 shrink-0 text-degraded" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {since.at(-1)?.who ?? 'Somebody else'} was quicker: the issue is{' '}
          {STATE_WORDS[report.state].label.toLowerCase()} now. Nothing was changed by you.
        </p>
        <ul className="text-muted">
          {since.map(({ revision, at, who, text }) => (
            <li key={revision} className="[overflow-wrap:anywhere]">
              <Moment iso={at} /> · {who}: {text}
            </li>
          ))}
        </ul>
        <p className="mt-2 flex flex-wrap gap-2">
          <Button onClick={onAgain}>{MOVE_WORDS[move].label.replace('…', '')} all the same</Button>
          <Button kind="quiet" onClick={onDismiss}>
            Leave it
          </Button>
        </p>
      </div>
    </div>
  );
}
