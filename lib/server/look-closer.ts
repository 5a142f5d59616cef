import 'server-only';
import type { TimeWindow } from '@/lib/evidence/time';
import { closerStretches, countCloser } from '@/lib/scan/count-closer';
import type { ScanResult } from '@/lib/scan/scan-result';
import type { HealthQuestion } from './health-question';
import { watchScan } from './running-scan';
import { inTurn } from './scan-turns';
import { hasReached } from './source-reach';
import { sourceSlices } from './source-slices';

/**
 * The result of a scan with a closer look at one window, where rows were counted, not read, and counting them in shorter
 * stretches shows more. Viewers of the same window share it, and see how far it is; whoever stops it gets the window as
 * the scan counted it. `key` names the source and the token.
 */
export async function lookCloser(
  key: string,
  question: HealthQuestion,
  result: ScanResult,
  window: TimeWindow,
): Promise<ScanResult> {
  const { evidence } = result;
  if (closerStretches(evidence.counted?.buckets ?? [], window).length === 0) return result;
  const { access, sourceId } = question;
  const { client } = access;
  const { region, organization } = client;
  const slices = hasReached({ access, sourceId })
    ? { slices: sourceSlices({ region, organization, source: sourceId }) }
    : {};
  const seen = await watchScan(closerKey(key, window), question, async ({ signal, onEvent, onReading }) => {
    onReading(() => result);
    const closer = await inTurn(signal, () =>
      countCloser({ client, sourceId, evidence, window, signal, onEvent, ...slices }),
    );
    return { ...result, closer };
  });
  return seen.result;
}

/** What a closer look at a window of a source is known under while it runs. */
function closerKey(key: string, { from, to }: TimeWindow): string {
  return `${key}?${from}/${to}`;
}

/** Whether something runs under it that is a closer look at a window of the source of `key`. */
export function isCloserKey(running: string, key: string): boolean {
  return running.startsWith(`${key}?`);
}
