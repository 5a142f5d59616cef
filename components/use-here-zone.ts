'use client';

import { useSyncExternalStore } from 'react';

/** The time zone of this browser; null where it is not known yet, as on the server. */
export function useHereZone(): string | null {
  return useSyncExternalStore(
    () => () => {},
    () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
    () => null,
  );
}
