'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ScanState } from '@/components/scan-progress';
import { type HealthTarget, healthQuery, type ScanNews, stopScan } from '@/lib/queries/health';

const NOTHING_YET: ScanState = {
  callsDone: 0,
  callsPlanned: 0,
  rowsDone: 0,
  rowsPlanned: null,
  wait: null,
};

/**
 * A source's health with the scan behind it: how far it is, how to stop it (what was read is kept), how to read anew.
 * What was known stays while something else is read.
 */
export function useScan(target: HealthTarget) {
  const [refreshes, setRefreshes] = useState<Readonly<Record<string, number>>>({});
  const [progress, setProgress] = useState(NOTHING_YET);
  const [stopping, setStopping] = useState(false);
  const scan = useRef<string | null>(null);

  const place = `${target.source} ${target.from ?? ''} ${target.to ?? ''}`;
  const onNews = (news: ScanNews) => {
    scan.current = news.scan;
    setProgress((known) => {
      if (news.type !== 'wait') return { ...news, wait: known.wait };
      // Calls go on beside the one that waits: a wait ends by its own time only, and the longest is told.
      if (known.wait !== null && known.wait.until >= news.until) return known;
      return { ...known, wait: { until: news.until, asked: 'asked' in news && news.asked === true } };
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
    refresh: () => {
      if (!isFetching) setRefreshes((known) => ({ ...known, [place]: (known[place] ?? 0) + 1 }));
    },
    stop: () => {
      if (scan.current === null) return;
      setStopping(true);
      stopScan(target, scan.current).catch(() => setStopping(false));
    },
  };
}
