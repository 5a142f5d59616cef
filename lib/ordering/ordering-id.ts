/** What an orderingId’s digits say about the clock that made it (articles 147 and 511; the units are inferred). */
export type OrderingUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'ticks' | 'other';

/** The number of digits of today’s epoch milliseconds: what Coveo uses when no orderingId is given. */
const EPOCH_MS_DIGITS = 13;

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

/** .NET counts ticks of 100 ns since the year 1; this many lie before 1970. */
const TICKS_BEFORE_EPOCH = 621_355_968_000_000_000n;
/** The last moment that a date can stand for, in epoch milliseconds. */
const LAST_MS = 8_640_000_000_000_000n;

/**
 * The moment that an orderingId stands for, ISO: in seconds, milliseconds or microseconds since 1970, or in .NET ticks
 * (as Coveo for Sitecore sends, article 511). Null where its length tells no unit, or where no year of four digits
 * comes out.
 */
export function orderingMoment(id: string): string | null {
  if (!/^\d{1,20}$/.test(id)) return null;
  const ms = epochMs(BigInt(id), orderingUnit(id));
  if (ms === null || ms < 0n || ms > LAST_MS) return null;
  const iso = new Date(Number(ms)).toISOString();
  return /^\d{4}-/.test(iso) ? iso : null;
}

function epochMs(id: bigint, unit: OrderingUnit): bigint | null {
  switch (unit) {
    case 'seconds':
      return id * 1000n;
    case 'milliseconds':
      return id;
    case 'microseconds':
      return id / 1000n;
    case 'ticks':
      return (id - TICKS_BEFORE_EPOCH) / 10_000n;
    case 'other':
      return null;
  }
}

/** -1, 0 or 1 as `a` is lower than, equal to or higher than `b`. Both are digits of any length. */
export function compareOrdering(a: string, b: string): -1 | 0 | 1 {
  const left = BigInt(a);
  const right = BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
