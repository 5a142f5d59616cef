'use client';

import type { FirstSight } from '@/lib/evidence/first-sight';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import { Button } from './ui/button';

/**
 * How far the reading of a window has come. `wait` is the pause before a call is tried again: ISO until when, and
 * whether Coveo asked for it (by `Retry-After`) or it is our own; `status` is what it answered, null where nothing came.
 */
export interface ScanState {
  readonly callsDone: number;
  readonly callsPlanned: number;
  readonly rowsDone: number;
  readonly rowsPlanned: number | null;
  /** It is another look at the source that is so far: this one waits for what that one reads. */
  readonly elsewhere?: true;
  /** The window that is shown is counted in shorter stretches: no rows are read. */
  readonly closer?: true;
  readonly wait: { readonly until: string; readonly asked: boolean; readonly status: number | null } | null;
  /** How it is read, and why so, once it is known. */
  readonly plan?: {
    readonly mode: 'whole' | 'counted';
    readonly why: string;
    readonly steps?: readonly { readonly reads: string; readonly calls: number }[];
  } | null;
  /** What the scan may cost at most, once its plan is known. */
  readonly budget?: { readonly calls: number; readonly rows: number; readonly seconds: number } | null;
  /** What the first calls said of the source, once they are answered. */
  readonly sight?: FirstSight | null;
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
  const percent = state === null || planned === 0 ? 0 : percentDone(state);
  // Until the rows are counted nobody knows how many calls it takes.
  const isPlanned = state?.plan != null || state?.elsewhere || state?.closer || Boolean(state?.rowsPlanned);
  const isUnplanned = planned === 0 || !isPlanned;
  const wait = state?.wait ?? null;
  const waitSeconds = wait === null ? 0 : Math.max(0, Math.ceil((Date.parse(wait.until) - now) / 1000));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-2.5">
      <div className="min-w-48 flex-1">
        <div className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-xs">
          <span className="font-medium">
            {state?.elsewhere
              ? 'Somebody else reads this source: waiting for what they read'
              : state?.closer
                ? 'Counting this window in shorter stretches'
                : isUnplanned
                  ? 'Asking Coveo what there is…'
                  : 'Reading the logs'}
          </span>
          {state !== null && planned > 0 && (
            <span className="tabular text-muted">
              {isUnplanned ? (
                `${countOf(done, 'call')} so far`
              ) : (
                <>
                  {formatCount(done)} of {formatCount(planned)} calls
                  {!state.closer && (
                    <>
                      {' '}
                      · {formatCount(state.rowsDone)}
                      {state.rowsPlanned !== null && ` of ${formatCount(state.rowsPlanned)}`} rows
                    </>
                  )}
                </>
              )}
            </span>
          )}
        </div>
        <div
          role="progressbar"
          aria-label="Reading the logs"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={isUnplanned ? undefined : percent}
          className="h-1.5 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className={
              isUnplanned
                ? 'h-full w-1/4 animate-pulse rounded-full bg-accent'
                : 'h-full rounded-full bg-accent transition-[width]'
            }
            style={isUnplanned ? undefined : { width: `${percent}%` }}
          />
        </div>
      </div>
      {state?.plan != null && (
        <p className="order-last w-full text-muted text-xs">
          <span className="text-faint">Plan: </span>
          {state.plan.why}
          {state.plan.mode === 'counted' && ` Source Logs calls: ${stepsText(state.plan.steps ?? [])}.`}
          {state.budget != null &&
            ` At most ${formatCount(state.budget.calls)} Source Logs calls, ${formatCount(state.budget.rows)} rows and ${formatDuration(1000 * state.budget.seconds)}.`}
        </p>
      )}
      {wait !== null && waitSeconds > 0 && (
        <span role="status" className="tabular text-degraded text-xs">
          {wait.status === null ? 'No answer' : `Coveo answered ${wait.status}`}
          {wait.asked ? ' and asks to wait:' : ': trying again in'} {waitSeconds} s
        </span>
      )}
      {onStop !== null && (
        <Button onClick={onStop} busy={stopping} title="Keeps what was read so far">
          {stopping ? 'Stopping…' : 'Stop'}
        </Button>
      )}
    </div>
  );
}

/** What each step of a plan is for. */
const STEPS: Readonly<Record<string, string>> = {
  rows: 'every row',
  failures: 'rows not COMPLETED',
  batches: 'rows of batches',
  buckets: 'counts of stretches',
  stages: 'counts of stages',
  histories: 'items that failed',
  sample: 'items to be timed',
};

/** The calls of a plan, step by step; nothing of steps that make none. */
function stepsText(steps: readonly { readonly reads: string; readonly calls: number }[]): string {
  const parts = steps.flatMap(({ reads, calls }) =>
    calls === 0 ? [] : [`${formatCount(calls)} for ${STEPS[reads] ?? reads}`],
  );
  return parts.length === 0 ? 'none, all of it is kept' : parts.join(', ');
}

/** What is done in percent, by what is furthest behind, calls or rows: 100 only when nothing is missing. */
export function percentDone(state: Omit<ScanState, 'wait' | 'plan' | 'budget' | 'sight'>): number {
  const { callsDone, callsPlanned, rowsDone, rowsPlanned } = state;
  const calls = callsPlanned === 0 ? 1 : callsDone / callsPlanned;
  const rows = rowsPlanned === null || rowsPlanned === 0 ? 1 : rowsDone / rowsPlanned;
  const share = Math.min(1, calls, rows);
  return share === 1 ? 100 : Math.min(MOST_PERCENT, Math.floor(100 * share));
}

/** So much of the bar at the most while something is missing: what is fuller looks full. */
const MOST_PERCENT = 97;
