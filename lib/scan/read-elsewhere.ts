import { countLogs } from '@/lib/coveo/logs';
import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { totalRows } from '@/lib/evidence/counts';
import type { Read } from '@/lib/evidence/coverage';
import type { RowsElsewhere } from '@/lib/evidence/evidence';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { readOfCall } from './call-coverage';
import { callLogs, type LogsReading, whyOver } from './logs-reading';

/** A source without a row for so long is looked at beside the others. */
const QUIET_MS = 26 * HOUR_MS;

/** What came of counting the rows of all sources. */
export interface ElsewhereRead {
  /** Null where they could not be counted. */
  readonly found: RowsElsewhere | null;
  readonly read: Read;
}

/**
 * Counts, in one call, the rows that all other sources left since this one's newest row (ISO; null where it has none),
 * at most seven days. Null where that is not long ago, or no call is left for it: nothing rests on it.
 */
export async function readElsewhere(
  reading: LogsReading,
  window: TimeWindow,
  newestRow: string | null,
): Promise<ElsewhereRead | null> {
  const to = toMs(window.to);
  const since = Math.max(to - LOGS_WINDOW_MS, toMs(newestRow ?? window.from) + 1);
  if (to - since < QUIET_MS) return null;
  const asked = { from: toIso(since), to: window.to };
  const answer = await reading.turns(async () =>
    whyOver(reading) === null
      ? callLogs(reading, asked, (options) => countLogs(reading.client, { window: asked }, options))
      : null,
  );
  if (answer === null) return null;
  reading.onCall(answer, 0);
  const read = readOfCall(answer, 'logs.facetsStats', asked, answer.ok ? totalRows(answer.value) : 0);
  if (!answer.ok) return { found: null, read };
  const others = Object.entries(answer.value.sources).filter(
    ([source, rows]) => source !== reading.sourceId && rows > 0,
  );
  const rows = others.reduce((sum, [, n]) => sum + n, 0);
  const why = 'Of all sources, to tell whether this one alone is silent.';
  return { found: { ...asked, rows, sources: others.length }, read: { ...read, why } };
}
