import { latestActivities } from '@/lib/coveo/activities';
import type { CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { getSource } from '@/lib/coveo/sources';
import { totalRows } from '@/lib/evidence/counts';
import { firstSight } from '@/lib/evidence/first-sight';
import { MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { SCAN_BUDGET, type ScanBudget } from './budget';
import { countRows } from './count-rows';
import { beginKnown, knownPageSize, storeKnown } from './known-slices';
import { beginReading } from './logs-reading';
import { newestAnswer } from './newest-answer';
import { type PlannedScan, planScan, RETENTION_MS, segments } from './plan';
import { mergeActivities, readActivities } from './read-activities';
import { beginCounted, readCounted } from './read-counted';
import { readElsewhere } from './read-elsewhere';
import { readOrganization } from './read-organization';
import { readRows, unread } from './read-rows';
import type { ScanEvent } from './scan-event';
import { type Gathered, type ScanResult, scanResult } from './scan-result';
import type { SliceCache } from './slice-cache';
import { warmPlan } from './warm-plan';

/** What a scan is asked. */
export interface ScanRequest {
  readonly client: CoveoClient;
  readonly sourceId: string;
  /** Ends the reading; what was read so far is kept and said to be partial. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ScanEvent) => void;
  /** What it may cost; what is left out is as by default. */
  readonly budget?: Partial<ScanBudget>;
  /** Where what was read before is kept; left out, everything is read from Coveo, and nothing is kept. */
  readonly slices?: SliceCache;
  /** Told, once the rows begin to be read, how to get what was read so far without an end to the reading. */
  readonly onReading?: (soFar: () => ScanResult) => void;
}

/**
 * Reads everything that Coveo still has of a source: the source, its organization's state, its activities, counts
 * and log rows of the last 14 days: every row where the budget allows it, else those that tell what is wrong, and counts of
 * the others. Failed calls never throw: they are in the coverage, part by part.
 */
export async function scanSource(request: ScanRequest): Promise<ScanResult> {
  const { client, sourceId, signal, onEvent } = request;
  const budget = { ...SCAN_BUDGET, ...request.budget };
  const startedAt = client.now();
  const progress = { callsDone: 0, callsPlanned: 12, rowsDone: 0, rowsPlanned: 0 };
  const options: CallOptions = {
    signal,
    onWait: ({ until, asked, status }) => onEvent({ type: 'wait', until, asked, status }),
  };
  let sight = firstSight(null, [], null);
  const tellPlan = (planned: PlannedScan) => {
    const plan = warmPlan(planned, counts.segments ?? [], reading.known);
    progress.callsPlanned = progress.callsDone + plan.calls;
    progress.rowsPlanned = progress.rowsDone + plan.rows;
    onEvent({ type: 'plan', plan, budget, sight, ...progress });
  };
  const count = (result: CallResult<unknown>, rows: number) => {
    // A call that was stopped before its first attempt was never made.
    if (result.ok || result.failure.attempts.length > 0) progress.callsDone++;
    progress.rowsDone += rows;
    progress.callsPlanned = Math.max(progress.callsPlanned, progress.callsDone);
    progress.rowsPlanned = Math.max(progress.rowsPlanned, progress.rowsDone);
    onEvent({ type: 'progress', ...progress });
  };
  const done = <T>(result: CallResult<T>): CallResult<T> => {
    count(result, 0);
    return result;
  };

  const aside = readOrganization(client, sourceId, options, done);
  const [source, organization, latest] = await Promise.all([
    getSource(client, sourceId, options).then(done),
    getOrganizationStatus(client, options).then(done),
    latestActivities(client, { resourceIds: [sourceId], states: ['EXECUTING'] }, options).then(done),
  ]);
  const now = newestAnswer([source, organization, latest]) ?? toIso(client.now());
  const to = Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS;
  const window: TimeWindow = { from: toIso(to - RETENTION_MS), to: toIso(to) };

  const reading = beginReading(client, sourceId, options, budget, startedAt, count);
  reading.onKept = (rows) => {
    progress.rowsDone += rows;
    progress.rowsPlanned = Math.max(progress.rowsPlanned, progress.rowsDone);
    onEvent({ type: 'progress', ...progress });
  };
  if (request.slices !== undefined) {
    reading.known = await beginKnown(request.slices, now, window);
    reading.rowsPerPage = knownPageSize(reading.known, reading.rowsPerPage);
  }
  const [activities, counts] = await Promise.all([
    readActivities(client, window, sourceId, options, done),
    countRows(reading, window),
  ]);
  // What a kept count costs to be checked is not taken from the rest of the plan, most of which is kept too.
  const checks = reading.known === null ? 0 : Math.max(0, reading.calls - segments(window).length - 1);
  const planAfter = (calls: number) =>
    planScan({
      window,
      segments: counts.segments,
      budget,
      callsMade: calls - checks,
      rowsPerPage: reading.rowsPerPage,
    });
  const planned = planAfter(reading.calls);
  const { plan, slices } = planned;
  const openNow = latest.ok ? latest.value.activities : [];
  sight = firstSight(
    source.ok ? source.value : null,
    mergeActivities(activities.activities, openNow),
    counts.counts,
  );
  tellPlan(planned);

  const gathered: Gathered = {
    now,
    window,
    source,
    organization,
    latest,
    aside: aside.reads,
    activities,
    counts,
    all: unread(slices),
    counted: null,
    elsewhere: null,
  };
  request.onReading?.(() => scanResult(gathered, progress.callsDone));

  // The first pages tell how many rows the server gives at once: too few, and there are too many rows to read them all.
  let newest = plan;
  reading.leave = () => {
    if (reading.rowsPerPage < newest.rowsPerPage) {
      const next = planAfter(reading.calls);
      newest = next.plan;
      tellPlan(next);
    }
    return newest.mode === plan.mode ? null : newest.why;
  };
  if (plan.mode === 'whole') await readRows(reading, gathered.all, {});
  reading.leave = () => null;
  if (newest.mode === 'counted' && counts.segments !== null) {
    gathered.counted = beginCounted(newest, counts.segments);
    // What it has read by the time it is planned anew is a part of the new plan.
    const before = reading.calls;
    await readCounted(reading, gathered.counted, window, () => {
      const next = planAfter(before);
      tellPlan(next);
      return next.plan;
    });
  }
  if (counts.counts !== null) {
    gathered.elsewhere = await readElsewhere(reading, window, newestRowOf(gathered));
  }
  if (reading.known !== null) await storeKnown(reading.known);
  await aside.ended;
  onEvent({
    type: 'progress',
    ...progress,
    callsPlanned: progress.callsDone,
    rowsPlanned: progress.rowsDone,
  });
  return scanResult(gathered, progress.callsDone);
}

/** When the newest row of the source is from, or the newest stretch with any ends; null where none was seen. */
function newestRowOf({ all, counted }: Gathered): string | null {
  const rows = counted === null ? all.rows : [...counted.batches.rows, ...counted.failures.rows, ...all.rows];
  let newest = counted?.buckets.findLast(({ counts }) => totalRows(counts) > 0)?.to ?? null;
  for (const { at } of rows) if (newest === null || at > newest) newest = at;
  return newest;
}
