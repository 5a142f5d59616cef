'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { SourceAction } from '@/lib/health/act/source-action';
import type { ItemPlace } from '@/lib/health/item/item-path';
import {
  type ActContext,
  actionsQuery,
  actQuery,
  sendCanary,
  sendProbe,
  setIdle,
  switchWritingOff,
  switchWritingOn,
} from '@/lib/queries/act';
import { ApiError } from '@/lib/queries/api-error';

/** How a source is, what was done to it, and what can be done: each sent once, by a press. */
export function useActing(place: ItemPlace) {
  const client = useQueryClient();
  const { refresh } = useRouter();
  const report = useQuery(actQuery(place));
  const done = useQuery(actionsQuery(place));
  const readAgain = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['act'] }),
      client.invalidateQueries({ queryKey: ['actions'] }),
      client.invalidateQueries({ queryKey: ['issue'] }),
    ]);
  const { region, organization } = place;
  const writing = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) await switchWritingOn(region, organization);
      else await switchWritingOff(region, organization);
    },
    onSettled: () => {
      // The bar on every page of the organization is drawn by the server.
      refresh();
      return readAgain();
    },
  });
  const idle = useMutation({
    mutationFn: (wanted: ActContext & { confirm: string; despitePush: boolean }) => setIdle(place, wanted),
    onSettled: readAgain,
  });
  const canary = useMutation({
    mutationFn: (wanted: Parameters<typeof sendCanary>[1]) => sendCanary(place, wanted),
    onSettled: readAgain,
  });
  const probe = useMutation({
    mutationFn: (wanted: ActContext) => sendProbe(place, wanted),
    onSettled: readAgain,
  });
  const isOn = report.data?.writingUntil != null;
  const orphan = done.data?.find(isOrphan)?.id ?? null;
  const taken = useRef<string | null>(null);
  const { mutate: send } = canary;
  useEffect(() => {
    // What a server left behind that was stopped is taken up by the next who comes with writing on.
    if (!isOn || orphan === null || taken.current === orphan) return;
    taken.current = orphan;
    send({ who: null, issue: null, resume: orphan });
  }, [isOn, orphan, send]);
  return { report, done, writing, idle, canary, probe };
}

/** A canary that nobody is at, and that was not left to people. */
function isOrphan({ kind, open, running, detail }: SourceAction): boolean {
  return kind === 'canary' && open && !running && detail.canary !== null && detail.canary.state !== 'left';
}

/** A sentence on what failed; null where nothing did. */
export function failureOf(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof ApiError ? error.problem.detail : 'The answer could not be read.';
}
