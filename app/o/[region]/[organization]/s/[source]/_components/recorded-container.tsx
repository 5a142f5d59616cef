'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RecordedPanel } from '@/components/recorded/recorded-panel';
import { recorderLines } from '@/components/recorded/recorder-lines';
import type { RecordedLedger } from '@/lib/health/health';
import { pushesPath, pushesQuery } from '@/lib/queries/pushes';
import { AddCallsContainer } from './add-calls-container';

/** Asks for the recorded calls of a source, once the panel is there. `asOf` is the reading that is on screen. */
export function RecordedContainer(props: {
  region: string;
  organization: string;
  source: string;
  ledger: RecordedLedger | null;
  asOf: string;
  onRecorded: () => void;
}) {
  const { region, organization, source, ledger, asOf, onRecorded } = props;
  const place = { region, organization, source };
  const query = useInfiniteQuery(pushesQuery(place, asOf));
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(globalThis.location.origin), []);
  return (
    <RecordedPanel
      ledger={ledger}
      calls={query.data?.pages.flatMap((page) => page.pushes) ?? null}
      failure={query.error?.message ?? null}
      more={query.hasNextPage}
      busy={query.isFetchingNextPage}
      onMore={() => void query.fetchNextPage()}
      add={
        <AddCallsContainer
          place={place}
          asOf={asOf}
          onRecorded={() => {
            void query.refetch();
            onRecorded();
          }}
        />
      }
      lines={recorderLines(`${origin}${pushesPath(place)}`)}
    />
  );
}
