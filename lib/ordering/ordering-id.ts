/** What an orderingId’s digits say about the clock that made it (articles 147 and 511; the units are inferred). */
export type OrderingUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'ticks' | 'other';

/** The number of digits of today’s epoch milliseconds: what Coveo uses when no orderingId is given. */
export const EPOCH_MS_DIGITS = 13;

/** The unit that an orderingId (digits) seems to be in, by its length; `other` where its length tells nothing. */
export function orderingUnit(id: string): OrderingUnit {
  switch (id.length) {
    case 10:
      return 'seconds';
    case EPOCH_MS_DIGITS:
      return 'milliseconds';
    case 16:
      return 'microseconds';
    case 17:
    case 18:
      return 'ticks';
    default:
      return 'other';
  }
}

/** The moment that an orderingId in seconds or milliseconds stands for, ISO; null for every other unit. */
export function orderingMoment(id: string): string | null {
  const unit = orderingUnit(id);
  if (!/^\d+$/.test(id)) return null;
  if (unit === 'seconds') return new Date(Number(id) * 1000).toISOString();
  if (unit === 'milliseconds') return new Date(Number(id)).toISOString();
  return null;
}

/** -1, 0 or 1 as `a` is lower than, equal to or higher than `b`. Both are digits of any length. */
export function compareOrdering(a: string, b: string): -1 | 0 | 1 {
  const left = BigInt(a);
  const right = BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
