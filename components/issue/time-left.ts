import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/evidence/time';

/** A length of time as a countdown says it, in its two largest units: "3 d 4 h", "4 h 12 min", "12 min". */
export function timeLeft(ms: number): string {
  if (ms < MINUTE_MS) return 'less than a minute';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ${Math.floor((ms % HOUR_MS) / MINUTE_MS)} min`;
  return `${Math.floor(ms / DAY_MS)} d ${Math.floor((ms % DAY_MS) / HOUR_MS)} h`;
}
