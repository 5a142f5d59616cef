'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { LedgerRows } from '@/components/ledger-rows';
import type { OpenRows } from '@/components/open-rows';
import type { TimeWindow } from '@/lib/evidence/time';
import { ledgerRowsQuery } from '@/lib/queries/ledger-rows';

/** Asks for the rows behind one number of the ledger. `asOf` is the reading that is on screen. */
export function LedgerRowsContainer(props: {
  region: string;
  organization: string;
  source: string;
  open: OpenRows;
  window: TimeWindow;
  asOf: string;
  onClose: () => void;
}) {
  const { region, organization, source, open, window, asOf, onClose } = props;
  const query = useInfiniteQuery(
    ledgerRowsQuery({
      region,
      organization,
      source,
      window: open.of === 'window' ? window : null,
      counter: open.counter,
      asOf,
    }),
  );
  return (
    <LedgerRows
      open={open}
      pages={query.data?.pages ?? null}
      failure={query.error?.message ?? null}
      busy={query.isFetchingNextPage}
      region={region}
      organization={organization}
      onMore={() => void query.fetchNextPage()}
      onClose={onClose}
    />
  );
}
