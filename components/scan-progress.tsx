'use client';

import { formatCount } from '@/lib/problems/phrasing';
import { Button } from './ui/button';

/** How far the reading of a window has come. `waitUntil` is set while Coveo asks us to wait. */
export interface ScanState {
  readonly callsDone: number;
  readonly callsPlanned: number;
  readonly rowsDone: number;
  readonly rowsPlanned: number | null;
  readonly waitUntil: string | null;
}

/** Real progress of a scan, with Stop: what was read until then is kept. `now` is epoch ms, for the countdown. */
export function ScanProgress(props: {
  state: ScanState | null;
  now: number;
  stopping: boolean;
  onStop: (() => void) | null;
}) {
  const { state, now, stopping, onStop } = props;
  const planned = state?.callsPlanned ?? 0;
  const done = Math.min(state?.callsDone ?? 0, planned);
  const waitSeconds =
    state?.waitUntil == null ? 0 : Math.max(0, Math.ceil((Date.parse(state.waitUntil) - now) / 1000));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-2.5">
      <div className="min-w-48 flex-1">
        <div className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-xs">
          <span className="font-medium">
            {planned === 0 ? 'Asking Coveo what there is…' : 'Reading the logs'}
          </span>
          {state !== null && planned > 0 && (
            <span className="tabular text-muted">
              {formatCount(done)} of {formatCount(planned)} calls · {formatCount(state.rowsDone)}
              {state.rowsPlanned !== null && ` of ${formatCount(state.rowsPlanned)}`} rows
            </span>
          )}
        </div>
        <div
          role="progressbar"
          aria-label="Reading the logs"
          aria-valuemin={0}
          aria-valuemax={planned === 0 ? 1 : planned}
          aria-valuenow={planned === 0 ? undefined : done}
          className="h-1.5 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className={
              planned === 0
                ? 'h-full w-1/4 animate-pulse rounded-full bg-accent'
                : 'h-full rounded-full bg-accent transition-[width]'
            }
            style={planned === 0 ? undefined : { width: `${(100 * done) / planned}%` }}
          />
        </div>
      </div>
      {waitSeconds > 0 && (
        <span role="status" className="tabular text-degraded text-xs">
          Coveo asks to wait: {waitSeconds} s
        </span>
      )}
      {onStop !== null && (
        <Button onClick={onStop} disabled={stopping} title="Keeps what was read so far">
          {stopping ? 'Stopping…' : 'Stop'}
        </Button>
      )}
    </div>
  );
}
