'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IssueAction } from '@/lib/health/issue/issue-action';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { ApiError } from '@/lib/queries/api-error';
import { changeIssue, issueQuery, issuesKey } from '@/lib/queries/issues';

/** What one wanted to do when somebody else was quicker, and the revision that one had seen. */
export interface Conflict {
  readonly action: IssueAction;
  readonly seen: number;
}

/**
 * Changes an issue. Where somebody else was quicker nothing is changed, the issue is read anew, and `conflict` keeps
 * what was wanted. `failure` is a sentence.
 */
export function useChange(report: IssueReport | undefined, onDone: (action: IssueAction) => void) {
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async ({ of, action, who }: { of: IssueReport; action: IssueAction; who: string | null }) => {
      const { queryKey } = issueQuery(of.id);
      await client.cancelQueries({ queryKey });
      const outcome = await changeIssue(of.id, { action, who, seen: of.revision });
      if (outcome.state === 'outdated') {
        await client.fetchQuery({ ...issueQuery(of.id), staleTime: 0 });
        setConflict({ action, seen: of.revision });
        return;
      }
      client.setQueryData(queryKey, outcome.report);
      void client.invalidateQueries({ queryKey: issuesKey(of.region, of.organization) });
      setConflict(null);
      onDone(action);
    },
  });
  return {
    busy: isPending,
    conflict,
    failure: error === null ? null : wordsOf(error),
    change: (action: IssueAction, who: string | null) => {
      if (report !== undefined && !isPending) mutate({ of: report, action, who });
    },
    dismiss: () => {
      setConflict(null);
      reset();
    },
  };
}

function wordsOf(error: Error): string {
  return error instanceof ApiError ? error.problem.detail : 'The answer could not be read.';
}
