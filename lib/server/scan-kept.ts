import 'server-only';
import type { ScanEvent } from '@/lib/scan/scan-event';
import type { ScanResult } from '@/lib/scan/scan-result';
import { scanSource } from '@/lib/scan/scan-source';
import type { SliceCache } from '@/lib/scan/slice-cache';
import type { Scan } from './running-scan';
import { inTurn } from './scan-turns';
import { awaitSourceLease, type Pause, type SourceLease, takeSourceLease } from './source-lease';
import { type Asker, hasReached, noteReach, reach } from './source-reach';
import { sourceSlices, writeOnly } from './source-slices';

/**
 * Scans a source with the asker's own token. What was read of it before, with whichever token, is taken from the store
 * only once this token has read the source itself; the source, its organization and what is new are read with it anyway.
 * While another scan reads the source, of this instance or another, it waits for what that one will have stored.
 */
export async function scanKept(asker: Asker, told: Parameters<Scan>[0], pause?: Pause): Promise<ScanResult> {
  const { access, sourceId } = asker;
  const { client } = access;
  const { signal } = told;
  const place = { region: client.region, organization: client.organization, source: sourceId };
  const slices = sourceSlices(place);
  let lease: SourceLease | null = null;
  const onEvent = (event: ScanEvent) => {
    if (event.type !== 'wait') lease?.tell(event);
    told.onEvent(event);
  };
  const scan = async (kept?: SliceCache) => {
    const request = { client, sourceId, ...told, onEvent, ...(kept === undefined ? {} : { slices: kept }) };
    const result = await inTurn(signal, () => scanSource(request));
    if (!signal.aborted) noteReach(asker, result);
    return result;
  };

  lease = await takeSourceLease(place);
  try {
    // Where nothing is kept and nobody reads, there is nothing that this token might not be given.
    const isAlone = lease !== null && (await slices.list()).length === 0;
    const mayShare = hasReached(asker) || (!isAlone && (await reach(asker, signal)));
    if (!isAlone && !mayShare) return await scan();
    lease ??= await awaitSourceLease(
      place,
      signal,
      (progress) => told.onEvent({ type: 'progress', ...progress }),
      pause,
    );
    return await scan(mayShare ? slices : writeOnly(slices));
  } finally {
    await lease?.end();
  }
}
