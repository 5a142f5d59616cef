import { zonedTexts } from '@/lib/health/zoned-texts';
import { trusted } from './get-json';

/** An answer of our own API, its sentences told in a time zone; `near` (ISO) is when they were written. */
export function zonedAnswer<T>(answer: T, zone: string, near: string): T {
  return zone === 'UTC' ? answer : trusted<T>(zonedTexts(answer, zone, near));
}
