/** A time in which an organization was paused, up to and without `to` (epoch milliseconds; null while it lasts). */
export interface Pause {
  from: number;
  to: number | null;
}

/** Whether an organization with these pauses is paused at a time. */
export function isPausedAt(pauses: readonly Pause[], at: number): boolean {
  return pauses.some(({ from, to }) => at >= from && (to === null || at < to));
}

/** Pauses from `now` on, or ends the pause that lasts; nothing when it is so already. */
export function setPaused(pauses: Pause[], isPaused: boolean, now: number): void {
  const last = pauses.at(-1);
  const lasts = last !== undefined && last.to === null;
  if (isPaused && !lasts) pauses.push({ from: now, to: null });
  if (!isPaused && lasts) last.to = now;
}
