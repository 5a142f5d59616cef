'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isEnded } from '@/lib/health/fix/fix-verification';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { ApiError } from '@/lib/queries/api-error';
import {
  beginVerification,
  giveUpVerification,
  issueQuery,
  issuesKey,
  verificationQuery,
} from '@/lib/queries/issues';

/** The newest verification of an issue's fix: followed while it is under way, begun and given up. */
export function useVerification(report: IssueReport, onBegun: () => void) {
  const client = useQueryClient();
  const { id, region, organization, verification: known } = report;
  const running = known !== null && !isEnded(known) ? known.n : null;
  const { data, error, isFetching } = useQuery(verificationQuery(id, running));
  const { queryKey } = issueQuery(id);
  const looked = data !== undefined && data.n === known?.n ? data : null;
  const ended = running !== null && looked !== null && isEnded(looked);
  useEffect(() => {
    // How it ended is in the issue's history, and may have resolved it.
    if (!ended) return;
    void client.invalidateQueries({ queryKey: issueQuery(id).queryKey });
    void client.invalidateQueries({ queryKey: issuesKey(region, organization) });
  }, [ended, client, id, region, organization]);

  const beginning = useMutation({
    mutationFn: async (wanted: { readonly since: string | null; readonly who: string | null }) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, await beginVerification(id, wanted));
      onBegun();
    },
    // Somebody else may have begun one: then that one is followed.
    onError: () => client.invalidateQueries({ queryKey }),
  });
  const givingUp = useMutation({
    mutationFn: (who: string | null) => giveUpVerification(id, running ?? 0, who),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const failed = beginning.error ?? givingUp.error ?? (running === null ? null : error);
  return {
    verification: looked ?? known,
    running: running !== null && !ended,
    checking: isFetching,
    beginning: beginning.isPending,
    failure: failed === null ? null : wordsOf(failed),
    begin: (since: string | null, who: string | null) => beginning.mutate({ since, who }),
    check: () => {
      if (running === null || isFetching) return;
      client.fetchQuery(verificationQuery(id, running, true)).catch(() => {});
    },
    giveUp: (who: string | null) => {
      if (running !== null) givingUp.mutate(who);
    },
  };
}

/** An earlier verification of an issue, as it was kept at its end; null while none is asked for, or it is not there yet. */
export function useEarlierVerification(id: string, n: number | null) {
  const { data, error } = useQuery({ ...verificationQuery(id, n), staleTime: Number.POSITIVE_INFINITY });
  return { earlier: n === null ? null : (data ?? null), failure: error === null ? null : wordsOf(error) };
}

function wordsOf(error: Error): string {
  return error instanceof ApiError ? error.problem.detail : 'The answer could not be read.';
}
