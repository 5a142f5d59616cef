'use client';

import { clsx } from 'clsx';
import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flattenMeta, metaText } from '@/lib/evidence/meta';
import { toMs } from '@/lib/evidence/time';
import type { ItemReport, ItemStep, StageRow } from '@/lib/health/item/item-report';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { EvidenceRows } from '../evidence-rows';
import { Moment } from '../moment';
import { ResultMark } from '../result-mark';
import { RowDetailLine, RowToggle } from '../row-detail';
import { useShownZone, zoneName } from '../shown-zone';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { Tag } from '../ui/tag';
import { ProblemLinks } from './decider-list';
import { OUTCOME_TEXT } from './item-words';
import { stageTime } from './stage-time';

/** Operations that are shown before somebody asks for all. */
const SHOWN_AT_FIRST = 10;

/** What happened to the item, newest operation first, each stage with its time. `open` is a guid, from the address. */
export function ItemHistory(props: {
  report: ItemReport;
  organization: string;
  open: string | null;
  onRow: (guid: string | null) => void;
}) {
  const { report, organization, open, onRow } = props;
  const { steps, stepsTotal, loose } = report;
  const [all, setAll] = useState(false);
  const opened = steps.findIndex(({ rows }) => rows.some(({ row }) => row.guid === open));
  const shown = all || opened >= SHOWN_AT_FIRST ? steps : steps.slice(0, SHOWN_AT_FIRST);
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || open === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>('button[aria-expanded="true"]')?.focus();
    onRow(null);
  };
  return (
    <Panel
      id="history"
      title="History"
      onKeyDown={close}
      note={
        stepsTotal === 0
          ? 'No operation was read'
          : `${countOf(stepsTotal, 'operation')}, newest first${stepsTotal > steps.length ? `; the newest ${formatCount(steps.length)} came with this answer` : ''}`
      }
    >
      <div className="divide-y divide-line">
        {shown.map((step, index) => (
          <Operation
            key={step.rows[0]?.row.guid ?? step.startedAt}
            step={step}
            isFirst={index === 0}
            organization={organization}
            open={open}
            onRow={onRow}
          />
        ))}
        {stepsTotal === 0 && loose.length === 0 && (
          <p className="px-4 py-3 text-muted">
            {report.coverage.history.state === 'complete'
              ? 'Nothing that Coveo still has names exactly this item.'
              : 'No row of it was read, and not all could be.'}
          </p>
        )}
        {shown.length < steps.length && (
          <p className="px-4 py-2">
            <Button onClick={() => setAll(true)}>Show all {formatCount(steps.length)}</Button>
          </p>
        )}
        {loose.length > 0 && (
          <section aria-label="Rows that belong to no operation" className="grid gap-1.5 px-4 py-3">
            <h3 className="font-medium text-faint text-xs">Rows that belong to no operation</h3>
            <EvidenceRows rows={loose} organization={organization} open={open} onOpen={onRow} />
          </section>
        )}
      </div>
    </Panel>
  );
}

const COLUMNS_AFTER_TIME = [
  { head: 'Stage', width: 'w-44' },
  { head: 'Result', width: 'w-32' },
  { head: 'After', width: 'w-20' },
  { head: 'What Coveo says', width: 'w-auto' },
] as const;

function Operation(props: {
  step: ItemStep;
  /** The heads of its columns stand for those below, too. */
  isFirst: boolean;
  organization: string;
  open: string | null;
  onRow: (guid: string | null) => void;
}) {
  const { step, isFirst, organization, open, onRow } = props;
  const { operation, outcome, pushed, startedAt, endedAt, rows, orderingId, orderingAt } = step;
  const titleId = useId();
  const zone = useShownZone();
  const columns = [{ head: `Time (${zoneName(zone)})`, width: 'w-40' }, ...COLUMNS_AFTER_TIME];
  return (
    <section aria-labelledby={titleId} className="px-4 py-3">
      <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={titleId} className="font-medium">
          {operation || '(no operation)'} <Moment iso={startedAt} />
        </h3>
        <Tag>
          <span className={clsx('font-medium', OUTCOME_TEXT[outcome])}>{outcome}</span>
        </Tag>
        {rows.length > 1 && (
          <span className="tabular text-muted text-xs">
            {stageTime(toMs(endedAt) - toMs(startedAt))} from first to last row
          </span>
        )}
        {!pushed && outcome === 'deleted' && (
          <span className="text-muted text-xs">not pushed for this item: removed by another operation</span>
        )}
        {orderingId !== null && (
          <span className="tabular text-faint text-xs">
            orderingId <code>{orderingId}</code>
            {orderingAt !== null && (
              <>
                {' = '}
                <Moment iso={orderingAt} />
              </>
            )}
          </span>
        )}
      </div>
      <table className="w-full table-fixed border-separate border-spacing-0 text-left max-sm:block">
        <colgroup>
          {columns.map(({ head, width }) => (
            <col key={head} className={width} />
          ))}
        </colgroup>
        <thead className={clsx('text-faint text-xs', isFirst ? 'max-sm:sr-only' : 'sr-only')}>
          <tr>
            {columns.map(({ head }) => (
              <th
                key={head}
                scope="col"
                className="whitespace-nowrap border-line border-b px-2 py-1 font-medium"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((stage) => (
            <Stage
              key={stage.row.guid}
              stage={stage}
              organization={organization}
              open={stage.row.guid === open}
              onRow={onRow}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Stage(props: {
  stage: StageRow;
  organization: string;
  open: boolean;
  onRow: (guid: string | null) => void;
}) {
  const { stage, organization, open, onRow } = props;
  const { row, afterMs, problem } = stage;
  const detailId = useId();
  const place = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const cell = clsx(
    'border-line border-b px-2 py-1 align-middle max-sm:border-b-0 max-sm:p-0',
    open && 'bg-accent-soft',
  );
  return (
    <Fragment>
      <tr
        ref={place}
        className={clsx(
          'max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)] max-sm:items-center max-sm:gap-x-3 max-sm:border-line max-sm:border-b max-sm:py-1.5',
          open && 'max-sm:bg-accent-soft',
        )}
      >
        <td className={clsx(cell, 'whitespace-nowrap')}>
          <RowToggle
            at={row.at}
            open={open}
            controls={detailId}
            onToggle={() => onRow(open ? null : row.guid)}
          />
        </td>
        <td className={clsx(cell, 'text-xs [overflow-wrap:anywhere]')}>{row.task || '(no stage)'}</td>
        <td className={clsx(cell, 'whitespace-nowrap')}>
          <ResultMark result={row.result} />
        </td>
        <td className={clsx(cell, 'tabular whitespace-nowrap text-muted text-xs')}>
          {afterMs === null ? <span className="max-sm:sr-only">—</span> : `+${stageTime(afterMs)}`}
        </td>
        <td className={clsx(cell, 'min-w-0 text-muted text-xs [overflow-wrap:anywhere] max-sm:col-span-2')}>
          <span className="flex flex-wrap items-center gap-x-3">
            {metaText(flattenMeta(row.meta)) || <span className="max-sm:sr-only">—</span>}
            {problem !== null && <ProblemLinks problem={problem} />}
          </span>
        </td>
      </tr>
      {open && <RowDetailLine id={detailId} columns={5} row={row} organization={organization} />}
    </Fragment>
  );
}
