import { formatDuration } from '@/lib/problems/phrasing';

/** A time between two rows: to the millisecond below a second, to a tenth below a minute, else as elsewhere. */
export function stageTime(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  return formatDuration(ms);
}
