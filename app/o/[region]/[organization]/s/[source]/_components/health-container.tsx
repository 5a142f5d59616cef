'use client';

import { RefreshCw } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect } from 'react';
import { ApiFailure } from '@/components/api-failure';
import { AsOf } from '@/components/as-of';
import { HealthReport } from '@/components/health-report';
import { ScanProgress } from '@/components/scan-progress';
import { SourceHeader } from '@/components/source-header';
import { SourceSkeleton } from '@/components/source-skeleton';
import { Button } from '@/components/ui/button';
import { useNow } from '@/components/use-now';
import { useShortcut } from '@/components/use-shortcut';
import { ApiError } from '@/lib/queries/api-error';
import { useScan } from './use-scan';
import { useWindow } from './use-window';

/** Where the progress stands when there is something to read meanwhile: over it, and only when it takes a moment. */
const PINNED = 'appear-late fixed inset-x-4 bottom-4 z-30 mx-auto max-w-2xl rounded-lg shadow-xl';

/** The page of a source: asks for its health, keeps window and selection in the URL. */
export function HealthContainer(props: { region: string; organization: string; source: string }) {
  const { region, organization, source } = props;
  const { window, show, reset, back } = useWindow();
  const [selection, setSelection] = useQueryStates({
    finding: parseAsString,
    row: parseAsString,
    view: parseAsStringLiteral(['table']),
  });
  const { query, progress, stopping, refresh, stop } = useScan({ region, organization, source, ...window });
  const { data: health, error, isFetching, isPlaceholderData } = query;
  const now = useNow(progress.wait !== null);
  useShortcut('r', refresh);

  const name = health?.source.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · ${organization} (${region}) · Pushscope`;
  }, [name, organization, region]);

  return (
    <>
      <SourceHeader
        region={region}
        organization={organization}
        id={source}
        source={health?.source ?? null}
        aside={
          <>
            {health !== undefined && <AsOf iso={health.asOf} />}
            <Button onClick={refresh} disabled={isFetching} title="r">
              <RefreshCw aria-hidden className={isFetching ? 'size-3.5 animate-spin' : 'size-3.5'} />
              {isFetching ? 'Reading…' : 'Read again'}
            </Button>
          </>
        }
      />
      {isFetching && (
        <div className={health === undefined ? '' : PINNED}>
          <ScanProgress
            state={progress}
            now={now}
            stopping={stopping}
            onStop={progress.callsPlanned > 0 ? stop : null}
          />
        </div>
      )}
      {error !== null && (
        <ApiFailure
          problem={error instanceof ApiError ? error.problem : null}
          region={region}
          organization={organization}
          page="source"
          onRetry={refresh}
          onWholeWindow={window.from === null && window.to === null ? null : reset}
        />
      )}
      {health === undefined && error === null && <SourceSkeleton />}
      {health !== undefined && (
        <HealthReport
          health={health}
          organization={organization}
          selection={{ finding: selection.finding, row: selection.row, table: selection.view === 'table' }}
          stale={isPlaceholderData}
          zoomed={window.from !== null || window.to !== null}
          onSelect={({ table, ...rest }) =>
            void setSelection({ ...rest, ...(table === undefined ? {} : { view: table ? 'table' : null }) })
          }
          onWindow={show}
          onReset={reset}
          onBack={back}
        />
      )}
    </>
  );
}
