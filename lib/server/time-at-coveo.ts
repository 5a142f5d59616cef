import 'server-only';
import type { CoveoClient } from '@/lib/coveo/client';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { newestAnswer } from '@/lib/scan/newest-answer';

/** Somebody waits for it who wants something else: one attempt, no longer than this. */
const PATIENCE_MS = 5_000;

/**
 * The time at Coveo (ISO), as the Date of its answer gives it, be it a refusal; null where none came soon. What is
 * compared with the times of log rows must not rest on this machine's clock.
 */
export async function timeAtCoveo(client: CoveoClient, signal: AbortSignal): Promise<string | null> {
  const timeoutMs = Math.min(client.timeoutMs, PATIENCE_MS);
  return newestAnswer([await getOrganizationStatus({ ...client, attempts: 1 }, { signal, timeoutMs })]);
}
