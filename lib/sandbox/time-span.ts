import { invalidParameter } from './error-bodies';

/** W3C date and time, or a date alone. */
const W3C = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** The time (epoch milliseconds) of a query parameter; null when it is absent, a refusal (412) when it is no date-time. */
export function readTime(query: URLSearchParams, name: string): number | null | Response {
  const text = query.get(name);
  if (text === null || text === '') return null;
  const time = W3C.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? invalidParameter(name, 'a W3C date-time') : time;
}

/** Refuses (412) a span that ends before it begins, or is longer than `mostDays`; null when it is as it should be. */
export function refuseSpan(from: number, to: number, mostDays: number): Response | null {
  if (to < from) return invalidParameter('to', 'a time that is not before from');
  if (to - from > mostDays * 86_400_000)
    return invalidParameter('to', `a time within ${mostDays} days of from`);
  return null;
}
