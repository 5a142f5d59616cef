'use client';

import { type ReactNode, useState } from 'react';
import { type OlderThanReport, QUEUE_DELAY_MINUTES } from '@/lib/health/act/older-than';
import { CodeBlock } from '../code-block';
import { CopyButton } from '../copy-button';
import { readMomentInput } from '../timeline/moment-input';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { useHereZone } from '../use-here-zone';

/** Explains a delete older than: its orderingId, what is known of what would go, and the request to copy. Nothing is sent. */
export function OlderThanCard(props: {
  report: OlderThanReport | null;
  busy: boolean;
  curl: (orderingId: string) => string;
  onExplain: (at: string) => void;
  children: ReactNode;
}) {
  const { busy, curl, onExplain, children } = props;
  const [text, setText] = useState('');
  const here = useHereZone();
  const moment = text.trim() === '' ? null : readMomentInput(text);
  // What stands here is of the time that is typed: a request of another one would be copied.
  const isTyped = moment?.state === 'ok' && Date.parse(moment.iso) === Date.parse(props.report?.at ?? '');
  const report = isTyped ? props.report : null;
  return (
    <Panel id="older-than" title="Delete older than" note="explained only: Pushscope does not send it">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
        <p className="max-w-prose text-pretty">
          It deletes every item of the source whose last orderingId is lower than the one that is given.
          Deleted items do not come back.
        </p>
        <form
          className="grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (moment?.state === 'ok' && !busy) onExplain(moment.iso);
          }}
        >
          <label className="grid max-w-96 gap-1">
            What was last pushed before (UTC where it names no zone)
            <input
              value={text}
              placeholder="2026-11-17 14:20"
              onChange={(event) => setText(event.target.value)}
              aria-invalid={moment?.state === 'error'}
              className="tabular h-8 rounded-md border border-line-strong bg-surface px-2 placeholder:text-faint"
            />
            {moment?.state === 'error' && <span className="text-degraded text-xs">{moment.why}</span>}
          </label>
          <p>
            <Button type="submit" disabled={moment?.state !== 'ok'} busy={busy}>
              {busy ? 'Reading what would go…' : 'Explain'}
            </Button>
          </p>
        </form>
        {children}
        {report !== null && (
          <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
              <dt className="text-faint text-xs leading-5">orderingId</dt>
              <dd className="flex items-center gap-1">
                <code className="tabular">{report.orderingId}</code>
                <CopyButton text={report.orderingId} what="orderingId" />
              </dd>
              <dt className="text-faint text-xs leading-5">Which is</dt>
              <dd className="tabular">
                {report.at.replace('T', ' ').replace('Z', ' UTC')}
                {here !== null && here !== 'UTC' && <>, here {localText(report.at, here)}</>}
              </dd>
            </dl>
            {report.refused !== null ? (
              <p className="rounded-md border border-failing-line bg-failing-soft px-3 py-2 text-pretty">
                <strong className="font-semibold text-failing">No request is shown. </strong>
                {report.refused}
              </p>
            ) : (
              <>
                <ul className="grid list-disc gap-1 pl-5 marker:text-faint">
                  {report.known.map((line) => (
                    <li key={line} className="max-w-prose text-pretty">
                      {line}
                    </li>
                  ))}
                  <li className="max-w-prose text-pretty">
                    <code>queueDelay</code> is {QUEUE_DELAY_MINUTES} minutes unless it is given: Coveo waits
                    so long, so that what was pushed shortly before is through first. Until then nothing is
                    deleted.
                  </li>
                </ul>
                <CodeBlock title="Request to delete older than" text={curl(report.orderingId)} wrap />
              </>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

function localText(iso: string, timeZone: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long', timeZone });
}
