'use client';

import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useEffectEvent, useRef } from 'react';
import { sourcePage } from '@/lib/health/page-path';
import type { SourceSummary } from '@/lib/health/source-list';
import { formatCount } from '@/lib/problems/phrasing';
import { Moment } from './moment';
import type { ShownSource } from './shown-source';
import { SOURCE_COLUMNS } from './source-columns';
import { VerdictBadge } from './verdict-badge';
import { VERDICT_WORDS, withoutLabel } from './verdict-words';

/** Rows this near below the fold count as seen, so that they are judged before one scrolls to them. */
const AHEAD = '200px';

/** A source as one row; all of it leads to its page. `onSeen` is told once for each `round` that it is in view. */
export function SourceRow(props: {
  region: string;
  organization: string;
  source: ShownSource;
  now: string;
  round: number;
  onSeen: (id: string, round: number) => void;
}) {
  const { region, organization, source, now, round, onSeen } = props;
  const { summary, verdict, reason, asOf } = source;
  const shownReason = reason === null ? null : withoutLabel(verdict, reason);
  const row = useRef<HTMLLIElement>(null);
  const seen = useEffectEvent((inRound: number) => onSeen(summary.id, inRound));
  useEffect(() => {
    if (row.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        seen(round);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(row.current);
    return () => observer.disconnect();
  }, [round]);
  return (
    <li
      ref={row}
      className={clsx(
        'relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-hover has-[a:focus-visible]:bg-hover lg:py-1.5',
        SOURCE_COLUMNS,
      )}
    >
      <span aria-hidden className={clsx('absolute inset-y-0 left-0 w-0.5', VERDICT_WORDS[verdict].edge)} />
      <span className="justify-self-start">
        <VerdictBadge verdict={verdict} />
      </span>
      <Link
        href={sourcePage({ region, organization, source: summary.id })}
        className="truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
      >
        {summary.name}
      </Link>
      <span
        className="truncate text-muted text-xs max-lg:hidden"
        title={`${summary.type}, ${summary.status}`}
      >
        {summary.type} · <span className="text-faint">{summary.status}</span>
      </span>
      <p
        className={clsx(
          'leading-5 max-lg:order-last max-lg:col-span-3 lg:line-clamp-2',
          verdict === 'healthy' && 'text-muted',
        )}
        title={shownReason ?? undefined}
      >
        {shownReason ?? <span className="text-faint">{emptyReason(source)}</span>}
      </p>
      <span className="truncate text-muted text-xs max-lg:hidden">
        <LastOperation operation={summary.lastOperation} />
      </span>
      <span className="tabular text-right text-xs lg:text-ui">
        {summary.items === null ? <span className="text-faint">not read</span> : formatCount(summary.items)}
        <span className="text-faint lg:sr-only"> items</span>
      </span>
      <span className="text-right text-faint text-xs max-lg:hidden">
        {asOf === null ? '—' : <Moment iso={asOf} bare today={now} />}
      </span>
    </li>
  );
}

function LastOperation({ operation }: { operation: SourceSummary['lastOperation'] }) {
  if (operation === null) return <span className="text-faint">none known</span>;
  return (
    <>
      {operation.at !== null && <Moment iso={operation.at} bare />} {operation.type}{' '}
      {operation.result === 'SUCCESS' ? (
        <>
          <Check aria-hidden className="inline size-3 text-healthy" />
          <span className="sr-only">SUCCESS</span>
        </>
      ) : (
        <strong className="font-semibold text-degraded">{operation.result}</strong>
      )}
    </>
  );
}

function emptyReason({ verdict, summary }: ShownSource): string {
  if (verdict === 'checking') return 'Reading its logs…';
  if (summary.rows === null) return 'Its log rows were not counted.';
  return `${formatCount(summary.rows.total)} log rows in the last 7 days`;
}
