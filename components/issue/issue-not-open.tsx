'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { FullPageMessage } from '../full-page-message';
import { Button, buttonClass } from '../ui/button';

/** What Pushscope's API said instead of an issue. */
interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/**
 * Stands in place of an issue that cannot be shown here. Whether there is one is not told: an id that does not exist
 * and an issue of an organization that this browser is not connected to look the same. Null: it broke in the browser.
 * `connect` connects to an organization.
 */
export function IssueNotOpen(props: { refusal: Refusal | null; connect: ReactNode; onRetry: () => void }) {
  const { refusal, connect, onRetry } = props;
  if (refusal?.status === 401) {
    return (
      <FullPageMessage
        title="Connect first"
        text="An issue opens for whoever is connected to its organization, and this browser is connected to none that this link could belong to. A link of an issue does not name its organization: ask whoever sent it which one it is, and in which region. The link stays good."
      >
        {connect}
      </FullPageMessage>
    );
  }
  if (refusal?.status === 404) {
    return (
      <FullPageMessage
        title="No issue for you at this address"
        text="Either there is no issue with this id, or it belongs to an organization that this browser is not connected to: Pushscope does not tell which. Links of issues are permanent, so when this one was sent to you, connect to the sender’s organization."
      >
        {connect}
        <p className="mt-4 flex flex-wrap gap-2">
          <Button onClick={onRetry}>Open it again</Button>
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
