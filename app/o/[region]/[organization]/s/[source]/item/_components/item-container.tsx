'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { PageFailure } from '@/app/_components/page-failure';
import { AsOf } from '@/components/as-of';
import { BREADCRUMB_LINK, Breadcrumb } from '@/components/breadcrumb';
import { EmptyState } from '@/components/empty-state';
import { ItemAnswerReport } from '@/components/item/item-answer-report';
import { ItemsOf } from '@/components/item/item-place';
import { ItemSearchForm } from '@/components/item/item-search-form';
import { ItemSkeleton } from '@/components/item/item-skeleton';
import { PageHead } from '@/components/page-head';
import { ReadAgainButton } from '@/components/read-again-button';
import { InZone } from '@/components/shown-zone';
import { usePageZone } from '@/components/use-page-zone';
import { useShortcut } from '@/components/use-shortcut';
import { ZoneBar } from '@/components/zone-bar';
import type { ItemMatch } from '@/lib/evidence/item-observation';
import { itemMarkdown } from '@/lib/health/item/item-markdown';
import { type ItemPlace, type ItemTarget, itemPath, linkTarget } from '@/lib/health/item/item-path';
import type { ItemAnswer } from '@/lib/health/item/item-report';
import { sourcePage } from '@/lib/health/page-path';
import { sharedLink } from '@/lib/health/shared-link';
import { itemApiPath, itemQuery } from '@/lib/queries/item';
import { zonedAnswer } from '@/lib/queries/zoned-answer';

const MATCHES: ItemMatch[] = ['exact', 'substring', 'wildcard'];

/** The page of an item: what it asks for lives in the address, and the row that is open. */
export function ItemContainer({ region, organization, source }: ItemPlace) {
  const place: ItemPlace = { region, organization, source };
  const [{ uri, match, row }, setAddress] = useQueryStates({
    uri: parseAsString.withDefault(''),
    match: parseAsStringLiteral(MATCHES).withDefault('exact'),
    row: parseAsString,
  });
  const [round, setRound] = useState(0);
  const target: ItemTarget = { uri, match };
  const { zone, linked, unknown, setZone } = usePageZone();
  const {
    data: answered,
    error,
    isFetching,
  } = useQuery({
    ...itemQuery(place, target, round),
    enabled: uri.trim() !== '',
  });
  const data = useMemo(() => answered && zonedAnswer(answered, zone, answered.asOf), [answered, zone]);
  const again = () => setRound((known) => known + 1);
  useShortcut('r', () => {
    if (uri !== '' && !isFetching) again();
  });
  const search = (next: ItemTarget) => {
    if (next.uri === uri && next.match === match) again();
    else void setAddress({ ...next, row: null }, { history: 'push' });
  };

  return (
    <InZone zone={zone}>
      <ItemsOf place={place}>
        <PageHead
          breadcrumb={
            <Breadcrumb
              region={region}
              organization={organization}
              via={
                <Link href={sourcePage(place)} className={BREADCRUMB_LINK}>
                  {data?.source.name ?? source}
                </Link>
              }
              here="Item"
            />
          }
          title="Is this item in the index?"
        >
          {data !== undefined && <AsOf iso={data.asOf} />}
          <ReadAgainButton busy={isFetching} onClick={again} disabled={uri === ''} shortcut="r" />
        </PageHead>
        <ItemSearchForm key={`${match} ${uri}`} target={target} onSearch={search} />
        {data !== undefined && <ZoneBar zone={zone} linked={linked} unknown={unknown} onZone={setZone} />}
        <p role="status" className="sr-only">
          {isFetching ? 'Reading the item’s rows' : (data?.text ?? '')}
        </p>
        {isFetching && (
          <p className="appear-late rounded-md border border-line bg-surface px-3 py-2 text-muted">
            Reading what Coveo’s logs have of it. One call of the Source Logs API can take up to a minute.
          </p>
        )}
        {error !== null && (
          <PageFailure
            error={error}
            region={region}
            organization={organization}
            page="source"
            onRetry={again}
          />
        )}
        {uri.trim() === '' && (
          <EmptyState
            title="Which item?"
            text="Give its URI as the customer pushes it. With a part of it, or a pattern, the items that match are listed."
          />
        )}
        {data === undefined && error === null && uri.trim() !== '' && <ItemSkeleton />}
        {data !== undefined && (
          <ItemAnswerReport
            answer={data}
            place={place}
            row={row}
            json={itemApiPath(place, answeredTarget(data))}
            link={() => sharedLink(linkTo(data, place, row), { zone })}
            markdown={() => markdownOf(data, place)}
            onRow={(guid) => void setAddress({ row: guid }, { history: 'replace' })}
          />
        )}
      </ItemsOf>
    </InZone>
  );
}

/** What was answered, as links to it ask: without a secret that was typed. */
function answeredTarget(answer: ItemAnswer): ItemTarget {
  return answer.kind === 'item' ? linkTarget(answer.uri) : { uri: answer.uri, match: answer.match };
}

/** The address of what is on screen, with the row that is open. */
function linkTo(answer: ItemAnswer, place: ItemPlace, row: string | null): string {
  const url = new URL(itemPath(place, answeredTarget(answer)), globalThis.location.origin);
  if (row !== null) url.searchParams.set('row', row);
  return url.href;
}

/** Made when somebody copies, so that an address of a proxy in front is the one that is copied. */
function markdownOf(answer: ItemAnswer, place: ItemPlace): string {
  return itemMarkdown(answer, { ...place, origin: globalThis.location.origin });
}
