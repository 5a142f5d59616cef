import type { Facts } from '@/lib/paste/facts';

/** When the answer itself asks to try again, by its `Retry-After` header: "in 30 s" or "at" its date; null without. */
export function retryAfterOf({ response }: Facts): string | null {
  const value = response?.headers.find(({ name }) => name === 'retry-after')?.value.trim();
  if (value === undefined || value === '') return null;
  if (/^\d{1,7}$/.test(value)) return `in ${value} s`;
  return /^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value) ? `at ${value}` : null;
}
