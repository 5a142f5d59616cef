'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { LedgerRows as Page } from '@/lib/health/ledger-rows';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { COUNTERS } from './counter';
import { CoveoQueryLine } from './coveo-query-line';
import { EvidenceRows } from './evidence-rows';
import { FailedRead } from './failed-read';
import type { OpenRows } from './open-rows';
import { Button } from './ui/button';

const OTHERS = {
  refused: 'Refused before they were taken in',
  batches: 'Batches',
  failedBatches: 'Batches failed',
} as const;

/** The rows behind one number of the ledger, as far as their pages were asked for; null pages while they are read. */
export function LedgerRows(props: {
  open: OpenRows;
  pages: readonly Page[] | null;
  /** Why the rows could not be had; null where they could. */
  failure: string | null;
  busy: boolean;
  region: string;
  organization: string;
  onMore: () => void;
  onClose: () => void;
}) {
  const { open, pages, failure, busy, region, organization, onMore, onClose } = props;
  const [row, setRow] = useState<string | null>(null);
  const last = pages?.at(-1);
  const rows = pages?.flatMap((page) => page.rows) ?? [];
  const title = `${counterName(open)} ${open.of === 'run' ? 'in the newest run' : 'in the window'}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <section
      aria-label={`Rows: ${title}`}
      onKeyDown={onKeyDown}
      className="grid gap-2 border-line border-t bg-ground/60 px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <p role="status" className="tabular text-faint text-xs">
          {pages === null && failure === null && 'Reading…'}
          {last !== undefined && shownOf(rows.length, last.total)}
        </p>
        <Button kind="quiet" className="ml-auto" onClick={onClose}>
          <X aria-hidden className="size-3.5" />
          Close rows
        </Button>
      </div>
      {failure !== null && (
        <p role="alert" className="text-failing">
          {failure}
        </p>
      )}
      {last?.failed.map((failed) => (
        <FailedRead key={`${failed.call} ${failed.why}`} failed={failed} />
      ))}
      {last?.notRead != null && <p className="max-w-prose text-degraded text-xs">{last.notRead}</p>}
      {last?.query != null && (
        <CoveoQueryLine query={last.query} region={region} organization={organization} />
      )}
      {rows.length > 0 && <EvidenceRows rows={rows} organization={organization} open={row} onOpen={setRow} />}
      {last?.next != null && (
        <p>
          <Button onClick={onMore} busy={busy}>
            {busy ? 'Reading…' : 'Show more'}
          </Button>
        </p>
      )}
    </section>
  );
}

function counterName({ counter }: OpenRows): string {
  if (counter === 'refused' || counter === 'batches' || counter === 'failedBatches') return OTHERS[counter];
  return COUNTERS.find(({ key }) => key === counter)?.label ?? counter;
}

function shownOf(shown: number, total: number): string {
  if (total === 0) return 'no row';
  const all = countOf(total, 'row');
  return shown < total ? `${formatCount(shown)} of ${all}, newest first` : `${all}, newest first`;
}
