'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect, useMemo } from 'react';
import { PageFailure } from '@/app/_components/page-failure';
import { PreserveButton } from '@/app/capsules/_components/preserve-button';
import { CopyLinkButton } from '@/components/copy-link-button';
import { ReadAgainButton } from '@/components/read-again-button';
import { ReportBody } from '@/components/report/report-body';
import { ReportHeader } from '@/components/report/report-header';
import { ReportWindow } from '@/components/report/report-window';
import { InZone } from '@/components/shown-zone';
import { SourceSkeleton } from '@/components/source-skeleton';
import { Button, buttonClass } from '@/components/ui/button';
import { usePageZone } from '@/components/use-page-zone';
import { useShortcut } from '@/components/use-shortcut';
import { ZoneBar } from '@/components/zone-bar';
import { lastDay } from '@/lib/health/report/stretch-words';
import { sharedLink } from '@/lib/health/shared-link';
import { reportQuery } from '@/lib/queries/report';
import { zonedAnswer } from '@/lib/queries/zoned-answer';

/** The page of a source's report: asks for it; its time stands in the address, as days. */
export function ReportContainer(props: {
  region: string;
  organization: string;
  source: string;
  origin: string;
}) {
  const { region, organization, source, origin } = props;
  const [{ from, to }, setWindow] = useQueryStates(
    { from: parseAsString, to: parseAsString },
    { history: 'push' },
  );
  const [{ view }, setView] = useQueryStates({ view: parseAsStringLiteral(['table']) });
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...reportQuery({ region, organization, source, from, to }),
    placeholderData: keepPreviousData,
  });
  const { zone, linked, unknown, setZone } = usePageZone();
  const report = useMemo(
    () => (error === null && data !== undefined ? zonedAnswer(data, zone, data.asOf) : undefined),
    [error, data, zone],
  );
  useShortcut('r', () => void refetch());
  const name = report?.source.name;
  useEffect(() => {
    if (name !== undefined) document.title = `Report of ${name} · ${organization} (${region}) · Pushscope`;
  }, [name, organization, region]);
  const days =
    report === undefined ? null : { from: report.window.from.slice(0, 10), to: lastDay(report.window.to) };

  return (
    <InZone zone={zone}>
      <ReportHeader
        region={region}
        organization={organization}
        source={source}
        report={report ?? null}
        aside={
          <>
            {days !== null && (
              <>
                <CopyLinkButton
                  title="The link to this report, with its days"
                  link={() => sharedLink(globalThis.location.href, { window: days })}
                />
                <a href={markdownLink(days)} className={buttonClass()}>
                  Markdown
                </a>
                <Button onClick={() => globalThis.print()}>
                  <Printer aria-hidden className="size-3.5" />
                  Print
                </Button>
                <PreserveButton
                  label="Preserve"
                  text="Keeps this report as it is now under a link for people without access to the organization."
                  what={() => ({ kind: 'report', region, organization, source, ...days })}
                />
              </>
            )}
            <ReadAgainButton busy={isFetching} onClick={() => void refetch()} shortcut="r" />
          </>
        }
      />
      {days !== null && report !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <ReportWindow days={days} asOf={report.asOf} onDays={(chosen) => void setWindow(chosen)} />
          <div className="print:hidden">
            <ZoneBar zone={zone} linked={linked} unknown={unknown} onZone={setZone} />
          </div>
        </div>
      )}
      {error !== null && (
        <PageFailure
          error={error}
          region={region}
          organization={organization}
          page="report"
          onRetry={() => void refetch()}
          onWholeWindow={from === null && to === null ? null : () => void setWindow({ from: null, to: null })}
        />
      )}
      {report === undefined && error === null && <SourceSkeleton />}
      {report !== undefined && (
        <div className={isPlaceholderData ? 'grid gap-3 opacity-60' : 'grid gap-3'}>
          <ReportBody
            report={report}
            origin={origin}
            asTable={view === 'table'}
            onTable={(table) => void setView({ view: table ? 'table' : null })}
          />
        </div>
      )}
    </InZone>
  );
}

/** The Markdown twin of the days that are shown. */
function markdownLink({ from, to }: { readonly from: string; readonly to: string }): string {
  return `report.md?from=${from}&to=${to}`;
}
