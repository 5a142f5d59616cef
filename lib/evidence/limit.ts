import { z } from 'zod';
import { readDate } from './time';

/** One limit of the organization's licence, and how much of it is used (`LimitStatusModel`, health specification). */
export interface Limit {
  /** Coveo's own name, such as `numberOfDocumentsLimit`; which there are differs by licence. */
  readonly key: string;
  readonly used: number;
  readonly limit: number;
  /** When Coveo counted, where it tells. */
  readonly updatedAt: string | null;
}

const wireLimits = z.record(z.string(), z.unknown());
const wireLimit = z.object({
  actualCount: z.number(),
  limit: z.number(),
  lastUpdate: z.unknown().optional(),
});

/**
 * The limits of one section from the wire; null when the answer is no object. An entry without both numbers is left
 * out, and so is one that allows nothing: 0 may mean that there is no such thing, less than 0 that there is no limit.
 */
export function readLimits(value: unknown): Limit[] | null {
  const parsed = wireLimits.safeParse(value);
  if (!parsed.success) return null;
  const limits: Limit[] = [];
  for (const [key, entry] of Object.entries(parsed.data)) {
    const status = wireLimit.safeParse(entry);
    if (!status.success || status.data.limit <= 0) continue;
    const { actualCount, limit, lastUpdate } = status.data;
    limits.push({ key, used: actualCount, limit, updatedAt: readDate(lastUpdate) });
  }
  return limits;
}
