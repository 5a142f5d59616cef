'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { SourceAction } from '@/lib/health/act/source-action';
import type { ItemPlace } from '@/lib/health/item/item-path';
import {
  type ActContext,
  actQuery,
  sendCanary,
  sendProbe,
  setIdle,
  switchWritingOff,
  switchWritingOn,
} from '@/lib/queries/act';
import { ApiError } from '@/lib/queries/api-error';
import { useLeftCanary } from '../../_components/use-left-canary';

/** How a source is, what was done to it, and what can be done: each sent once, by a press. */
export function useActing(place: ItemPlace) {
  const client = useQueryClient();
  const { refresh } = useRouter();
  const report = useQuery(actQuery(place));
  const { done, canary: left } = useLeftCanary(place, true);
  // What was done tells it sooner: Coveo is not looked at for that.
  const told = done.data ?? report.data;
  const writingUntil = told?.writingUntil ?? null;
  const isOn = told === undefined ? null : writingUntil !== null;
  const wasOn = useRef<boolean | null>(null);
  useEffect(() => {
    // The bar on every page of the organization is drawn by the server, and another tab may have switched.
    if (wasOn.current !== null && isOn !== null && wasOn.current !== isOn) refresh();
    if (isOn !== null) wasOn.current = isOn;
  }, [isOn, refresh]);
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
  const open = (kind: SourceAction['kind']) =>
    done.data?.actions.some((action) => action.kind === kind && action.open) ?? false;
  useTakenBack(idle, open('idle'));
  useTakenBack(canary, open('canary'));
  useTakenBack(probe, open('probe'));
  return { report, done, left: left.failure, writingUntil, writing, idle, canary, probe, readAgain };
}

/**
 * Takes back why nothing was sent once what stood in its way has ended, an action of its kind, often another tab's: "at
 * this moment" is not so any more. How the source is since is read then.
 */
function useTakenBack(
  { error, reset }: { readonly error: Error | null; readonly reset: () => void },
  isOpen: boolean,
) {
  const client = useQueryClient();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen && error !== null) {
      reset();
      void client.invalidateQueries({ queryKey: ['act'] });
    }
    wasOpen.current = isOpen;
  }, [isOpen, error, reset, client]);
}

/** A sentence on what failed; null where nothing did. */
export function failureOf(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof ApiError ? error.problem.detail : 'The answer could not be read.';
}
