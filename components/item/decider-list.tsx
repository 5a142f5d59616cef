'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Decider, RowProblem } from '@/lib/health/item/item-report';
import { DECIDER_WORDS } from '@/lib/health/item/item-words';
import { callName } from '../call-words';
import { CodeText } from '../code-text';
import { CopyButton } from '../copy-button';
import { StateBadge } from '../issue/state-badge';
import { Moment } from '../moment';
import { RowDetail } from '../row-detail';
import { Panel } from '../ui/panel';
import { ANSWER_LOOKS } from './item-words';

/**
 * Every question on the item's way, in order, with its answer and what proves it. A row of the history is opened there
 * (`onRow`); another one opens below its decider. `open` is a guid, from the address.
 */
export function DeciderList(props: {
  deciders: readonly Decider[];
  organization: string;
  /** Rows that the history shows, by guid. */
  history: ReadonlySet<string>;
  open: string | null;
  onRow: (guid: string | null) => void;
}) {
  const { deciders, organization, history, open, onRow } = props;
  const counts = (['no', 'unknown', 'yes'] as const).map(
    (answer) => `${deciders.filter((each) => each.answer === answer).length} ${answer}`,
  );
  return (
    <Panel id="deciders" title="What decides" note={counts.join(' · ')}>
      <ol className="divide-y divide-line">
        {deciders.map((decider) => (
          <DeciderLine
            key={decider.name}
            decider={decider}
            organization={organization}
            history={history}
            open={open}
            onRow={onRow}
          />
        ))}
      </ol>
    </Panel>
  );
}

function DeciderLine(props: {
  decider: Decider;
  organization: string;
  history: ReadonlySet<string>;
  open: string | null;
  onRow: (guid: string | null) => void;
}) {
  const { decider, organization, history, open, onRow } = props;
  const { name, question, answer, text, rows, call, problem } = decider;
  const { icon: Icon, text: colour, label } = ANSWER_LOOKS[answer];
  const shown = rows.find(({ guid }) => guid === open && !history.has(guid));
  return (
    <li
      className={clsx(
        'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-2 md:grid-cols-[7.5rem_6rem_minmax(0,1fr)] xl:grid-cols-[7.5rem_6rem_minmax(0,1fr)_27rem]',
        answer === 'no' && 'bg-failing-soft/60',
      )}
    >
      <p className="font-medium">{DECIDER_WORDS[name]}</p>
      <p className={clsx('flex items-start gap-1.5 font-medium', colour)}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        {label}
      </p>
      <p className="min-w-0 max-w-[80ch] text-pretty max-md:col-span-2 [overflow-wrap:anywhere]">
        <span className="text-muted">{question}</span> <CodeText text={text} />
      </p>
      <div className="grid min-w-0 content-start gap-1 empty:hidden max-md:col-span-2 md:max-xl:col-start-3">
        {(rows.length > 0 || call !== null || problem !== null) && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
            {problem !== null && <ProblemLinks problem={problem} />}
            {rows.map((row) => (
              <ProofRow key={row.guid} row={row} open={row.guid === open} onRow={onRow} />
            ))}
            {call !== null && (
              <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5 text-muted">
                {callName(call.call)} <code>{call.call}</code>
                <span className="tabular">{call.status ?? 'no answer'}</span>
                {call.requestId !== null && (
                  <span className="inline-flex min-w-0 items-center">
                    <span className="truncate">request id {call.requestId}</span>
                    <CopyButton text={call.requestId} what="request id" />
                  </span>
                )}
              </span>
            )}
          </div>
        )}
        {shown !== undefined && (
          <div className="overflow-hidden rounded-md border border-line bg-accent-soft">
            <RowDetail row={shown} organization={organization} />
          </div>
        )}
      </div>
    </li>
  );
}

/** The way to what is known of a problem, and to the issue of it. */
export function ProblemLinks({ problem }: { problem: RowProblem }) {
  const { id, title, issue } = problem;
  return (
    <>
      <Link
        href={`/problems/${encodeURIComponent(id)}`}
        className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
      >
        <span>
          <CodeText text={title} />
        </span>
      </Link>
      {issue !== null && (
        <Link
          href={`/i/${encodeURIComponent(issue.id)}`}
          className="inline-flex min-h-6 items-center gap-1.5 text-accent underline underline-offset-4"
        >
          Its issue <StateBadge state={issue.state} />
        </Link>
      )}
    </>
  );
}

function ProofRow({
  row,
  open,
  onRow,
}: {
  row: LogRow;
  open: boolean;
  onRow: (guid: string | null) => void;
}) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={() => onRow(open ? null : row.guid)}
      className="inline-flex min-h-6 items-center gap-1 rounded border border-line bg-surface px-1.5 text-left hover:bg-hover"
    >
      <ChevronRight aria-hidden className={clsx('size-3 text-faint', open && 'rotate-90')} />
      <span>
        {row.operation} {row.task} {row.result} <Moment iso={row.at} precise />
      </span>
    </button>
  );
}
