'use client';

import { clsx } from 'clsx';
import { formatToSecond } from '@/lib/health/zoned-moment';
import { useShownZone } from './shown-zone';
import { useNow } from './use-now';

/** Why a page does not refresh by itself right now. */
export type TailPause = 'off' | 'fixed' | 'reading' | 'hidden' | 'stopped';

/** How it stands with refreshing by itself. */
export interface TailState {
  /** When the page was last refreshed, by Coveo's clock, ISO. */
  readonly refreshedAt: string;
  readonly pause: TailPause | null;
  /** When it will be the next time, epoch ms of this machine; null while it is read. */
  readonly dueAt: number | null;
  /** Seconds between two times. */
  readonly every: number;
  /** Calls that the last refresh by itself made, which decide how long it is until the next; 0 before the first. */
  readonly calls: number;
  /** Why the last refresh by itself failed; null where it did not. */
  readonly failure: string | null;
}

const PAUSES: Readonly<Record<TailPause, string>> = {
  off: 'not by itself',
  fixed: 'not by itself: the window is fixed',
  reading: 'reading now',
  hidden: 'paused while the page is hidden',
  stopped: 'not by itself: the reading was stopped',
};

/** When the page was refreshed and when it will be again, with a switch. It announces nothing by itself. */
export function TailRefresh({ tail, onSwitch }: { tail: TailState; onSwitch: (on: boolean) => void }) {
  const zone = useShownZone();
  const { refreshedAt, pause, dueAt, every, calls, failure } = tail;
  const now = useNow(pause === null && dueAt !== null);
  const seconds = dueAt === null ? 0 : Math.max(0, Math.ceil((dueAt - now) / 1000));
  const on = pause !== 'off';
  return (
    <span aria-live="off" className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 text-faint text-xs">
      <span
        className="tabular"
        title={`Every ${every} s while the page is seen${every > 60 ? `: the last refresh made ${calls} calls, and by itself the page makes 20 a minute at the most` : ''}`}
      >
        refreshed {formatToSecond(refreshedAt, zone).slice(-8)}
        {zone === 'UTC' && ' UTC'},{' '}
        {pause !== null ? PAUSES[pause] : seconds > 0 ? `again in ${seconds} s` : 'reading…'}
      </span>
      {failure !== null && <span className="text-degraded">last try failed: {failure}</span>}
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-label="Refresh by itself"
        onClick={() => onSwitch(!on)}
        className="inline-flex h-6 items-center gap-1.5 rounded-md px-1 hover:bg-hover hover:text-ink"
      >
        <span
          aria-hidden
          className={clsx(
            'relative h-3.5 w-6 rounded-full border transition-colors',
            on ? 'border-accent bg-accent' : 'border-line-strong bg-sunken',
          )}
        >
          <span
            className={clsx(
              'absolute top-px size-2.5 rounded-full',
              on ? 'right-px bg-on-accent' : 'left-px bg-line-strong',
            )}
          />
        </span>
        auto
      </button>
    </span>
  );
}
