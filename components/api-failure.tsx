'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { organizationPage } from '@/lib/health/page-path';
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
  page: 'list' | 'source' | 'report';
  /** The sandbox is served, with its demo organization; unknown: it is where one is in the sandbox already. */
  demo?: boolean;
  onRetry: () => void;
  onWholeWindow: (() => void) | null;
  /** What connects to the organization, for an address that says which one it needs. */
  connect: ReactNode;
}) {
  const { problem, region, organization, page, onRetry, onWholeWindow, connect } = props;
  const { demo = region === 'sandbox' } = props;
  const asksToConnect = problem?.status === 401 || problem?.status === 403;
  return (
    <div role="alert" className="rounded-lg border border-degraded-line bg-degraded-soft">
      <EmptyState
        title={
          problem?.status === 401
            ? `Not connected to ${organization} (${region})`
            : (problem?.title ?? 'Pushscope broke in this browser')
        }
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
            Show the last {page === 'report' ? 30 : 7} days
          </Button>
        ) : problem?.status === 404 && page === 'list' ? (
          <Link href="/" className={buttonClass('primary')}>
            Go to the front page
          </Link>
        ) : problem?.status === 404 ? (
          <Link href={organizationPage({ region, organization })} className={buttonClass('primary')}>
            Sources of {organization}
          </Link>
        ) : (
          <div className="flex flex-wrap items-center justify-center gap-2">
            <Button kind={asksToConnect ? 'plain' : 'primary'} onClick={onRetry}>
              Try again
            </Button>
            {problem?.status === 401 && demo && (
              <Link href="/o/sandbox/sandbox-demo" className={buttonClass()}>
                Go to the demo
              </Link>
            )}
          </div>
        )}
      </EmptyState>
      {asksToConnect && <div className="-mt-4 px-4 pb-8">{connect}</div>}
    </div>
  );
}
