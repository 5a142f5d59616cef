'use client';

import { clsx } from 'clsx';
import { Fragment, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { isBatchRow, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, metaText } from '@/lib/evidence/meta';
import { ItemLink } from './item/item-place';
import { ResultMark } from './result-mark';
import { RowDetailLine, RowToggle } from './row-detail';
import { useShownZone, zoneName } from './shown-zone';
import { ScrollRegion } from './ui/scroll-region';

/** Raw log rows of an organization; each opens to all that Coveo said. `open` is a guid, and comes from the URL. */
export function EvidenceRows(props: {
  rows: readonly LogRow[];
  organization: string;
  open: string | null;
  onOpen: (guid: string | null) => void;
  /** What the list is called, where a page has several. */
  label?: string;
}) {
  const { rows, organization, open, onOpen, label = 'Log rows' } = props;
  const zone = useShownZone();
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.key !== 'Escape' || !rows.some(({ guid }) => guid === open)) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>('button[aria-expanded="true"]')?.focus();
    onOpen(null);
  };
  return (
    <ScrollRegion label={label} className="max-h-[30rem]">
      <table onKeyDown={onKeyDown} className="w-full border-separate border-spacing-0 text-left max-sm:block">
        <thead className="sticky top-0 z-10 bg-sunken text-faint text-xs max-sm:sr-only">
          <tr>
            <HeadCell>{`Time (${zoneName(zone)})`}</HeadCell>
            <HeadCell>Task</HeadCell>
            <HeadCell>Operation</HeadCell>
            <HeadCell>Result</HeadCell>
            <HeadCell>Item</HeadCell>
            <HeadCell>What Coveo says</HeadCell>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((row) => (
            <EvidenceRow
              key={row.guid}
              row={row}
              organization={organization}
              open={row.guid === open}
              onOpen={onOpen}
            />
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

function EvidenceRow(props: {
  row: LogRow;
  organization: string;
  open: boolean;
  onOpen: (guid: string | null) => void;
}) {
  const { row, organization, open, onOpen } = props;
  const id = useId();
  const ref = useRef<HTMLTableRowElement>(null);
  const openedByLink = useRef(open);
  useEffect(() => {
    if (openedByLink.current) ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const cell = clsx(
    'whitespace-nowrap border-line border-b px-3 py-1.5 align-middle',
    'max-sm:min-w-0 max-sm:border-b-0 max-sm:p-0',
    open && 'bg-accent-soft',
  );
  return (
    <Fragment>
      <tr
        ref={ref}
        onClick={() => onOpen(open ? null : row.guid)}
        className={clsx(
          'cursor-pointer hover:bg-hover',
          'max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)] max-sm:gap-x-3 max-sm:gap-y-0.5 max-sm:border-line max-sm:border-b max-sm:px-3 max-sm:py-2',
          open && 'max-sm:bg-accent-soft',
        )}
      >
        <td className={clsx(cell, 'max-sm:order-4')}>
          <RowToggle
            at={row.at}
            open={open}
            controls={id}
            onToggle={(event) => {
              event.stopPropagation();
              onOpen(open ? null : row.guid);
            }}
          />
        </td>
        <td className={clsx(cell, 'text-xs max-sm:order-5 max-sm:self-center max-sm:text-muted')}>
          {row.task}
        </td>
        <td className={clsx(cell, 'text-xs max-sm:order-2 max-sm:text-muted')}>{row.operation}</td>
        <td className={clsx(cell, 'max-sm:order-1')}>
          <ResultMark result={row.result} />
        </td>
        <td
          className={clsx(
            cell,
            'max-w-72 truncate font-mono text-xs max-sm:order-3 max-sm:col-span-2 max-sm:max-w-full',
          )}
        >
          {row.item === null ? '—' : isBatchRow(row) ? row.item : <ItemLink uri={row.item} />}
        </td>
        <td
          className={clsx(
            cell,
            'max-w-96 truncate text-muted text-xs max-sm:order-3 max-sm:col-span-2 max-sm:line-clamp-3 max-sm:max-w-full max-sm:whitespace-normal max-sm:[overflow-wrap:anywhere]',
          )}
        >
          {metaText(flattenMeta(row.meta)) || '—'}
        </td>
      </tr>
      {open && <RowDetailLine id={id} columns={6} row={row} organization={organization} />}
    </Fragment>
  );
}
