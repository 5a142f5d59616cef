'use client';

import Link from 'next/link';
import { EmptyState } from './empty-state';
import { Button, buttonClass } from './ui/button';

/** What the API says when it cannot answer (RFC 9457). */
interface ApiProblem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
}

/** A call to Pushscope's own API that failed: what it says, and the one thing to do. Null: it broke in the browser. */
export function ApiFailure(props: {
  problem: ApiProblem | null;
  region: string;
  organization: string;
  page: 'list' | 'source';
  onRetry: () => void;
  onWholeWindow: (() => void) | null;
}) {
  const { problem, region, organization, page, onRetry, onWholeWindow } = props;
  return (
    <div role="alert" className="rounded-lg border border-degraded-line bg-degraded-soft">
      <EmptyState
        title={problem?.title ?? 'Pushscope broke in this browser'}
        text={
          problem === null ? (
            'What came could not be read.'
          ) : (
            <>
              {problem.detail}
              <br />
              <span className="tabular text-xs [overflow-wrap:anywhere]">
                <code>{problem.instance}</code>{' '}
                {problem.status === 0 ? 'no answer' : `status ${problem.status}`}
              </span>
            </>
          )
        }
      >
        {problem?.status === 400 && onWholeWindow !== null ? (
          <Button kind="primary" onClick={onWholeWindow}>
            Show the last 7 days
          </Button>
        ) : problem?.status === 404 && page === 'list' ? (
          <Link href="/" className={buttonClass('primary')}>
            Go to the front page
          </Link>
        ) : problem?.status === 404 ? (
          <Link
            href={`/o/${encodeURIComponent(region)}/${encodeURIComponent(organization)}`}
            className={buttonClass('primary')}
          >
            Sources of {organization}
          </Link>
        ) : (
          <Button kind="primary" onClick={onRetry}>
            Try again
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
