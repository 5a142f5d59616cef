import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { ItemReport } from '@/lib/health/item/item-report';
import { STATE_WORDS } from '@/lib/health/item/item-words';
import { countOf } from '@/lib/problems/phrasing';
import { CopyButton } from '../copy-button';
import { Moment } from '../moment';
import { STATE_LOOKS } from './item-words';

/** Where the item stands, in one sentence, and what that rests on. `children` are what one can do with it. */
export function ItemAnswerPanel({ report, children }: { report: ItemReport; children: ReactNode }) {
  const { state, text, confidence, uri, coverage, window } = report;
  const { icon: Icon, text: colour, surface } = STATE_LOOKS[state];
  return (
    <section
      aria-labelledby="answer-title"
      className={clsx('grid gap-3 rounded-lg border px-4 py-3', surface)}
    >
      <p className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 text-xs [overflow-wrap:anywhere]">{uri}</code>
        <CopyButton text={uri} what="item URI" />
      </p>
      <div className="flex min-w-0 gap-3">
        <Icon aria-hidden className={clsx('mt-0.5 size-6 shrink-0', colour)} />
        <div className="min-w-0">
          <h2 id="answer-title" className={clsx('font-semibold text-base leading-6', colour)}>
            {STATE_WORDS[state]}
            {confidence === 'likely' && <span className="font-medium text-muted"> (likely)</span>}
          </h2>
          <p className="max-w-[90ch] text-pretty text-sm leading-6 [overflow-wrap:anywhere]">{text}</p>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-muted text-xs">
          Read <Moment iso={window.from} /> to <Moment iso={window.to} />: {countOf(coverage.rowsRead, 'row')}{' '}
          of this item, {countOf(coverage.calls, 'call')},{' '}
          {coverage.complete ? (
            'complete'
          ) : (
            <a href="#coverage" className="inline-block min-h-6 leading-6 underline underline-offset-4">
              <strong className="font-semibold text-degraded">not complete</strong>
            </a>
          )}
        </p>
        <div className="ml-auto flex flex-wrap gap-2">{children}</div>
      </div>
    </section>
  );
}
