import { DAY_MS } from '@/lib/evidence/time';
import { formatDuration } from '@/lib/problems/phrasing';

/** The length of a bucket in words: "1 h", or "1 day" where buckets are UTC days. */
export function bucketWords(ms: number): string {
  return ms === DAY_MS ? '1 day' : formatDuration(ms);
}
