import { readDate } from '@/lib/evidence/time';

/** A date as HTTP writes it (`Fri, 20 Nov 2026 09:00:00 GMT`), ISO; null for others, whose zone would be this machine's. */
export function readHttpDate(value: string): string | null {
  return / GMT$/.test(value.trim()) ? readDate(Date.parse(value)) : null;
}
