import type { CallResult } from '@/lib/coveo/call';

/** The newest Date of some calls' answers, ISO in UTC: Coveo's own now. Null where no answer had one. */
export function newestAnswer(results: readonly CallResult<unknown>[]): string | null {
  let newest: string | null = null;
  for (const result of results) {
    const at = result.ok ? result.receipt.at : result.failure.at;
    if (at !== null && (newest === null || at > newest)) newest = at;
  }
  return newest;
}
