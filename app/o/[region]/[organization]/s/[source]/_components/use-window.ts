'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import type { TimeWindow } from '@/lib/evidence/time';

/** The window as it stands in the URL: ISO, or null for the last seven days. */
export interface UrlWindow {
  readonly from: string | null;
  readonly to: string | null;
}

/** The window of the page. Each change is a step that the browser's Back undoes; `back` undoes it too. */
export function useWindow(): {
  readonly window: UrlWindow;
  readonly show: (window: TimeWindow) => void;
  readonly reset: () => void;
  readonly back: () => void;
} {
  const [window, setWindow] = useQueryStates({ from: parseAsString, to: parseAsString }, { history: 'push' });
  const before = useRef<UrlWindow[]>([]);
  const go = (next: UrlWindow) => {
    if (same(next, window)) return;
    before.current.push({ from: window.from, to: window.to });
    void setWindow(next);
  };
  return {
    window,
    show: go,
    reset: () => go({ from: null, to: null }),
    back: () => {
      // The browser's Back may have been there already.
      while (before.current.length > 0 && same(before.current.at(-1), window)) before.current.pop();
      const last = before.current.pop() ?? { from: null, to: null };
      if (!same(last, window)) void setWindow(last);
    },
  };
}

function same(a: UrlWindow | undefined, b: UrlWindow): boolean {
  return a?.from === b.from && a.to === b.to;
}
