'use client';

import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import type { IssueNow } from '@/lib/health/issue/issue-report';
import { AsOf } from '../as-of';
import { FailedRead } from '../failed-read';
import { Moment } from '../moment';
import { useZonedText } from '../shown-zone';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { Panel } from '../ui/panel';
import { CapturedFacts } from './captured-facts';
import { NOW_WORDS } from './now-words';

/** What is true now beside what was seen then: one sentence, made when asked; and the newest reading that found it. */
export function NowPanel(props: {
  now: IssueNow | null;
  checking: boolean;
  /** How far the check is, or why it failed. */
  children: ReactNode;
  newest: CapturedIssue | null;
  /** When the issue was captured first, ISO; null where that cannot be read. */
  capturedAt: string | null;
  onCheck: () => void;
}) {
  const { now, checking, children, newest, capturedAt, onCheck } = props;
  const words = now === null ? null : NOW_WORDS[now.state];
  const zoned = useZonedText(now?.asOf ?? '');
  return (
    <Panel
      id="now"
      title="Now"
      aside={
        <>
          {now !== null && <AsOf iso={now.asOf} />}
          <Button
            kind={now === null ? 'primary' : 'plain'}
            onClick={onCheck}
            busy={checking}
            aria-keyshortcuts="n"
          >
            <RefreshCw aria-hidden className={checking ? 'size-3.5 animate-spin' : 'size-3.5'} />
            {checking ? 'Checking…' : now === null ? 'Check now' : 'Check again'}
            <span aria-hidden className="-mr-1 ml-0.5 max-sm:hidden">
              <Kbd>n</Kbd>
            </span>
          </Button>
        </>
      }
    >
      <div className="grid gap-3 px-4 py-3">
        {children}
        <div role="status">
          {now !== null && words !== null && (
            <p className="flex gap-2 text-pretty rounded-md border border-line bg-sunken px-3 py-2">
              <words.icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${words.text}`} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {words.lead !== null && (
                  <strong className={`font-semibold ${words.text}`}>{words.lead} </strong>
                )}
                {zoned(now.text)}
              </span>
            </p>
          )}
          {now?.failed !== undefined && (
            <div className="mt-2">
              <FailedRead failed={now.failed} />
            </div>
          )}
        </div>
        {now === null && !checking && (
          <p className="text-muted">
            Reads the source’s logs as they are, and compares them with what was seen then.
          </p>
        )}
        {newest !== null && newest.capturedAt !== capturedAt ? (
          <>
            <h3 className="font-medium text-faint text-xs">
              The newest reading that found it, <Moment iso={newest.capturedAt} />
            </h3>
            <CapturedFacts captured={newest} />
          </>
        ) : (
          <p className="text-muted">
            {newest === null
              ? 'What the newest reading saw cannot be read any more.'
              : 'No later reading has found it so far.'}
          </p>
        )}
      </div>
    </Panel>
  );
}
