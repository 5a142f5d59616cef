'use client';

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { useRemembered } from '@/components/issue/use-remembered';
import type { TailPause, TailState } from '@/components/tail-refresh';
import type { Health } from '@/lib/health/health';
import { ApiError } from '@/lib/queries/api-error';
import { type HealthTarget, readTail } from '@/lib/queries/health';

/** A page refreshes by itself this often at the most. */
const EVERY_MS = 60_000;
/** By itself it makes so many calls a minute at the most: the Source Logs API is not made for more (article 59). */
const CALLS_A_MINUTE = 20;

/**
 * Refreshes a page by itself while it is visible, on the last seven days, and nothing is read anyway. What it reads is
 * handed to `take`; where it fails, what is shown stays. `shownAt` is when the health came, epoch ms of this machine.
 */
export function useTail(props: {
  target: HealthTarget;
  health: Health | undefined;
  shownAt: number;
  busy: boolean;
  /** Somebody stopped the reading that is shown: then it is not begun anew by itself. */
  stopped: boolean;
  take: (health: Health) => void;
}): { readonly tail: TailState | null; readonly setOn: (on: boolean) => void } {
  const { target, health, shownAt, busy, stopped, take } = props;
  const [remembered, remember] = useRemembered('pushscope-tail');
  const visible = useVisible();
  const [tried, setTried] = useState<{ readonly at: number; readonly failure: string | null } | null>(null);
  const [reading, setReading] = useState(false);
  // What the page itself cost tells nothing of it: what has settled is kept, and only the newest rows are read anew.
  const [calls, setCalls] = useState(0);

  const pause: TailPause | null =
    remembered === 'off'
      ? 'off'
      : target.from !== null || target.to !== null
        ? 'fixed'
        : !visible
          ? 'hidden'
          : busy
            ? 'reading'
            : stopped
              ? 'stopped'
              : null;
  const runs = health !== undefined && pause === null;
  const everyMs = Math.max(EVERY_MS, Math.ceil((calls * 60) / CALLS_A_MINUTE) * 1000);
  const dueAt = Math.max(shownAt, tried?.at ?? 0) + everyMs;
  const due = useReached(runs ? dueAt : null);

  const read = useEffectEvent(async (signal: AbortSignal) => {
    try {
      const fresh = await readTail(target, signal);
      if (!signal.aborted) {
        take(fresh);
        setCalls(fresh.coverage.calls);
        setTried(null);
      }
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof ApiError ? error.message : 'The connection broke.';
      setTried({ at: Date.now(), failure });
    }
    setReading(false);
  });
  const begins = due || reading;
  useEffect(() => {
    if (!begins || !runs) return;
    const leaving = new AbortController();
    setReading(true);
    void read(leaving.signal);
    return () => {
      leaving.abort();
      setReading(false);
    };
  }, [begins, runs]);

  return {
    tail:
      health === undefined
        ? null
        : {
            refreshedAt: health.asOf,
            pause,
            dueAt: reading ? null : dueAt,
            every: Math.round(everyMs / 1000),
            calls,
            failure: tried?.failure ?? null,
          },
    setOn: (on) => remember(on ? 'on' : 'off'),
  };
}

/** Whether this machine's clock has come to a moment (epoch ms), looked at every second; false while there is none. */
function useReached(at: number | null): boolean {
  const [reached, setReached] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return;
    // Nothing is drawn anew meanwhile: the whole page hangs on this.
    const look = () => {
      if (Date.now() >= at) setReached(at);
    };
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [at]);
  return at !== null && reached === at;
}

function useVisible(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('visibilitychange', changed);
      return () => document.removeEventListener('visibilitychange', changed);
    },
    () => document.visibilityState === 'visible',
    () => true,
  );
}
