'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { PageFailure } from '@/app/_components/page-failure';
import { PreserveButton } from '@/app/capsules/_components/preserve-button';
import { AsOf } from '@/components/as-of';
import { CopyLinkButton } from '@/components/copy-link-button';
import { FirstSightPanel } from '@/components/first-sight-panel';
import { HealthReport, type Selection } from '@/components/health-report';
import { ItemsOf } from '@/components/item/item-place';
import { openRowsText, readOpenRows } from '@/components/open-rows';
import { ReadAgainButton } from '@/components/read-again-button';
import { ScanProgress } from '@/components/scan-progress';
import { InZone } from '@/components/shown-zone';
import { SourceHeader } from '@/components/source-header';
import { SourceSkeleton } from '@/components/source-skeleton';
import { TailRefresh } from '@/components/tail-refresh';
import { buttonClass } from '@/components/ui/button';
import { useNow } from '@/components/use-now';
import { usePageZone } from '@/components/use-page-zone';
import { useShortcut } from '@/components/use-shortcut';
import { ZoneBar } from '@/components/zone-bar';
import { actLink } from '@/lib/health/act/remedy';
import type { Health } from '@/lib/health/health';
import { lastDay } from '@/lib/health/report/stretch-words';
import { lastDays } from '@/lib/health/report/whole-days';
import { sharedLink } from '@/lib/health/shared-link';
import { ApiError } from '@/lib/queries/api-error';
import { sourcesQuery } from '@/lib/queries/sources';
import { zonedAnswer } from '@/lib/queries/zoned-answer';
import { ItemSearch } from './item-search';
import { LedgerRowsContainer } from './ledger-rows-container';
import { LeftCanaryContainer } from './left-canary-container';
import { RecordedContainer } from './recorded-container';
import { useScan } from './use-scan';
import { useTail } from './use-tail';
import { useWindow } from './use-window';

/** Where the progress stands when there is something to read meanwhile: over it, and only when it takes a moment. */
const PINNED = 'appear-late fixed inset-x-4 bottom-4 z-30 mx-auto max-w-2xl rounded-lg shadow-xl';

const NO_WINDOW = { from: null, to: null };

/** The page of a source: asks for its health, keeps window and selection in the URL. `demo`: the sandbox is served. */
export function HealthContainer(props: {
  region: string;
  organization: string;
  source: string;
  demo: boolean;
}) {
  const { region, organization, source, demo } = props;
  const { window, pinned, show, reset, back, pin, unpin } = useWindow();
  const [selection, setSelection] = useQueryStates({
    finding: parseAsString,
    row: parseAsString,
    view: parseAsStringLiteral(['table']),
    rows: parseAsString,
  });
  const scan = useScan({ region, organization, source, ...window });
  const { query, progress, stopping, stop } = scan;
  const { data, error, isFetching, isPlaceholderData } = query;
  const { zone, linked, unknown, setZone } = usePageZone();
  const health = useMemo(() => data && zonedAnswer(data, zone, data.asOf), [data, zone]);
  const { tail, setOn } = useTail({
    target: { region, organization, source, ...window },
    health,
    shownAt: query.dataUpdatedAt,
    busy: isFetching,
    stopped: scan.stopped,
    take: scan.take,
  });
  const openRows = readOpenRows(selection.rows);
  const now = useNow(progress.wait !== null);
  const refresh = () => {
    unpin();
    scan.refresh(pinned ? NO_WINDOW : window);
  };
  useShortcut('r', refresh);
  /** Recorded calls changed: what is being read meanwhile may not know it yet, and what is read next does. */
  const [changed, setChanged] = useState(false);
  const readChanged = useEffectEvent(refresh);
  useEffect(() => {
    if (!changed || isFetching) return;
    setChanged(false);
    readChanged();
  }, [changed, isFetching]);

  const listed = useQueryClient().getQueryData(sourcesQuery(region, organization).queryKey);
  const name =
    nameOf(source, health?.source.name) ??
    listed?.sources.find(({ id }) => id === source)?.name ??
    progress.sight?.name ??
    undefined;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · ${organization} (${region}) · Pushscope`;
  }, [name, organization, region]);

  const problem = error instanceof ApiError ? error.problem : null;
  const select = ({ table, ...rest }: Partial<Selection>) => {
    const opens = rest.finding != null && rest.finding !== selection.finding;
    if ((rest.finding != null || rest.row != null) && health !== undefined && !isPlaceholderData) {
      if (window.from === null || window.to === null) scan.alsoFor(health.window);
      pin(health.window);
    }
    if (rest.finding === null && pinned) {
      if (!isPlaceholderData) scan.alsoFor(NO_WINDOW);
      unpin();
    }
    void setSelection(
      { ...rest, ...(table === undefined ? {} : { view: table ? 'table' : null }) },
      { history: opens ? 'push' : 'replace' },
    );
  };

  return (
    <InZone zone={zone}>
      <ItemsOf place={{ region, organization, source }}>
        <SourceHeader
          region={region}
          organization={organization}
          id={source}
          name={name ?? null}
          title={name ?? (health === undefined ? untold(error, problem?.status) : source)}
          source={health?.source ?? null}
          aside={
            <>
              {tail !== null && <TailRefresh tail={tail} onSwitch={setOn} />}
              {health !== undefined && <AsOf iso={health.asOf} />}
              {health !== undefined && (
                <CopyLinkButton
                  title="The link to this page, with its window as moments and its zone"
                  link={() => sharedLink(globalThis.location.href, { window: health.window })}
                />
              )}
              <Link
                href={`/o/${encodeURIComponent(region)}/${encodeURIComponent(organization)}/issues?source=${encodeURIComponent(source)}&state=open,acknowledged,resolved,ignored`}
                className={buttonClass()}
              >
                Issues
              </Link>
              <Link href={actLink({ region, organization, source })} className={buttonClass()}>
                Act
              </Link>
              <Link href={reportLink(region, organization, source, health)} className={buttonClass()}>
                Report
              </Link>
              <ReadAgainButton busy={isFetching} onClick={refresh} shortcut="r" />
            </>
          }
        />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-80">
            <ItemSearch region={region} organization={organization} source={source} />
          </div>
          {health !== undefined && <ZoneBar zone={zone} linked={linked} unknown={unknown} onZone={setZone} />}
        </div>
        <LeftCanaryContainer place={{ region, organization, source }} enabled={health !== undefined} />
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
          <PageFailure
            error={error}
            region={region}
            organization={organization}
            page="source"
            demo={demo}
            onRetry={refresh}
            onWholeWindow={window.from === null && window.to === null ? null : reset}
          />
        )}
        {health === undefined && error === null && progress.sight != null && (
          <FirstSightPanel sight={progress.sight} />
        )}
        {health === undefined && error === null && <SourceSkeleton />}
        {health?.issues.state === 'not stored' && health.findings.length > 0 && (
          <p role="status" className="rounded-md border border-degraded-line bg-degraded-soft px-3 py-2">
            What was found this time is not kept as issues. {health.issues.why}
          </p>
        )}
        {health !== undefined && (
          <HealthReport
            health={health}
            region={region}
            organization={organization}
            openRows={openRows}
            onRows={(rows) => void setSelection({ rows: rows === null ? null : openRowsText(rows) })}
            ledgerRows={
              openRows !== null && (
                <LedgerRowsContainer
                  key={openRowsText(openRows)}
                  region={region}
                  organization={organization}
                  source={source}
                  open={openRows}
                  window={health.window}
                  asOf={health.asOf}
                  onClose={() => void setSelection({ rows: null })}
                />
              )
            }
            selection={{ finding: selection.finding, row: selection.row, table: selection.view === 'table' }}
            stale={isPlaceholderData}
            zoomed={!pinned && (window.from !== null || window.to !== null)}
            onSelect={select}
            onWindow={show}
            onReset={reset}
            onBack={back}
            recorded={
              <RecordedContainer
                region={region}
                organization={organization}
                source={source}
                ledger={health.recorded ?? null}
                asOf={health.asOf}
                readAt={query.dataUpdatedAt}
                window={health.window}
                onChanged={() => setChanged(true)}
              />
            }
            preserve={
              <PreserveButton
                label="Preserve"
                text="Keeps this stretch of timeline, with verdict and findings as they are now, under a link for people without access to the organization."
                what={() => ({ kind: 'timeline', region, organization, source, ...health.window })}
              />
            }
          />
        )}
      </ItemsOf>
    </InZone>
  );
}

/** The report of the time that is shown, where that is longer than what Coveo keeps; else of the last 30 days. */
function reportLink(region: string, organization: string, source: string, health: Health | undefined) {
  const pathname = `/o/${encodeURIComponent(region)}/${encodeURIComponent(organization)}/s/${encodeURIComponent(source)}/report`;
  if (health === undefined) return { pathname };
  const { asOf, timeline, window } = health;
  const shown = timeline.captured === undefined ? lastDays(asOf) : window;
  return { pathname, query: { from: shown.from.slice(0, 10), to: lastDay(shown.to) } };
}

/** The name of a source; undefined where only its id is known, which stands in for a name that was not read. */
function nameOf(id: string, name: string | undefined): string | undefined {
  return name === id ? undefined : name;
}

/** What stands in place of a name while there is none. */
function untold(error: Error | null, status: number | undefined): string {
  if (error === null) return 'Reading…';
  return status === 404 ? 'Unknown source' : 'Source not read';
}
