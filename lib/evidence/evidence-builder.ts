import type { ApiKey } from './api-key';
import { COMPLETE, PARTS, type Part, type PartCoverage } from './coverage';
import type { Evidence } from './evidence';
import type { Json } from './json';
import type { Limit } from './limit';
import { type LogRow, sortRows } from './log-row';
import { type KeptPush, type RecordedPushes, recordedStretches } from './recorded-pushes';
import { DAY_MS, toIso, toMs } from './time';

/** For tests: the moment that built evidence takes for now. A Sunday. */
export const NOW = '2026-11-22T12:00:00.000Z';
/** For tests: the source that built evidence is of. */
export const SOURCE_ID = 'aaaaaaaaaaaaaaaaaaaaaaaaaa-org';

/** For tests: evidence of a healthy, fully read source of 14 days, with what a test wants different. */
export function buildEvidence(
  different: Partial<Omit<Evidence, 'coverage'>> & { parts?: Partial<Record<Part, PartCoverage>> } = {},
): Evidence {
  const { parts: gaps, ...rest } = different;
  const whole = {
    source: COMPLETE,
    organization: COMPLETE,
    activities: COMPLETE,
    counts: COMPLETE,
    failures: COMPLETE,
    batches: COMPLETE,
    histories: COMPLETE,
    // Where nothing was counted, every row stands for itself.
    buckets: gaps?.histories ?? COMPLETE,
    limits: COMPLETE,
    privileges: COMPLETE,
    keys: COMPLETE,
    ...gaps,
  };
  const rows = sortRows(rest.rows ?? []);
  return {
    now: NOW,
    window: { from: toIso(toMs(NOW) - 14 * DAY_MS), to: NOW },
    source: {
      id: SOURCE_ID,
      name: 'Articles',
      type: 'PUSH',
      pushEnabled: true,
      status: 'PUSH_READY',
      activityId: null,
      statusSince: null,
      lastOperation: null,
      items: null,
      createdAt: null,
    },
    organization: { lifeCycleState: 'ACTIVE', pauseState: 'ACTIVE', paused: false, readOnly: false },
    limits: [
      buildLimit('numberOfDocumentsLimit', 5, 1_000),
      buildLimit('pushApiMaximumDailyInvocations', 12, 15_000),
      buildLimit('pushApiMaximumDailyDocumentCount', 20, 1_000),
    ],
    privileges: { approved: true, codes: ['OPERATION_GRANTED'] },
    keys: [buildKey()],
    activities: [],
    updates: null,
    organizationLimits: null,
    elsewhere: null,
    counts: null,
    counted: null,
    ...rest,
    rows,
    coverage: {
      complete: PARTS.every((part) => whole[part].state === 'complete'),
      rowsCounted: rows.length,
      rowsRead: rows.length,
      rowsUnreadable: 0,
      calls: 0,
      parts: whole,
      reads: [],
    },
  };
}

/** For tests: a limit, counted at NOW. */
export function buildLimit(key: string, used: number, limit: number): Limit {
  return { key, used, limit, updatedAt: NOW };
}

/** For tests: the key that the job of the source pushes with, alive, with what a test wants different. */
export function buildKey(different: Partial<ApiKey> = {}): ApiKey {
  return {
    id: 'key-1',
    name: 'Articles job',
    status: 'ENABLED',
    disabled: false,
    createdAt: '2026-01-05T10:00:00.000Z',
    lastUsedAt: NOW,
    expiresAt: null,
    disabledAt: null,
    restricted: false,
    edits: [SOURCE_ID],
    viewsOrganization: true,
    ...different,
  };
}

/** For tests: a part that could not be read, as after a refused call. */
export function missingPart(why: string, call: string, status: number): PartCoverage {
  return { state: 'missing', why, call, status, requestId: 'req-1' };
}

/** For tests: a log row; only what a test cares for need be given. Its guid is made of its own fields. */
export function buildRow(given: Partial<LogRow> & { at: string }): LogRow {
  const row = { item: null, operation: 'ADD', result: 'COMPLETED', task: 'CONSUMING', ...given };
  return {
    sourceId: SOURCE_ID,
    resourceId: null,
    requestId: null,
    meta: { duration: '0.012' },
    guid: [row.at, row.task, row.operation, row.result, row.item ?? ''].join('|'),
    ...row,
  };
}

/** For tests: how an item operation goes. Stages are a second apart. */
export interface BuiltOperation {
  readonly item: string;
  readonly at: string;
  readonly operation?: string;
  /** The row that it ends with in place of INDEXING, COMPLETED; null when it vanishes after CONSUMING. */
  readonly end?: { readonly task: string; readonly result: string; readonly meta?: Json } | null;
}

const STAGES = ['CONSUMING', 'PROCESSING', 'MAPPING', 'INDEXING'];

/** For tests: the rows of one operation on one item, through the stages. */
export function operationRows({ item, at, operation = 'ADD', end }: BuiltOperation): LogRow[] {
  const rows: LogRow[] = [];
  for (const [step, task] of STAGES.entries()) {
    const stage = { item, operation, at: toIso(toMs(at) + step * 1000), task };
    if (end && end.task === task) {
      rows.push(buildRow({ ...stage, result: end.result, meta: end.meta ?? { duration: '0.012' } }));
      if (end.result !== 'WARNING' && end.result !== 'SKIPPED') return rows;
    } else rows.push(buildRow(stage));
    if (end === null) return rows;
  }
  return rows;
}

/** For tests: a run of `items` items that begins at `at`, all indexed but those that `endOf` says differently of. */
export function runRows(
  at: string,
  items: number,
  endOf: (index: number) => BuiltOperation['end'] = () => undefined,
): LogRow[] {
  return Array.from({ length: items }, (_, index) => {
    const end = endOf(index);
    return operationRows({
      item: `https://example.com/${index}`,
      at: toIso(toMs(at) + index * 1000),
      ...(end === undefined ? {} : { end }),
    });
  }).flat();
}

/** For tests: the beginnings of nightly runs at 02:00 UTC, oldest first; the newest is `newestDaysAgo` days old. */
export function nights(count: number, newestDaysAgo = 0): string[] {
  const newest = toMs('2026-11-22T02:00:00.000Z') - newestDaysAgo * DAY_MS;
  return Array.from({ length: count }, (_, index) => toIso(newest - (count - 1 - index) * DAY_MS));
}

/** For tests: a recorded call that was accepted, with what a test wants different. Its id is its moment. */
export function buildPush(given: Partial<KeptPush> & { at: string }): KeptPush {
  return {
    id: `push ${given.at}`,
    method: 'PUT',
    path: '/documents/batch',
    status: 202,
    errorCode: null,
    requestId: null,
    orderingId: null,
    fileId: null,
    documentId: null,
    items: null,
    bytes: null,
    problem: null,
    ...given,
  };
}

/** For tests: what was recorded where these calls were, oldest first. */
export function buildRecorded(pushes: readonly KeptPush[]): RecordedPushes {
  return { pushes, stretches: recordedStretches(pushes.map(({ at }) => at)) };
}
