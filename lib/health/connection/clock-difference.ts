import { toMs } from '@/lib/evidence/time';

const SECOND_MS = 1_000;

/** Two clocks at one answer: Coveo's `Date` (ISO; null where it sent none), and ours when it was asked for and had come. */
export interface ClockReading {
  readonly coveo: string | null;
  readonly askedMs: number;
  readonly answeredMs: number;
}

/**
 * How far ours is ahead of Coveo's at least, in milliseconds; behind it, less than 0; null where Coveo sent no date. Its
 * time is one within that second and ours one between asking and being answered, so a slow answer is no difference.
 */
export function clockDifference({ coveo, askedMs, answeredMs }: ClockReading): number | null {
  if (coveo === null) return null;
  const from = toMs(coveo);
  if (askedMs > from + SECOND_MS) return askedMs - (from + SECOND_MS);
  return Math.min(0, answeredMs - from);
}

/** A length of time for people, to the second where it is short: "15 s", "1 min 35 s", "10 min", "4 h". */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / SECOND_MS);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  if (minutes >= 180) return `${Math.round(minutes / 60)} h`;
  if (minutes >= 5) return `${Math.round(seconds / 60)} min`;
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
