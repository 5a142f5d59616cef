'use client';

import { FullPageMessage } from '@/components/full-page-message';
import { Button } from '@/components/ui/button';

/** What stands where a page failed to draw. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <FullPageMessage
      title="This page could not be drawn"
      text={
        <>
          That is a mistake in Pushscope, not in your source. Nothing was changed anywhere.
          {digest !== null && (
            <>
              {' '}
              The server’s log has it under <code className="text-ink">{digest}</code>.
            </>
          )}
        </>
      }
    >
      <Button kind="primary" onClick={() => retry()}>
        Try again
      </Button>
    </FullPageMessage>
  );
}
