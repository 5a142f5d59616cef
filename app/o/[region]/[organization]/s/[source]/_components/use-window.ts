'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useRef, useState } from 'react';
import type { TimeWindow } from '@/lib/evidence/time';

/** The window as it stands in the URL: ISO, or null for the last seven days. */
export interface UrlWindow {
  readonly from: string | null;
  readonly to: string | null;
}

const LAST_SEVEN_DAYS: UrlWindow = { from: null, to: null };

/**
 * The window of the page. Each change is a step that the browser's Back undoes; `back` undoes it too. `pin` writes the
 * window that is shown into the address, so that it can be sent on, and is no step; `unpin` takes it out again.
 */
export function useWindow(): {
  readonly window: UrlWindow;
  readonly pinned: boolean;
  readonly show: (window: TimeWindow) => void;
  readonly reset: () => void;
  readonly back: () => void;
  readonly pin: (window: TimeWindow) => void;
  readonly unpin: () => void;
} {
  const [window, setWindow] = useQueryStates({ from: parseAsString, to: parseAsString }, { history: 'push' });
  const [pin, setPin] = useState<UrlWindow | null>(null);
  const before = useRef<UrlWindow[]>([]);
  const pinned = pin !== null && same(pin, window);
  const go = (next: UrlWindow) => {
    if (same(next, window)) return;
    before.current.push({ from: window.from, to: window.to });
    void setWindow(next);
  };
  return {
    window,
    pinned,
    show: go,
    reset: () => go(LAST_SEVEN_DAYS),
    back: () => {
      // The browser's Back may have been there already.
      while (before.current.length > 0 && same(before.current.at(-1), window)) before.current.pop();
      const last = before.current.pop() ?? LAST_SEVEN_DAYS;
      if (!same(last, window)) void setWindow(last);
    },
    pin: (shown) => {
      if (window.from !== null && window.to !== null) return;
      setPin(shown);
      void setWindow({ from: shown.from, to: shown.to }, { history: 'replace' });
    },
    unpin: () => {
      if (!pinned) return;
      setPin(null);
      void setWindow(LAST_SEVEN_DAYS, { history: 'replace' });
    },
  };
}

function same(a: UrlWindow | undefined, b: UrlWindow): boolean {
  return a?.from === b.from && a.to === b.to;
}
