import 'server-only';
import type { CallFailure } from '@/lib/coveo/call';
import { countLogs } from '@/lib/coveo/logs';
import { getSource } from '@/lib/coveo/sources';
import { HOUR_MS } from '@/lib/evidence/time';
import type { ScanResult } from '@/lib/scan/scan-result';
import type { Access } from './access';
import { processWide, setNewest } from './process-wide';

/** So long a token that has read a source may be given what others read of it. */
const REACHED_FOR_MS = 10 * 60_000;
const REACHES_KEPT = 5_000;

/** Who asks for which source. */
export interface Asker {
  readonly access: Extract<Access, { ok: true }>;
  readonly sourceId: string;
}

/** Whether the asker's own token has read the source and its log in the last ten minutes. */
export function hasReached(asker: Asker): boolean {
  const at = processWide().reached.get(keyOf(asker));
  return at !== undefined && asker.access.client.now() - at < REACHED_FOR_MS;
}

/** Reads the source, and counts an hour of its log, with the asker's own token. False unless Coveo answers both. */
export async function reach(asker: Asker, signal: AbortSignal): Promise<boolean> {
  return (await tryReach(asker, signal)) === null;
}

/** The same; what Coveo refused, or null where it answered both. */
export async function tryReach(asker: Asker, signal: AbortSignal): Promise<CallFailure | null> {
  const { client } = asker.access;
  const to = client.now();
  const [source, counts] = await Promise.all([
    getSource(client, asker.sourceId, { signal }),
    countLogs(client, { window: { from: to - HOUR_MS, to }, sourceIds: [asker.sourceId] }, { signal }),
  ]);
  if (source.ok && counts.ok) {
    remember(asker);
    return null;
  }
  processWide().reached.delete(keyOf(asker));
  if (!source.ok) return source.failure;
  return counts.ok ? null : counts.failure;
}

/**
 * Reads the source with the asker's own token, its log not; null where Coveo answered, now or in the last ten minutes,
 * else what it refused. For what needs no right to the log.
 */
export async function trySee(asker: Asker, signal: AbortSignal): Promise<CallFailure | null> {
  const { client } = asker.access;
  const key = `seen ${keyOf(asker)}`;
  const { reached } = processWide();
  const at = reached.get(key);
  if (hasReached(asker) || (at !== undefined && client.now() - at < REACHED_FOR_MS)) return null;
  const source = await getSource(client, asker.sourceId, { signal });
  if (source.ok) setNewest(reached, key, client.now(), REACHES_KEPT);
  else reached.delete(key);
  return source.ok ? null : source.failure;
}

/** Notes what a scan with the asker's own token came to. */
export function noteReach(asker: Asker, { evidence }: ScanResult): void {
  const { source, counts } = evidence.coverage.parts;
  if (source.state === 'complete' && counts.state === 'complete') remember(asker);
  else processWide().reached.delete(keyOf(asker));
}

function remember(asker: Asker): void {
  setNewest(processWide().reached, keyOf(asker), asker.access.client.now(), REACHES_KEPT);
}

function keyOf({ access: { client, digest }, sourceId }: Asker): string {
  return [digest, client.region, client.organization, sourceId].join('/');
}
