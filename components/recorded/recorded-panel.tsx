'use client';

import { Eraser } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import type { RecordedLedger } from '@/lib/health/health';
import { CodeBlock } from '../code-block';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { useFocusWhenGone } from '../use-focus-when-gone';
import { CallTable } from './call-table';
import { RecordedFigures } from './recorded-figures';
import type { RecorderLines } from './recorder-lines';

/** What connectors recorded of their calls to a source, how to add more, and how a connector does so by itself. */
export function RecordedPanel(props: {
  ledger: RecordedLedger | null;
  /** Newest first; null while they are read. */
  calls: readonly KeptPush[] | null;
  failure: string | null;
  more: boolean;
  busy: boolean;
  onMore: () => void;
  /** Asks which recorded calls are forgotten. */
  onForget: () => void;
  /** What came of forgetting, in a sentence. */
  forgotten: string | null;
  /** Where that stands: who forgot may have pressed what has gone since. */
  outcome: RefObject<HTMLParagraphElement | null>;
  /** What takes a client's log. */
  add: ReactNode;
  lines: readonly RecorderLines[];
}) {
  const { ledger, calls, failure, more, busy, onMore, onForget, forgotten, outcome, add, lines } = props;
  const isEmpty = calls !== null && calls.length === 0 && !more;
  const { place: list, pressed } = useFocusWhenGone<HTMLDivElement>();
  return (
    <Panel
      id="recorded"
      title="Recorded calls"
      note="What a connector knows of its calls to the Push API: refused ones leave no row in any log of Coveo’s"
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 pb-3">
        {ledger !== null && <RecordedFigures ledger={ledger} />}
        {failure !== null && (
          <p role="alert" className="px-4 pt-3 text-failing">
            {failure}
          </p>
        )}
        {isEmpty && ledger === null && failure === null && (
          <p className="max-w-prose px-4 pt-3 text-muted text-pretty">
            Nothing was recorded of this source in the last 14 days. Add what a client’s log tells, or let the
            connector record each call: then refused ones are seen here, and accepted ones are followed.
          </p>
        )}
        {calls !== null && (calls.length > 0 || more || ledger !== null) && (
          <div ref={list} tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 outline-none">
            {calls.length > 0 && <CallTable calls={calls} label="Recorded calls, newest first" />}
            <p className="flex flex-wrap gap-2">
              {more && (
                <Button
                  onClick={() => {
                    pressed();
                    onMore();
                  }}
                  busy={busy}
                >
                  {busy ? 'Reading…' : 'Show more'}
                </Button>
              )}
              <Button kind="quiet" onClick={onForget}>
                <Eraser aria-hidden className="size-3.5" />
                Forget…
              </Button>
            </p>
          </div>
        )}
        <p ref={outcome} tabIndex={-1} role="status" className="px-4 text-xs outline-none empty:hidden">
          {forgotten}
        </p>
        <details className="px-4">
          <summary className="min-h-6 cursor-pointer font-medium text-xs">
            Add calls from a log or a HAR
          </summary>
          <div className="pt-2">{add}</div>
        </details>
        <details className="px-4">
          <summary className="min-h-6 cursor-pointer font-medium text-xs">
            Let a connector record its calls
          </summary>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-2">
            <p className="max-w-prose text-muted text-pretty text-xs">
              One JSON object for each call, or several, one a line. Time counts as recorded from the first to
              the last line, where none is an hour apart: a job that is quiet can send{' '}
              <code>{'{"at": …, "alive": true}'}</code>. They wait for nothing, give up after five seconds and
              never make a job fail. The API key in <code>COVEO_VIEW_TOKEN</code> must be able to view the
              source and its log, and should be able to do nothing else: it is not the one that pushes. Kept
              for 14 days.
            </p>
            {lines.map(({ language, text }) => (
              <CodeBlock key={language} title={language} text={text} />
            ))}
          </div>
        </details>
      </div>
    </Panel>
  );
}
