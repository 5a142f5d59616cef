'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useId, useRef } from 'react';
import type { LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, metaText } from '@/lib/evidence/meta';
import { CopyButton } from './copy-button';
import { Moment } from './moment';
import { ResultMark } from './result-mark';
import { ScrollRegion } from './ui/scroll-region';

/** Raw log rows; each opens to all that Coveo said. `open` is a guid, and comes from the URL. */
export function EvidenceRows(props: {
  rows: readonly LogRow[];
  open: string | null;
  onOpen: (guid: string | null) => void;
}) {
  const { rows, open, onOpen } = props;
  return (
    <ScrollRegion label="Log rows" className="max-h-[30rem]">
      <table className="w-full border-separate border-spacing-0 text-left">
        <thead className="sticky top-0 z-10 bg-sunken text-faint text-xs">
          <tr>
            <HeadCell>Time (UTC)</HeadCell>
            <HeadCell>Task</HeadCell>
            <HeadCell>Operation</HeadCell>
            <HeadCell>Result</HeadCell>
            <HeadCell>Item</HeadCell>
            <HeadCell>What Coveo says</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EvidenceRow key={row.guid} row={row} open={row.guid === open} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function HeadCell({ children }: { children: string }) {
  return (
    <th scope="col" className="whitespace-nowrap border-line border-b px-3 py-1.5 font-medium">
      {children}
    </th>
  );
}

function EvidenceRow({
  row,
  open,
  onOpen,
}: {
  row: LogRow;
  open: boolean;
  onOpen: (guid: string | null) => void;
}) {
  const id = useId();
  const ref = useRef<HTMLTableRowElement>(null);
  const openedByLink = useRef(open);
  useEffect(() => {
    if (openedByLink.current) ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const cell = clsx(
    'whitespace-nowrap border-line border-b px-3 py-1.5 align-middle',
    open && 'bg-accent-soft',
  );
  return (
    <Fragment>
      <tr ref={ref} onClick={() => onOpen(open ? null : row.guid)} className="cursor-pointer hover:bg-hover">
        <td className={cell}>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={(event) => {
              event.stopPropagation();
              onOpen(open ? null : row.guid);
            }}
            className="inline-flex items-center gap-1.5"
          >
            <ChevronRight
              aria-hidden
              className={clsx('size-3 text-faint transition-transform', open && 'rotate-90')}
            />
            <Moment iso={row.at} precise />
          </button>
        </td>
        <td className={clsx(cell, 'text-xs')}>{row.task}</td>
        <td className={clsx(cell, 'text-xs')}>{row.operation}</td>
        <td className={cell}>
          <ResultMark result={row.result} />
        </td>
        <td className={clsx(cell, 'max-w-72 truncate font-mono text-xs')} title={row.item ?? undefined}>
          {row.item ?? '—'}
        </td>
        <td className={clsx(cell, 'max-w-96 truncate text-muted text-xs')}>
          {metaText(flattenMeta(row.meta)) || '—'}
        </td>
      </tr>
      {open && (
        <tr id={id}>
          <td colSpan={6} className="border-line border-b bg-accent-soft p-0">
            <RowDetail row={row} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function RowDetail({ row }: { row: LogRow }) {
  const json = JSON.stringify(row, null, 2);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref} className="sticky left-0 max-w-[min(100%,calc(100vw-4rem))] px-3 py-2">
      <div className="flex items-center gap-1 text-faint text-xs">
        The row as it was read
        <CopyButton text={json} what="the row as JSON" />
      </div>
      <pre className="overflow-x-auto whitespace-pre-wrap text-xs [overflow-wrap:anywhere]">{json}</pre>
    </div>
  );
}
