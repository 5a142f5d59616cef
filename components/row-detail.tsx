'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import type { LogRow } from '@/lib/evidence/log-row';
import { CopyButton } from './copy-button';
import { coveoRow } from './coveo-row';
import { Moment } from './moment';

/** The button that opens and closes a log row: its time. `controls` is the id of what it opens. */
export function RowToggle(props: {
  at: string;
  open: boolean;
  controls: string;
  onToggle: (event: MouseEvent) => void;
}) {
  const { at, open, controls, onToggle } = props;
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
      className="inline-flex min-h-6 items-center gap-1.5"
    >
      <ChevronRight
        aria-hidden
        className={clsx('size-3 text-faint transition-transform', open && 'rotate-90')}
      />
      <Moment iso={at} precise />
    </button>
  );
}

/** The line of a table below an open row: the row whole. */
export function RowDetailLine(props: { id: string; columns: number; row: LogRow; organization: string }) {
  const { id, columns, row, organization } = props;
  return (
    <tr id={id} className="max-sm:block">
      <td colSpan={columns} className="border-line border-b bg-accent-soft p-0 max-sm:block">
        <RowDetail row={row} organization={organization} />
      </td>
    </tr>
  );
}

/** One row whole, in Coveo's own names. */
export function RowDetail({ row, organization }: { row: LogRow; organization: string }) {
  const json = JSON.stringify(coveoRow(row, organization), null, 2);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref} className="sticky left-0 max-w-[min(100%,calc(100vw-4rem))] px-3 py-2">
      <div className="flex items-center gap-1 text-faint text-xs">
        The row in Coveo’s names
        <CopyButton text={json} what="the row as JSON" />
      </div>
      <pre className="overflow-x-auto whitespace-pre-wrap text-xs [overflow-wrap:anywhere]">{json}</pre>
    </div>
  );
}
