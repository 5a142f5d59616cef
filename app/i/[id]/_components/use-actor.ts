'use client';

import { useState } from 'react';
import { useRemembered } from '@/components/issue/use-remembered';

/**
 * Under which name one acts: asked before the first act, remembered in this browser. `name` is null for none and
 * undefined while it was never asked; `asking` says that it is asked now.
 */
export function useActor() {
  const [remembered, remember] = useRemembered('pushscope-name');
  const [waiting, setWaiting] = useState<((name: string | null) => void) | null>(null);
  const name = remembered === null ? undefined : remembered === '' ? null : remembered;
  return {
    name,
    asking: waiting !== null,
    /** Calls `act` with the name, at once or when it has been asked; never where one goes back on it. */
    withName: (act: (name: string | null) => void) => {
      if (name === undefined) setWaiting(() => act);
      else act(name);
    },
    ask: () => setWaiting(() => () => {}),
    answer: (given: string | null) => {
      remember(given ?? '');
      setWaiting(null);
      waiting?.(given);
    },
    goBack: () => setWaiting(null),
  };
}
