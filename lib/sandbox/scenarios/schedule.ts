import { mix } from '../hash';
import type { AcceptedCall } from '../pipeline/call';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** Days of history before an organization's creation: what the logs keep, and a bit more. */
const HISTORY_DAYS = 15;

/** Runs do not start in this time before an organization's creation, so that the newest one has settled. */
const QUIET_BEFORE_MS = 4 * HOUR_MS;
const QUIET_AFTER_MS = HOUR_MS / 2;

/** One run of a push job. */
export interface Run {
  /** Counts the runs since 1970: the same run has the same index in every process. */
  index: number;
  /** Epoch milliseconds. */
  start: number;
  /** Runs between this one and the newest at the organization's creation: 0 is that one, later ones are negative. */
  back: number;
}

/** When a job runs: so often a day, evenly, the first time at this hour (UTC). */
export interface Rhythm {
  runsPerDay: number;
  hour: number;
}

/** What a run calls. */
export interface RunCalls {
  /** Epoch milliseconds. */
  start: number;
  calls: readonly AcceptedCall[];
}

/** The calls that a source's job makes by itself, as time goes by. */
export interface Plan {
  /**
   * The calls of the runs that have begun since the last time, run by run, each made when it is asked for and given
   * once. A run's later calls may lie ahead of `now` (epoch milliseconds), and none is before the run's start.
   */
  runsUntil(now: number): Iterable<RunCalls>;
}

/** The first start of the day (ms after midnight UTC), put off by half a period where the organization's creation would disturb a run. */
function phaseOf({ hour, runsPerDay }: Rhythm, period: number, createdAt: number): number {
  const phase = (hour * HOUR_MS) % period;
  const sinceRun = (createdAt - phase) % period;
  const isQuiet = sinceRun >= QUIET_BEFORE_MS / runsPerDay + HOUR_MS && sinceRun <= period - QUIET_AFTER_MS;
  return isQuiet ? phase : (phase + period / 2) % period;
}

/** A time (epoch milliseconds) before the newest `runs` nightly runs at an organization's creation, and after the one before them. */
export function beforeRuns(createdAt: number, runs: number): number {
  return createdAt - runs * DAY_MS - 2 * HOUR_MS;
}

/**
 * Runs on absolute UTC days, derived from seed and index alone, from fifteen days before `createdAt` to whatever time
 * is asked for. `callsOf` says what happens in a run.
 */
export function createPlan(
  rhythm: Rhythm,
  seed: number,
  createdAt: number,
  callsOf: (run: Run) => AcceptedCall[],
): Plan {
  const period = DAY_MS / rhythm.runsPerDay;
  const phase = phaseOf(rhythm, period, createdAt);
  const newest = Math.floor((createdAt - phase) / period);
  let next = newest - HISTORY_DAYS * rhythm.runsPerDay;

  const startOf = (index: number) => phase + index * period + (mix(seed, index) % 4) * MINUTE_MS;
  return {
    *runsUntil(now) {
      while (startOf(next) <= now) {
        const run = { index: next, start: startOf(next), back: newest - next };
        next += 1;
        yield { start: run.start, calls: callsOf(run) };
      }
    },
  };
}
