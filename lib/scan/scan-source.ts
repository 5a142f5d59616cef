import { latestActivities } from '@/lib/coveo/activities';
import type { CallFailure, CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { getSource } from '@/lib/coveo/sources';
import { totalRows } from '@/lib/evidence/counts';
import { PARTS, type Part, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { sortRows } from '@/lib/evidence/log-row';
import { MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { partOfCall, partOfRows, readOfCall } from './call-coverage';
import { countRows } from './count-rows';
import { planReading, RETENTION_MS, segments } from './plan';
import { mergeActivities, readActivities } from './read-activities';
import { readRows } from './read-rows';
import type { ScanEvent } from './scan-event';

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
}

/** What a scan gives: the evidence, and the failed calls as they were, to be shown. */
export interface ScanResult {
  readonly evidence: Evidence;
  readonly failures: readonly CallFailure[];
  /** Coveo answered 404 for the source itself. */
  readonly sourceNotFound: boolean;
}

/**
 * Reads everything that Coveo still has of a source: the source, its organization's state, its activities, counts
 * and log rows of the last 14 days. Failed calls never throw: they are in the coverage, part by part.
 */
export async function scanSource(request: ScanRequest): Promise<ScanResult> {
  const { client, sourceId, signal, onEvent } = request;
  const rowBudget = request.rowBudget ?? ROW_BUDGET;
  const ofSource = { resourceIds: [sourceId] };
  const progress = { callsDone: 0, callsPlanned: 7, rowsDone: 0, rowsPlanned: 0 };
  const failures: CallFailure[] = [];
  const options: CallOptions = { signal, onWait: ({ until }) => onEvent({ type: 'wait', until }) };
  const tell = (type: 'plan' | 'progress') => onEvent({ type, ...progress });
  const done = <T>(result: CallResult<T>): CallResult<T> => {
    progress.callsDone++;
    if (!result.ok && result.failure.kind !== 'aborted') failures.push(result.failure);
    tell('progress');
    return result;
  };

  const [source, organization, latest] = await Promise.all([
    getSource(client, sourceId, options).then(done),
    getOrganizationStatus(client, options).then(done),
    latestActivities(client, ofSource, options).then(done),
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

  const onPage = (rows: number) => {
    progress.callsDone++;
    progress.rowsDone += rows;
    progress.callsPlanned = Math.max(progress.callsPlanned, progress.callsDone);
    progress.rowsPlanned = Math.max(progress.rowsPlanned, progress.rowsDone);
    tell('progress');
  };
  const reading = { sourceId, rowBudget, concurrency: LOGS_CALLS_AT_A_TIME, onPage };
  const read = (windows: readonly TimeWindow[], filter?: Parameters<typeof readRows>[1]['filter']) =>
    readRows(client, { ...reading, windows, ...(filter ? { filter } : {}) }, options);

  const newestFirst = [...segments(window)].reverse();
  const failed = plan.mode === 'all' ? null : await read(newestFirst, { excludeResults: ['COMPLETED'] });
  const batches =
    plan.mode === 'all' ? null : await read(newestFirst, { operations: ['BATCH_FILE', 'DELETE_OLDER_THAN'] });
  const all = await read(plan.slices);
  for (const part of [failed, batches, all]) if (part?.failure) failures.push(part.failure);

  const rows = sortRows([...(failed?.rows ?? []), ...(batches?.rows ?? []), ...all.rows]).filter(
    (row) => row.at >= window.from && row.at < window.to,
  );
  const histories = partOfRows(all, counted, rows.length);
  const parts: Record<Part, PartCoverage> = {
    source: partOfCall(source),
    organization: partOfCall(organization),
    activities: activities.part.state !== 'complete' ? activities.part : partOfCall(latest),
    counts: counts.part,
    failures: failed ? partOfRows(failed, null, 0) : histories,
    batches: batches ? partOfRows(batches, null, 0) : histories,
    histories,
  };
  const reads: Read[] = [
    readOfCall(source, 'sources.get', window, 0),
    readOfCall(organization, 'organization.status', window, 0),
    readOfCall(latest, 'activities.latest', window, latest.ok ? latest.value.activities.length : 0),
    ...activities.reads,
    ...counts.reads,
    ...(failed?.reads ?? []),
    ...(batches?.reads ?? []),
    ...all.reads,
  ];
  return {
    evidence: {
      now,
      window,
      source: source.ok ? source.value : null,
      organization: organization.ok ? organization.value : null,
      activities: mergeActivities(activities.activities, latest.ok ? latest.value.activities : []),
      counts: counts.counts,
      rows,
      coverage: {
        complete: PARTS.every((part) => parts[part].state === 'complete'),
        rowsCounted: counted,
        rowsRead: rows.length,
        rowsUnreadable: (failed?.unreadable ?? 0) + (batches?.unreadable ?? 0) + all.unreadable,
        calls: progress.callsDone,
        parts,
        reads,
      },
    },
    failures,
    sourceNotFound: !source.ok && source.failure.status === 404,
  };
}

function newestAnswer(results: readonly CallResult<unknown>[]): string | null {
  let newest: string | null = null;
  for (const result of results) {
    const at = result.ok ? result.receipt.at : result.failure.at;
    if (at !== null && (newest === null || at > newest)) newest = at;
  }
  return newest;
}
