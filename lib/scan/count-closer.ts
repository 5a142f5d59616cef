import type { CallOptions } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import type { Bucket } from '@/lib/evidence/bucket';
import type { CloserLook } from '@/lib/evidence/closer-look';
import { type RowCounts, totalRows } from '@/lib/evidence/counts';
import type { Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { SCAN_BUDGET } from './budget';
import { countWindow } from './count-rows';
import { beginKnown, contentOf, filterKey, fromStore, type KnownSlices, keepKnown } from './known-slices';
import { beginReading } from './logs-reading';
import type { ScanEvent } from './scan-event';
import type { SliceCache } from './slice-cache';

/** Windows up to so long are looked at closer: longer ones are as the scan counted them. */
const LONGEST_CLOSER_MS = 3 * DAY_MS;
/** Stretches that one closer look counts at most: a call each, and two where one takes too long. */
export const MOST_CLOSER = 24;
/** How long the stretches of a closer look are: the shortest of these of which so many suffice. */
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360].map((minutes) => minutes * MINUTE_MS);
/** Kept under a name of their own: no scan plans by them. */
const CLOSER = filterKey({ closer: true });

/** What a closer look needs: the evidence of a scan, and the window that is shown. */
export interface CloserRequest {
  readonly client: CoveoClient;
  readonly sourceId: string;
  readonly evidence: Evidence;
  readonly window: TimeWindow;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ScanEvent) => void;
  /** Where counts of settled stretches are kept. */
  readonly slices?: SliceCache;
}

/**
 * The stretches that a closer look at a window counts, oldest first: what the scan counted rows in, cut finer, and clipped
 * to the window. Empty where the scan's own are as fine, or the window is too long.
 */
export function closerStretches(buckets: readonly Bucket[], window: TimeWindow): TimeWindow[] {
  const [from, to] = [toMs(window.from), toMs(window.to)];
  if (to - from > LONGEST_CLOSER_MS) return [];
  const busy = buckets.filter(
    (bucket) => toMs(bucket.to) > from && toMs(bucket.from) < to && totalRows(bucket.counts) > 0,
  );
  const cut = (step: number) =>
    busy.flatMap((bucket) => {
      const end = Math.min(to, toMs(bucket.to));
      const parts: TimeWindow[] = [];
      for (let start = Math.max(from, toMs(bucket.from)); start < end; ) {
        const next = Math.min(end, (Math.floor(start / step) + 1) * step);
        parts.push({ from: toIso(start), to: toIso(next) });
        start = next;
      }
      return parts;
    });
  const step = STEPS_MS.find((length) => cut(length).length <= MOST_CLOSER);
  if (step === undefined || busy.every((bucket) => toMs(bucket.to) - toMs(bucket.from) <= step)) return [];
  return cut(step);
}

/**
 * Counts the rows of a window in shorter stretches than the scan did, so that zooming in shows more. What settled is kept,
 * and not counted twice. Null where there is nothing to be counted closer. It never throws: a call that failed is among
 * the reads, and then nothing is refined, for a stretch that is missing would read as a silence; nor is more asked.
 */
export async function countCloser(request: CloserRequest): Promise<CloserLook | null> {
  const { client, sourceId, evidence, window, signal, onEvent, slices } = request;
  if (evidence.counted === null) return null;
  const stretches = closerStretches(evidence.counted.buckets, window);
  if (stretches.length === 0) return null;
  const known = slices === undefined ? null : await beginKnown(slices, evidence.now, evidence.window);
  const kept = await Promise.all(stretches.map((stretch) => keptCounts(known, stretch)));
  const closer = true as const;
  const progress = { callsDone: 0, callsPlanned: 0, rowsDone: 0, rowsPlanned: 0, closer };
  progress.callsPlanned = kept.filter((one) => one === null).length;
  const options: CallOptions = {
    signal,
    onWait: ({ until, asked, status }) => onEvent({ type: 'wait', until, asked, status }),
  };
  const budget = { ...SCAN_BUDGET, calls: 2 * MOST_CLOSER };
  const reading = beginReading(client, sourceId, options, budget, client.now(), () => {
    progress.callsDone++;
    onEvent({ type: 'progress', ...progress });
  });
  onEvent({ type: 'progress', ...progress });
  const reads: Read[] = [];
  const counted = await Promise.all(
    stretches.map(async (stretch, at): Promise<Bucket[]> => {
      const before = kept[at] ?? null;
      if (before !== null) {
        reads.push({ ...before.read, of: 'a closer look' });
        return [{ ...stretch, counts: before.counts }];
      }
      const { counts, reads: made } = await countWindow(reading, stretch);
      reads.push(...made.map((read): Read => ({ ...read, of: 'a closer look' })));
      if (counts === null) {
        reading.leave = () =>
          'Not asked: another stretch could not be counted, and without it none is shown.';
        return [];
      }
      if (known !== null) keepKnown(known, CLOSER, stretch, { kind: 'counts', counts });
      return [{ ...stretch, counts }];
    }),
  );
  if (known !== null) await keepCloser(known);
  const buckets = counted.flat();
  return { buckets: buckets.length === stretches.length ? buckets : null, calls: reading.calls, reads };
}

/** What is kept of a stretch that settled; null where nothing is. */
async function keptCounts(
  known: KnownSlices | null,
  stretch: TimeWindow,
): Promise<{ readonly counts: RowCounts; readonly read: Read } | null> {
  const slice = known?.slices.find(
    ({ mark, from, to }) =>
      mark.kind === 'counts' && mark.filter === CLOSER && from === stretch.from && to === stretch.to,
  );
  if (known === null || slice === undefined) return null;
  const content = await contentOf(known, slice);
  if (content?.kind !== 'counts') return null;
  const rows = totalRows(content.counts);
  const read: Read = { call: 'logs.facetsStats', ...stretch, state: 'read', rows, why: fromStore([slice]) };
  return { counts: content.counts, read };
}

/** Keeps what was counted closer. A scan may have kept another tail meanwhile: what tells of that is not touched. */
async function keepCloser({ cache, fresh }: KnownSlices): Promise<void> {
  if (fresh.size > 0) await cache.keep({ slices: [...fresh.values()], dropped: [] });
}
