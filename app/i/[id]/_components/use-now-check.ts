'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ScanState } from '@/components/scan-progress';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { ApiError } from '@/lib/queries/api-error';
import { healthQuery, type ScanNews, stopScan } from '@/lib/queries/health';
import { issueNowQuery, issueQuery } from '@/lib/queries/issues';

const NOTHING_YET: ScanState = {
  callsDone: 0,
  callsPlanned: 0,
  rowsDone: 0,
  rowsPlanned: null,
  wait: null,
};

/** How an issue is now, when asked: the comparison, and how far the reading behind it is. */
export function useNowCheck(id: string, report: IssueReport | undefined) {
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery(issueNowQuery(id));
  const [progress, setProgress] = useState(NOTHING_YET);
  const [stopping, setStopping] = useState(false);
  const scan = useRef<string | null>(null);

  const onNews = (news: ScanNews) => {
    scan.current = news.scan;
    setProgress((known) =>
      news.type === 'wait'
        ? { ...known, wait: { until: news.until, asked: news.asked, status: news.status } }
        : {
            ...news,
            wait: known.wait,
            plan: news.plan ?? known.plan,
            budget: news.budget ?? known.budget,
          },
    );
  };
  const check = async () => {
    if (report === undefined || isFetching) return;
    setProgress(NOTHING_YET);
    setStopping(false);
    scan.current = null;
    // The check waits for a scan without telling how far it is; whoever watches the source joins that scan and hears.
    const { region, organization, source } = report;
    const target = { region, organization, source, from: null, to: null };
    const watched = { ...healthQuery(target, 1, onNews), staleTime: 0 };
    const answered = refetch();
    client.fetchQuery(watched).catch(() => {});
    await answered;
    await client.invalidateQueries({ queryKey: issueQuery(id).queryKey });
  };
  return {
    now: data ?? null,
    checking: isFetching,
    progress,
    stopping,
    failure:
      error === null || isFetching
        ? null
        : error instanceof ApiError
          ? error.problem.detail
          : 'The answer could not be read.',
    check: () => void check(),
    stop: () => {
      if (report === undefined || scan.current === null) return;
      setStopping(true);
      stopScan(report, scan.current).catch(() => setStopping(false));
    },
  };
}
