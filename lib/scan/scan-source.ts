import { latestActivities } from '@/lib/coveo/activities';
import type { CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { getSource } from '@/lib/coveo/sources';
import { totalRows } from '@/lib/evidence/counts';
import { MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { countRows } from './count-rows';
import { newestAnswer } from './newest-answer';
import { planReading, RETENTION_MS, segments } from './plan';
import { readActivities } from './read-activities';
import { readRows, type Trouble, unread } from './read-rows';
import type { ScanEvent } from './scan-event';
import { type Gathered, type ScanResult, scanResult } from './scan-result';

/** Rows that a scan reads at the most. */
export const ROW_BUDGET = 200_000;
/** Source Logs calls at a time: Coveo calls the API resource-intensive (article 59). */
export const LOGS_CALLS_AT_A_TIME = 2;

/** What a scan is asked. */
export interface ScanRequest {
  readonly client: CoveoClient;
  readonly sourceId: string;
  /** Ends the reading; what was read so far is kept and said to be partial. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ScanEvent) => void;
  readonly rowBudget?: number;
  /** Told, once the rows begin to be read, how to get what was read so far without an end to the reading. */
  readonly onReading?: (soFar: () => ScanResult) => void;
}

/**
 * Reads everything that Coveo still has of a source: the source, its organization's state, its activities, counts
 * and log rows of the last 14 days. Failed calls never throw: they are in the coverage, part by part.
 */
export async function scanSource(request: ScanRequest): Promise<ScanResult> {
  const { client, sourceId, signal, onEvent } = request;
  const rowBudget = request.rowBudget ?? ROW_BUDGET;
  const progress = { callsDone: 0, callsPlanned: 7, rowsDone: 0, rowsPlanned: 0 };
  const options: CallOptions = {
    signal,
    onWait: ({ until, asked }) => onEvent({ type: 'wait', until, asked }),
  };
  const tell = (type: 'plan' | 'progress') => onEvent({ type, ...progress });
  const count = (result: CallResult<unknown>, rows: number) => {
    // A call that was stopped before its first attempt was never made.
    if (result.ok || result.failure.attempts.length > 0) progress.callsDone++;
    progress.rowsDone += rows;
    progress.callsPlanned = Math.max(progress.callsPlanned, progress.callsDone);
    progress.rowsPlanned = Math.max(progress.rowsPlanned, progress.rowsDone);
    tell('progress');
  };
  const done = <T>(result: CallResult<T>): CallResult<T> => {
    count(result, 0);
    return result;
  };

  const [source, organization, latest] = await Promise.all([
    getSource(client, sourceId, options).then(done),
    getOrganizationStatus(client, options).then(done),
    latestActivities(client, { resourceIds: [sourceId], states: ['EXECUTING'] }, options).then(done),
  ]);
  const now = newestAnswer([source, organization, latest]) ?? toIso(client.now());
  const to = Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS;
  const window: TimeWindow = { from: toIso(to - RETENTION_MS), to: toIso(to) };

  const [activities, counts] = await Promise.all([
    readActivities(client, window, sourceId, options, done),
    countRows(client, window, sourceId, options, done),
  ]);
  const counted = counts.counts === null ? null : totalRows(counts.counts);
  const plan = planReading(window, counted, rowBudget);
  progress.callsPlanned = progress.callsDone + plan.pagesPlanned;
  progress.rowsPlanned = Math.min(counted ?? 0, rowBudget);
  tell('plan');

  const newestFirst = [...segments(window)].reverse();
  const gathered: Gathered = {
    now,
    window,
    source,
    organization,
    latest,
    activities,
    counts,
    failed: plan.mode === 'all' ? null : unread(newestFirst),
    batches: plan.mode === 'all' ? null : unread(newestFirst),
    all: unread(plan.slices),
  };
  request.onReading?.(() => scanResult(gathered, progress.callsDone));

  const trouble: Trouble = { inARow: 0, over: null };
  const reading = { sourceId, rowBudget, concurrency: LOGS_CALLS_AT_A_TIME, trouble, onCall: count };
  const { failed, batches, all } = gathered;
  if (failed) {
    await readRows(client, { ...reading, filter: { excludeResults: ['COMPLETED'] } }, failed, options);
  }
  if (batches) {
    const filter = { operations: ['BATCH_FILE', 'DELETE_OLDER_THAN'] };
    await readRows(client, { ...reading, filter }, batches, options);
  }
  await readRows(client, reading, all, options);
  return scanResult(gathered, progress.callsDone);
}
