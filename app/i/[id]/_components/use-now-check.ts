'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ScanState } from '@/components/scan-progress';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { ApiError } from '@/lib/queries/api-error';
import { healthQuery, type ScanNews } from '@/lib/queries/health';
import { issueNowQuery, issueQuery } from '@/lib/queries/issues';

const NOTHING_YET: ScanState = {
  callsDone: 0,
  callsPlanned: 0,
  rowsDone: 0,
  rowsPlanned: null,
  wait: null,
};

/**
 * How an issue is now, when asked: the comparison, and how far the reading behind it is. Whoever stops it or leaves the
 * page gets no comparison, and the reading ends with its last viewer.
 */
export function useNowCheck(id: string, { region, organization, source }: IssueReport) {
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery(issueNowQuery(id));
  const [progress, setProgress] = useState(NOTHING_YET);
  const [stopped, setStopped] = useState(false);

  const onNews = (news: ScanNews) => {
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
  // The check waits for a scan without telling how far it is; whoever watches the source joins that scan and hears.
  const watched = healthQuery({ region, organization, source, from: null, to: null }, 1, onNews);
  const leave = useEffectEvent(() => client.cancelQueries({ queryKey: watched.queryKey }));
  // Nobody observes what is watched: it would go on when the page is left, and with it the scan.
  useEffect(() => () => void leave(), []);
  const check = async () => {
    if (isFetching) return;
    setProgress(NOTHING_YET);
    setStopped(false);
    const answered = refetch();
    client.fetchQuery({ ...watched, staleTime: 0 }).catch(() => {});
    await answered;
    await client.invalidateQueries({ queryKey: issueQuery(id).queryKey });
  };
  return {
    now: data ?? null,
    checking: isFetching,
    progress,
    failure: isFetching ? null : stopped ? STOPPED : wordsOf(error),
    check: () => void check(),
    stop: () => {
      setStopped(true);
      void client.cancelQueries({ queryKey: issueNowQuery(id).queryKey });
      void client.cancelQueries({ queryKey: watched.queryKey });
    },
  };
}

const STOPPED = 'It was stopped before the logs were read.';

function wordsOf(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof ApiError ? error.problem.detail : 'The answer could not be read.';
}
