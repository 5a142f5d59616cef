'use client';

import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { PageFailure } from '@/app/_components/page-failure';
import { Breadcrumb } from '@/components/breadcrumb';
import { CopyLinkButton } from '@/components/copy-link-button';
import { EmptyState } from '@/components/empty-state';
import { type FilterOption, IssueFilters } from '@/components/issue/issue-filters';
import { issueMatches } from '@/components/issue/issue-search';
import { IssueTable } from '@/components/issue/issue-table';
import { PageHead } from '@/components/page-head';
import { ReadAgainButton } from '@/components/read-again-button';
import { InZone } from '@/components/shown-zone';
import { SourceListSkeleton } from '@/components/source-list-skeleton';
import { SteppedLinks } from '@/components/stepped-links';
import { Button, buttonClass } from '@/components/ui/button';
import { SearchBox } from '@/components/ui/search-box';
import { usePageZone } from '@/components/use-page-zone';
import { useShortcut } from '@/components/use-shortcut';
import { ZoneBar } from '@/components/zone-bar';
import type { IssueListReport } from '@/lib/health/issue/issue-report';
import { organizationPage } from '@/lib/health/page-path';
import { sharedLink } from '@/lib/health/shared-link';
import { countOf } from '@/lib/problems/phrasing';
import { issuesKey, issuesQuery } from '@/lib/queries/issues';
import { sourcesQuery } from '@/lib/queries/sources';
import { useIssueFilter } from './use-issue-filter';

/** The page of an organization's issues: filters in the address, more on demand. */
export function IssueListContainer(props: {
  region: string;
  organization: string;
  problems: readonly FilterOption[];
}) {
  const { region, organization, problems } = props;
  const { filter, age, search, isNarrowed, unreadAge, ...set } = useIssueFilter();
  const { zone, linked, unknown, setZone } = usePageZone();
  const list = useInfiniteQuery({
    ...issuesQuery(region, organization, filter),
    enabled: filter.states.length > 0,
    placeholderData: keepPreviousData,
  });
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = list;
  const issues = filter.states.length === 0 ? [] : (data?.pages.flatMap((page) => page.issues) ?? []);
  const found = issues.filter((issue) => issueMatches(issue, search));
  const sources = useSources(region, organization);
  const isRead = data !== undefined || filter.states.length === 0;
  useShortcut('r', () => void refetch());

  return (
    <InZone zone={zone}>
      <PageHead
        breadcrumb={<Breadcrumb region={region} organization={organization} here="Issues" />}
        title="Issues"
      >
        <CopyLinkButton
          title="The link to this list, with its age as a moment"
          link={() =>
            sharedLink(window.location.href, {
              zone,
              ...(filter.seenSince === null ? {} : { since: filter.seenSince }),
            })
          }
        />
        <ReadAgainButton busy={isFetching} onClick={() => void refetch()} shortcut="r" />
      </PageHead>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchBox label="Search issues" value={search} onChange={set.setSearch} className="sm:w-72" />
        <IssueFilters
          states={filter.states}
          sources={sources}
          source={filter.source}
          problems={problems}
          problem={filter.problem}
          age={age}
          onStates={set.setStates}
          onSource={set.setSource}
          onProblem={set.setProblem}
          onAge={set.setAge}
        />
      </div>
      {data !== undefined && <ZoneBar zone={zone} linked={linked} unknown={unknown} onZone={setZone} />}
      {unreadAge !== null && (
        <p role="status" className="text-degraded text-xs [overflow-wrap:anywhere]">
          The link lists what was seen since “{unreadAge.slice(0, 60)}”, which is no moment with a time zone:
          issues of any age are listed.
        </p>
      )}
      <p role="status" className="sr-only">
        {isRead ? `${countOf(found.length, 'issue')} shown` : 'Reading issues'}
      </p>
      {error !== null && (
        <PageFailure
          error={error}
          region={region}
          organization={organization}
          onRetry={() => void refetch()}
          page="list"
        />
      )}
      {!isRead && error === null && <SourceListSkeleton />}
      {found.length > 0 && data !== undefined && (
        <SteppedLinks label="Issues">
          <IssueTable issues={found} span={data.pages[0]?.days ?? NO_DAYS} />
        </SteppedLinks>
      )}
      {isRead && found.length === 0 && error === null && (
        <Nothing
          organization={organization}
          region={region}
          states={filter.states.length}
          listed={issues.length}
          search={search}
          isNarrowed={isNarrowed}
          onShowAll={set.showAll}
          onClearSearch={() => set.setSearch('')}
        />
      )}
      {hasNextPage && (
        <p className="flex flex-wrap items-center gap-3">
          <Button onClick={() => void fetchNextPage()} busy={isFetching}>
            More issues
          </Button>
          {search !== '' && (
            <span className="text-muted text-xs">
              Searched in the {issues.length} that are loaded; there are more.
            </span>
          )}
        </p>
      )}
    </InZone>
  );
}

const NO_DAYS = { from: '', to: '' };

/** Which nothing it is, and the one thing to do about it. */
function Nothing(props: {
  region: string;
  organization: string;
  states: number;
  listed: number;
  search: string;
  isNarrowed: boolean;
  onShowAll: () => void;
  onClearSearch: () => void;
}) {
  const { region, organization, states, listed, search, isNarrowed, onShowAll, onClearSearch } = props;
  if (listed > 0) {
    return (
      <EmptyState
        title="No issue matches"
        text={`None of the ${listed} issues has “${search}” in its title, problem, source, state or id.`}
      >
        <Button kind="primary" onClick={onClearSearch}>
          Show all {listed}
        </Button>
      </EmptyState>
    );
  }
  if (states === 0) {
    return (
      <EmptyState title="No state is chosen" text="Choose at least one state to see issues.">
        <Button kind="primary" onClick={onShowAll}>
          Show every state
        </Button>
      </EmptyState>
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState
        title="No issue fits the filters"
        text={`${organization} may have others: of other states, sources or problems, or seen longer ago.`}
      >
        <Button kind="primary" onClick={onShowAll}>
          Show every issue
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No issue is open or acknowledged"
      text="An issue is made when a source is looked at and something is found. Sources that nobody looked at have none."
    >
      <Link href={organizationPage({ region, organization })} className={buttonClass('primary')}>
        Look at the sources
      </Link>
      <Button onClick={onShowAll}>Show resolved and ignored</Button>
    </EmptyState>
  );
}

/** The sources to choose from: those of all issues read so far, and of the list of sources where that is known. */
function useSources(region: string, organization: string): readonly FilterOption[] {
  const client = useQueryClient();
  const names = new Map<string, string>();
  const listed = client.getQueryData(sourcesQuery(region, organization).queryKey);
  for (const { id, name } of listed?.sources ?? []) names.set(id, name);
  const read = client.getQueriesData<InfiniteData<IssueListReport>>({
    queryKey: issuesKey(region, organization),
  });
  for (const [, data] of read) {
    for (const { issues } of data?.pages ?? []) {
      for (const { source, sourceName } of issues) names.set(source, sourceName);
    }
  }
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
