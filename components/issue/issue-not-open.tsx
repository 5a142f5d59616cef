'use client';

import Link from 'next/link';
import { FullPageMessage } from '../full-page-message';
import { Button, buttonClass } from '../ui/button';

/** What Pushscope's API said instead of an issue. */
interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

const CONNECT = `POST /api/connections
Content-Type: application/json

{"region": "eu", "organization": "mycoveoorg", "token": "…"}`;

/**
 * Stands in place of an issue that cannot be shown here. Whether there is one is not told: an id that does not exist
 * and an issue of an organization that this browser is not connected to look the same. Null: it broke in the browser.
 */
export function IssueNotOpen({ refusal, onRetry }: { refusal: Refusal | null; onRetry: () => void }) {
  if (refusal?.status === 401) {
    return (
      <FullPageMessage
        title="Connect first"
        text="An issue opens for whoever is connected to its organization, and this browser is connected to none that this link could belong to. From this browser, send region, organization and access token; the token is checked against Coveo and stays in an encrypted cookie. The link stays good: open it again afterwards."
      >
        <pre className="mb-4 overflow-x-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs">
          {CONNECT}
        </pre>
        <Button kind="primary" onClick={onRetry}>
          Open it again
        </Button>
      </FullPageMessage>
    );
  }
  if (refusal?.status === 404) {
    return (
      <FullPageMessage
        title="No issue for you at this address"
        text="Either there is no issue with this id, or it belongs to an organization that this browser is not connected to: Pushscope does not tell which. Links of issues are permanent, so when this one was sent to you, connect to the sender’s organization and open it again."
      >
        <p className="flex flex-wrap gap-2">
          <Button kind="primary" onClick={onRetry}>
            Open it again
          </Button>
          <Link href="/" className={buttonClass()}>
            Go to the sources
          </Link>
        </p>
      </FullPageMessage>
    );
  }
  return (
    <FullPageMessage
      title={refusal?.title ?? 'Pushscope broke in this browser'}
      text={refusal?.detail ?? 'What came could not be read.'}
    >
      <Button kind="primary" onClick={onRetry}>
        Try again
      </Button>
    </FullPageMessage>
  );
}
