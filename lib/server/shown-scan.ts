import 'server-only';
import type { ScanResult } from '@/lib/scan/scan-result';
import type { HealthQuestion } from './health-question';
import { processWide } from './process-wide';
import { freshScan, sourceKey } from './read-health';
import { withRecorded } from './recorded-evidence';

/** So long a reading serves what somebody who looks at it asks beside: rows behind a number, the census. */
const SHOWN_FOR_MS = 10 * 60_000;

/**
 * The last reading of a source with this token, where it is at hand; else that of the last minute, or a new one. With what
 * was recorded of the source until now.
 */
export async function shownScan(question: Omit<HealthQuestion, 'requested'>): Promise<ScanResult> {
  const { access, sourceId } = question;
  const key = sourceKey(access, sourceId);
  const known = processWide().scans.get(key);
  if (known && access.client.now() - known.at < SHOWN_FOR_MS) {
    return withRecorded(known.result, question);
  }
  const { result } = await freshScan(key, question);
  return result;
}
