'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowDownWideNarrow } from 'lucide-react';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { PageFailure } from '@/app/_components/page-failure';
import { AsOf } from '@/components/as-of';
import { Breadcrumb } from '@/components/breadcrumb';
import { CopyLinkButton } from '@/components/copy-link-button';
import { EmptyState } from '@/components/empty-state';
import { FailedRead } from '@/components/failed-read';
import { PageHead } from '@/components/page-head';
import { ReadAgainButton } from '@/components/read-again-button';
import { isDue, matches, showSource } from '@/components/shown-source';
import { SourceListSkeleton } from '@/components/source-list-skeleton';
import { SourceTable } from '@/components/source-table';
import { SteppedLinks } from '@/components/stepped-links';
import { Button, buttonClass } from '@/components/ui/button';
import { SearchBox } from '@/components/ui/search-box';
import { useShortcut } from '@/components/use-shortcut';
import { useTypedSearch } from '@/components/use-typed-search';
import { VerdictCounts } from '@/components/verdict-counts';
import { organizationPage } from '@/lib/health/page-path';
import { sourcesQuery } from '@/lib/queries/sources';
import { useJudging } from './use-judging';
import { useOrder } from './use-order';

/** The page of an organization: its sources, those in view judged as one looks, two at a time. */
export function SourceListContainer({ region, organization }: { region: string; organization: string }) {
  const [search, type] = useTypedSearch();
  const { data, error, isFetching, refetch } = useQuery(sourcesQuery(region, organization));
  const [round, setRound] = useState(0);
  const { judged, judge, begun, busy } = useJudging(region, organization, round);
  const list = useRef<HTMLDivElement>(null);
  const asOf = data?.asOf ?? '';
  const summaries = data?.sources ?? [];
  const sources = summaries.map((summary) => showSource(summary, judged[summary.id], asOf));
  const due = new Set(summaries.filter((summary) => isDue(summary, asOf)).map(({ id }) => id));
  const judgedInView = sources.length > 0 && !busy && (begun || due.size === 0);
  const isInUse = () =>
    list.current !== null &&
    (list.current.contains(document.activeElement) || list.current.matches(':hover'));
  const { ordered, outdated, sort } = useOrder(sources, judgedInView, isInUse);
  const found = ordered.filter((source) => matches(source, search));
  const readAgain = () => {
    if (isFetching) return;
    setRound((known) => known + 1);
    void refetch();
  };
  useShortcut('r', readAgain);

  return (
    <>
      <PageHead breadcrumb={<Breadcrumb region={region} organization={organization} />} title="Push sources">
        {data !== undefined && <AsOf iso={data.asOf} />}
        <Link href={`${organizationPage({ region, organization })}/issues`} className={buttonClass()}>
          Issues
        </Link>
        <CopyLinkButton link={() => window.location.href} />
        <ReadAgainButton busy={isFetching} onClick={readAgain} shortcut="r" />
      </PageHead>
      {error !== null && (
        <PageFailure
          error={error}
          region={region}
          organization={organization}
          onRetry={readAgain}
          page="list"
        />
      )}
      {data === undefined && error === null && <SourceListSkeleton />}
      {data?.notRead.map((failed) => (
        <FailedRead key={`${failed.call}${failed.requestId ?? ''}`} failed={failed} />
      ))}
      {data !== undefined && sources.length > 0 && (
        <>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <SearchBox label="Search sources" value={search} onChange={type} className="sm:w-72" />
            <VerdictCounts sources={sources} />
            <div className="ml-auto flex min-h-7 items-center gap-2 max-sm:empty:hidden">
              {outdated && (
                <Button onClick={sort}>
                  <ArrowDownWideNarrow aria-hidden className="size-3.5" />
                  Verdicts have changed: worst first
                </Button>
              )}
            </div>
          </div>
          <p role="status" className="sr-only">
            {search === '' ? '' : `${found.length} of ${sources.length} sources match`}
            {busy ? 'Checking sources' : ''}
          </p>
          <div ref={list}>
            {found.length > 0 && (
              <SteppedLinks label="Sources">
                <SourceTable
                  region={region}
                  organization={organization}
                  sources={found}
                  now={data.asOf}
                  round={round}
                  onSeen={(id, inRound) => {
                    if (inRound > 0 || due.has(id)) judge(id);
                  }}
                />
              </SteppedLinks>
            )}
          </div>
          {found.length === 0 && (
            <EmptyState
              title="No source matches"
              text={`None of ${sources.length} sources has “${search}” in its name, id, type, status or reason.`}
            >
              <Button kind="primary" onClick={() => type('')}>
                Show all sources
              </Button>
            </EmptyState>
          )}
        </>
      )}
      {data !== undefined && sources.length === 0 && data.notRead.length === 0 && (
        <EmptyState
          title="No Push source"
          text={`Coveo lists no source in ${organization} that takes pushes (Push or Catalog), or this token may not see them.`}
        >
          <Button kind="primary" onClick={readAgain}>
            Read again
          </Button>
        </EmptyState>
      )}
      {data !== undefined && sources.length === 0 && data.notRead.length > 0 && (
        <EmptyState
          title="The sources could not be read"
          text="Which sources there are is not known: see the failed request above."
        >
          <Button kind="primary" onClick={readAgain}>
            Try again
          </Button>
        </EmptyState>
      )}
    </>
  );
}
