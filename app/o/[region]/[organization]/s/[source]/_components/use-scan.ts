'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ScanState } from '@/components/scan-progress';
import type { Health } from '@/lib/health/health';
import { type HealthTarget, healthQuery, type ScanNews, stopScan } from '@/lib/queries/health';
import type { UrlWindow } from './use-window';

const NOTHING_YET: ScanState = {
  callsDone: 0,
  callsPlanned: 0,
  rowsDone: 0,
  rowsPlanned: null,
  wait: null,
  plan: null,
  budget: null,
  sight: null,
};

/**
 * A source's health with the scan behind it: how far it is, how to stop it (what was read is kept), how to read anew.
 * What was known stays while something else is read.
 */
export function useScan(target: HealthTarget) {
  const client = useQueryClient();
  const [refreshes, setRefreshes] = useState<Readonly<Record<string, number>>>({});
  const [progress, setProgress] = useState(NOTHING_YET);
  const [stopping, setStopping] = useState(false);
  /** The place whose reading was stopped here. */
  const [stopped, setStopped] = useState<string | null>(null);
  const scan = useRef<string | null>(null);

  const place = placeOf(target, target);
  const onNews = (news: ScanNews) => {
    scan.current = news.scan;
    setProgress((known) => {
      if (news.type !== 'wait') {
        return {
          ...news,
          wait: known.wait,
          plan: news.plan ?? known.plan,
          budget: news.budget ?? known.budget,
          sight: news.sight ?? known.sight,
        };
      }
      // Calls go on beside the one that waits: a wait ends by its own time only, and the longest is told.
      if (known.wait !== null && known.wait.until >= news.until) return known;
      return { ...known, wait: { until: news.until, asked: news.asked, status: news.status } };
    });
  };
  const query = useQuery({
    ...healthQuery(target, refreshes[place] ?? 0, onNews),
    placeholderData: keepPreviousData,
  });

  const { isFetching } = query;
  useEffect(() => {
    if (isFetching) return;
    scan.current = null;
    setStopping(false);
    setProgress(NOTHING_YET);
  }, [isFetching]);

  return {
    query,
    progress,
    stopping,
    /** What is shown was stopped here. */
    stopped: stopped === place,
    /** Reads anew the window that is shown from now on: this one, or the one that the page changes to at the same time. */
    refresh: (window: UrlWindow = target) => {
      const next = placeOf(target, window);
      setStopped(null);
      if (!isFetching) setRefreshes((known) => ({ ...known, [next]: (known[next] ?? 0) + 1 }));
    },
    /** Shows what was read in another way as the reading of this window. */
    take: (health: Health) => {
      client.setQueryData(healthQuery(target, refreshes[place] ?? 0, onNews).queryKey, health);
    },
    /** Takes what is shown for the reading of a window too, so that it is not asked for once more. */
    alsoFor: (window: UrlWindow) => {
      const { region, organization, source } = target;
      const same = { region, organization, source, from: window.from, to: window.to };
      const { queryKey } = healthQuery(same, refreshes[placeOf(same, same)] ?? 0, onNews);
      client.setQueryData(queryKey, query.data);
    },
    stop: () => {
      if (scan.current === null) return;
      setStopping(true);
      setStopped(place);
      stopScan(target, scan.current).catch(() => setStopping(false));
    },
  };
}

function placeOf({ source }: HealthTarget, { from, to }: UrlWindow): string {
  return `${source} ${from ?? ''} ${to ?? ''}`;
}
