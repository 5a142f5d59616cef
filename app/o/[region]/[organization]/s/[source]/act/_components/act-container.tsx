'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useState } from 'react';
import { PageFailure } from '@/app/_components/page-failure';
import { useActor } from '@/app/i/[id]/_components/use-actor';
import { ActFailure, ActOutcome } from '@/components/act/act-answer';
import { ActionList } from '@/components/act/action-list';
import { CanaryCard } from '@/components/act/canary-card';
import { DoneWithoutSource } from '@/components/act/done-without-source';
import { IdleCard } from '@/components/act/idle-card';
import { OlderThanCard } from '@/components/act/older-than-card';
import { ProbeCard } from '@/components/act/probe-card';
import { WritingPanel } from '@/components/act/writing-panel';
import { AsOf } from '@/components/as-of';
import { BREADCRUMB_LINK, Breadcrumb } from '@/components/breadcrumb';
import { FailedRead } from '@/components/failed-read';
import { NameDialog } from '@/components/issue/name-dialog';
import { ItemSkeleton } from '@/components/item/item-skeleton';
import { PageHead } from '@/components/page-head';
import { ReadAgainButton } from '@/components/read-again-button';
import { useShortcut } from '@/components/use-shortcut';
import { CANARY_URI } from '@/lib/evidence/canary-uri';
import {
  type ActPlace,
  canaryCurl,
  canaryDeletionCurl,
  idleCurl,
  olderThanCurl,
  probeCurl,
} from '@/lib/health/act/act-curl';
import type { ActReport } from '@/lib/health/act/act-report';
import { canaryItem } from '@/lib/health/act/canary';
import { QUEUE_DELAY_MINUTES } from '@/lib/health/act/older-than';
import type { SourceAction } from '@/lib/health/act/source-action';
import type { ItemPlace } from '@/lib/health/item/item-path';
import { sourcePage } from '@/lib/health/page-path';
import { olderThanQuery } from '@/lib/queries/act';
import { failureOf, useActing } from './use-acting';
import { useNextCanary } from './use-next-canary';

/** The page to act on a source. For which issue one acts lives in the address. */
export function ActContainer({ region, organization, source }: ItemPlace) {
  const place: ItemPlace = { region, organization, source };
  const acting = useActing(place);
  const { data: report, error, isFetching } = acting.report;
  const name = report?.look.source.name;
  useEffect(() => {
    if (name !== undefined) document.title = `Act on ${name} · ${organization} (${region}) · Pushscope`;
  }, [name, organization, region]);
  // What was done too: another tab may have begun something, or switched writing on.
  const again = () => void acting.readAgain();
  useShortcut('r', again);
  return (
    <>
      <PageHead
        breadcrumb={
          <Breadcrumb
            region={region}
            organization={organization}
            via={
              <Link href={sourcePage(place)} className={BREADCRUMB_LINK}>
                {name ?? source}
              </Link>
            }
            here="Act"
          />
        }
        title="What can be done from here"
      >
        {report !== undefined && <AsOf iso={report.look.asOf} />}
        <ReadAgainButton busy={isFetching} onClick={again} shortcut="r" />
      </PageHead>
      {error !== null && (
        <PageFailure
          error={error}
          region={region}
          organization={organization}
          page="source"
          onRetry={again}
        />
      )}
      {report === undefined && error === null && <ItemSkeleton />}
      {report === undefined && acting.done.data !== undefined && (
        <DoneWithoutSource
          actions={acting.done.data.actions}
          waiting={error === null}
          failure={failureOf(acting.done.error)}
        />
      )}
      {report !== undefined && <Cards place={place} report={report} acting={acting} />}
    </>
  );
}

function Cards(props: { place: ItemPlace; report: ActReport; acting: ReturnType<typeof useActing> }) {
  const { place, report, acting } = props;
  const { look } = report;
  const { writingUntil, writing, idle, canary, probe, done, left } = acting;
  const [issue] = useQueryState('issue', parseAsString);
  const [at, setAt] = useState<string | null>(null);
  const olderThan = useQuery(olderThanQuery(place, at));
  const actor = useActor();
  const on = writingUntil !== null;
  const actions: readonly SourceAction[] = done.data?.actions ?? [];
  const canaries = actions.filter(({ kind }) => kind === 'canary');
  const nextCanary = useNextCanary(report.nextCanary, canaries);
  const request: ActPlace = { ...place, origin: globalThis.location.origin };
  const open = canaries.find((action) => action.open)?.detail.canary ?? null;
  const uri = open?.uri ?? `${CANARY_URI}${nextCanary}`;
  const isSecured = open?.secured ?? look.visibility === 'SECURED';
  const failed = (error: Error | null) => {
    const text = failureOf(error);
    return text === null ? null : <ActFailure text={text} />;
  };
  useEffect(() => {
    // The cards come after the page was loaded, so the browser has not found the one that the address names.
    document.getElementById(globalThis.location.hash.slice(1))?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <>
      {issue !== null && (
        <p className="text-muted">
          What is done here is written into the history of{' '}
          <Link
            href={`/i/${encodeURIComponent(issue)}`}
            className="inline-block min-h-6 text-accent leading-6 underline underline-offset-4"
          >
            issue {issue}
          </Link>
          .
        </p>
      )}
      <WritingPanel
        organization={place.organization}
        until={writingUntil}
        canary={canaries.some(({ running }) => running)}
        busy={writing.isPending}
        onOn={() => writing.mutate(true)}
        onOff={() => writing.mutate(false)}
      />
      {failed(writing.error)}
      {look.notRead.map(({ call, status, requestId, why }) => (
        <FailedRead
          key={call}
          failed={{
            call,
            why: why ?? 'No reason was given.',
            ...(status === null ? {} : { status }),
            ...(requestId === null ? {} : { requestId }),
          }}
        />
      ))}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <IdleCard
            look={look}
            curl={idleCurl(request)}
            writing={on}
            busy={idle.isPending}
            onSet={(wanted) => actor.withName((who) => idle.mutate({ ...wanted, who, issue }))}
          >
            {failed(idle.error)}
            {idle.data !== undefined && (
              <ActOutcome text={idle.data.action.detail.text} answers={idle.data.action.detail.answers} />
            )}
          </IdleCard>
          <ProbeCard
            organization={place.organization}
            curl={probeCurl(request)}
            last={probe.data ?? actions.find(({ kind, open }) => kind === 'probe' && !open) ?? null}
            writing={on}
            busy={probe.isPending}
            onProbe={() => actor.withName((who) => probe.mutate({ who, issue }))}
          >
            {failed(probe.error)}
          </ProbeCard>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <CanaryCard
            look={look}
            uri={uri}
            requests={[
              {
                title: 'Request to push the canary',
                curl: canaryCurl(request, uri, canaryItem(isSecured), open?.orderingId ?? null),
              },
              { title: 'Request to delete it', curl: canaryDeletionCurl(request, uri) },
            ]}
            actions={canaries}
            writing={on}
            busy={canary.isPending}
            unfollowed={failureOf(done.error)}
            onPush={() => actor.withName((who) => canary.mutate({ who, issue, begin: nextCanary }))}
            onAgain={(resume) => actor.withName((who) => canary.mutate({ who, issue, resume }))}
            onGone={(gone) => actor.withName((who) => canary.mutate({ who, issue, gone }))}
          >
            {failed(canary.error)}
            {left !== null && (
              <ActFailure text={`It could not be taken up just now, and is tried again: ${left}`} />
            )}
          </CanaryCard>
          <OlderThanCard
            report={olderThan.data ?? null}
            busy={olderThan.isFetching}
            curl={(orderingId) => olderThanCurl(request, orderingId, QUEUE_DELAY_MINUTES)}
            onExplain={(chosen) => {
              if (chosen === at) void olderThan.refetch();
              else setAt(chosen);
            }}
          >
            {failed(olderThan.error)}
          </OlderThanCard>
        </div>
      </div>
      {open === null && failed(done.error)}
      <ActionList
        actions={actions}
        reading={done.error !== null ? 'failed' : done.data === undefined ? 'not yet' : 'read'}
      />
      <NameDialog
        open={actor.asking}
        known={actor.name ?? null}
        onClose={actor.goBack}
        onName={actor.answer}
      />
    </>
  );
}
