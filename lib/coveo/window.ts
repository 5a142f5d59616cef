import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';

/** A date of a call's window: ISO 8601, or epoch milliseconds. */
export type Instant = string | number;

/** The stretch of time that a call asks for; an evidence `TimeWindow` is one. */
export interface CallWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/** The longest window of one Source Logs call, in milliseconds (Source Logs specification: within a week). */
export const LOGS_WINDOW_MS = 7 * DAY_MS;

/** The longest window of one Activities call, in milliseconds (Activity specification: 31 days). */
export const ACTIVITIES_WINDOW_MS = 31 * DAY_MS;

/** A window as both services want it in the query: ISO 8601 in UTC. Throws on what is no date. */
export function windowQuery(window: CallWindow): { from: string; to: string } {
  return { from: isoOf(window.from), to: isoOf(window.to) };
}

function isoOf(instant: Instant): string {
  return toIso(typeof instant === 'number' ? instant : toMs(instant));
}
