'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useRemembered } from '@/components/issue/use-remembered';
import { isLeftBehind, type SourceAction } from '@/lib/health/act/source-action';
import type { ItemPlace } from '@/lib/health/item/item-path';
import { actionsQuery, sendCanary } from '@/lib/queries/act';
import { ApiError, isUnanswered } from '@/lib/queries/api-error';

/** A canary that nobody is at is not asked for more often than this, in ms. */
const AGAIN_MS = 9_000;

/** What was done to a source, and the canary that was left there. */
export interface LeftCanary {
  /** The canary that is not known to be gone, while nobody is at it or this page has had it taken up; null for none. */
  readonly left: SourceAction | null;
  /** Writing is on for who looks. */
  readonly writing: boolean;
  /** Why it was not taken up at the last try; null where it was, or was not tried. */
  readonly failure: string | null;
}

/**
 * Asks what was done to a source, and has a canary taken up again by itself that a server left which was stopped, where
 * writing is on; one whose deletion failed is left to people. `enabled`: the source can be asked for.
 */
export function useLeftCanary(place: ItemPlace, enabled: boolean) {
  const client = useQueryClient();
  const done = useQuery({ ...actionsQuery(place), enabled });
  const [name] = useRemembered('pushscope-name');
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: (resume: string) =>
      sendCanary(place, { who: name === '' ? null : name, issue: null, resume }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['actions'] }),
        client.invalidateQueries({ queryKey: ['issue'] }),
      ]),
  });
  const actions = done.data?.actions;
  const writing = done.data?.writingUntil != null;
  const orphan = actions?.find(isLeftBehind) ?? null;
  const isForPeople = orphan?.detail.canary == null || orphan.detail.canary.state === 'left';
  const id = isForPeople ? null : (orphan?.id ?? null);
  const { dataUpdatedAt } = done;
  const triedAt = useRef(0);
  useEffect(() => {
    // At each reading anew: who had it may have let it go since.
    if (id === null || !writing || isPending || dataUpdatedAt - triedAt.current < AGAIN_MS) return;
    triedAt.current = dataUpdatedAt;
    mutate(id);
  }, [id, writing, isPending, dataUpdatedAt, mutate]);
  useEffect(() => {
    if (orphan === null && error !== null) reset();
  }, [orphan, error, reset]);
  const taken = actions?.find((action) => action.id === data?.id && action.open) ?? null;
  const isTold = error instanceof ApiError && !isUnanswered(error);
  const why = error === null ? null : isTold ? error.problem.detail : 'No answer came.';
  const canary: LeftCanary = { left: orphan ?? taken, writing, failure: isPending ? null : why };
  return { done, canary };
}
