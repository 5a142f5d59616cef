import type { LogRow } from '@/lib/evidence/log-row';
import { DAY_MS, HOUR_MS, toIso } from '@/lib/evidence/time';
import { BLIND_SPOTS, type Health, type ReportedFinding } from '@/lib/health/health';

const NOW = Date.parse('2026-11-17T14:32:00.000Z');
const BUCKETS = 168;

/** A log row for tests of what is drawn. */
export function exampleRow(overrides: Partial<LogRow> = {}): LogRow {
  return {
    guid: 'guid-1',
    at: '2026-11-17T02:03:04.567Z',
    item: 'https://shop.example.com/products/sku-12345',
    operation: 'ADD',
    result: 'REJECTED',
    task: 'PROCESSING',
    sourceId: 'sandbox-demo-abc',
    resourceId: null,
    requestId: 'req-1',
    meta: {
      error: {
        code: 'DOCUMENT_METADATA_SIZE_EXCEEDED',
        message: 'Total metadata size 61,203,112 exceeds 52,428,800 bytes',
      },
      duration: '0.2',
    },
    ...overrides,
  };
}

/** A finding for tests of what is drawn. */
export function exampleFinding(overrides: Partial<ReportedFinding> = {}): ReportedFinding {
  const rows = Array.from({ length: 12 }, (_, index) =>
    exampleRow({
      guid: `guid-${index}`,
      at: toIso(NOW - 12 * HOUR_MS - index * 61_000),
      item: `https://shop.example.com/products/sku-${1000 + index}`,
    }),
  );
  return {
    problem: 'metadata-too-large',
    key: '',
    title: '412 items rejected: metadata over 52,428,800 bytes',
    severity: 'error',
    impact: 'failing',
    confidence: 'likely',
    confidenceReason: 'Coveo publishes no code for this; the words of the rows say so.',
    count: 412,
    unit: 'items',
    firstSeen: '2026-11-15T02:04:11.000Z',
    lastSeen: '2026-11-17T02:03:04.567Z',
    evidence: rows,
    evidenceTotal: 412,
    inNewestRun: 412,
    query: {
      call: 'logs.list',
      source: 'sandbox-demo-abc123',
      window: { from: '2026-11-15T02:04:00.000Z', to: '2026-11-17T02:04:00.000Z' },
      tasks: ['PROCESSING'],
      operations: ['ADD'],
      results: ['REJECTED'],
      cut: false,
    },
    issue: { id: '7d2k9mwx4hqp', state: 'open', count: 1_236 },
    activities: [],
    items: {
      sample: rows.flatMap(({ item }) => (item === null ? [] : [item])).slice(0, 10),
      total: 412,
      lost: 408,
    },
    text: '412 items were rejected at PROCESSING in 3 runs, each with a text that names the metadata size limit.',
    assumptions: ['Metadata is counted as the UTF-8 bytes of all values but the reserved keys.'],
    actor: 'client',
    whatHappened: 'The metadata of an item is larger than Coveo takes.',
    cause:
      'A field carries a whole document, often an HTML body that should be in `data` or `compressedBinaryData`.',
    fix: [
      'Find the largest values of the items below.',
      'Move bodies to `compressedBinaryData`.',
      'Push those items again.',
    ],
    article: { title: 'Push API error codes', url: 'https://docs.coveo.com/en/95' },
    ...overrides,
  };
}

/** The health of a source for tests of what is drawn: failing, a daily run, one refresh left open. */
export function exampleHealth(overrides: Partial<Health> = {}): Health {
  const from = NOW - 7 * DAY_MS;
  const buckets = Array.from({ length: BUCKETS }, (_, index) => toIso(from + index * HOUR_MS));
  const daily = (size: number, seed: number) =>
    buckets.map((bucket, index) => (new Date(bucket).getUTCHours() === 2 ? size + ((index * seed) % 90) : 0));
  const complete = { from: toIso(from), to: toIso(NOW) };
  return {
    asOf: toIso(NOW),
    window: complete,
    judged: { from: toIso(NOW - 14 * DAY_MS), to: toIso(NOW) },
    source: { id: 'sandbox-demo-abc123', name: 'Product catalog', type: 'PUSH', status: 'PUSH_READY' },
    verdict: 'failing',
    reasons: [
      {
        text: '412 of 1,203 items in the newest run lost (34 %), Tue 17 Nov 02:00 UTC.',
        problem: 'metadata-too-large',
      },
      { text: 'Refresh opened Sun 15 Nov 02:00 UTC, never set to IDLE.', problem: 'refresh-stuck' },
    ],
    findings: [
      exampleFinding(),
      exampleFinding({
        problem: 'refresh-stuck',
        title: 'Refresh opened Sun 15 Nov 02:00 UTC, never set to IDLE',
        severity: 'warning',
        impact: 'degraded',
        confidence: 'certain',
        confidenceReason: null,
        count: 1,
        unit: 'operations',
        actor: 'administrator',
        evidence: [],
        evidenceTotal: 0,
        inNewestRun: null,
        issue: null,
        items: { sample: [], total: 0, lost: null },
      }),
    ],
    issues: { state: 'stored' },
    setApart: [],
    notChecked: [
      {
        problem: 'silent-source',
        title: 'Source gone silent',
        why: 'Only 2 runs were seen; four are needed to know its rhythm.',
      },
    ],
    blindSpots: BLIND_SPOTS,
    ledger: {
      pushed: 8421,
      indexed: 7170,
      rejected: 1206,
      skipped: 0,
      errored: 0,
      deleted: 140,
      unfinished: 45,
      refused: 0,
      items: 48_120,
    },
    runs: {
      newest: {
        start: '2026-11-17T02:00:00.000Z',
        end: '2026-11-17T02:41:00.000Z',
        pushed: 1203,
        indexed: 791,
        rejected: 412,
        skipped: 0,
        errored: 0,
        deleted: 20,
        unfinished: 0,
        batches: 3,
        failedBatches: 0,
        refused: 0,
      },
      usual: {
        pushed: 1200,
        indexed: 1198,
        rejected: 2,
        skipped: 0,
        errored: 0,
        deleted: 20,
        unfinished: 0,
        batches: 3,
        failedBatches: 0,
        refused: 0,
      },
      runs: 6,
    },
    changed: {
      state: 'compared',
      newest: { from: '2026-11-17T02:00:00.000Z', to: '2026-11-17T02:41:00.000Z' },
      good: { from: '2026-11-14T02:00:00.000Z', to: '2026-11-14T02:40:00.000Z' },
      why: 'The newest of 6 earlier runs of its kind in which no item was lost, with about the usual volume: 1,201 operations pushed, usually 1,200.',
      about: null,
      aspects: [
        {
          name: 'Pushed',
          good: '1,201',
          newest: '1,203',
          usual: '1,198 to 1,203',
          by: 'under 1 % more',
          changed: false,
        },
        { name: 'Rejected', good: '0', newest: '412', usual: '0', by: null, changed: true },
      ],
      between: {
        changes: [
          {
            at: '2026-11-14T09:12:00.000Z',
            lastAt: '2026-11-14T09:12:00.000Z',
            times: 1,
            what: 'SOURCE_UPDATE',
            by: 'jo@example.com',
            result: 'SUCCESS',
          },
        ],
        routine: 3,
        notKnown: [],
      },
      notKnown: ['Items per batch'],
    },
    ids: { looked: 400, orderingId: 400, item: 400 },
    latency: { p50Ms: 4_000, p95Ms: 9_000, settleMs: 1_800_000 },
    timeline: {
      bucketMs: HOUR_MS,
      buckets,
      incompleteFrom: toIso(NOW - 3 * HOUR_MS),
      lanes: {
        activities: [
          {
            id: 'a1',
            operation: 'FULL_REFRESH',
            state: 'EXECUTED',
            result: 'SUCCESS',
            start: toIso(from + 11 * HOUR_MS),
            end: toIso(from + 13 * HOUR_MS),
            by: null,
          },
          {
            id: 'a2',
            operation: 'SOURCE_UPDATE',
            state: 'EXECUTED',
            result: 'ERROR',
            start: toIso(from + 60 * HOUR_MS),
            end: toIso(from + 61 * HOUR_MS),
            by: 'jo@example.com',
          },
          {
            id: 'a3',
            operation: 'FULL_REFRESH',
            state: 'EXECUTING',
            result: null,
            start: toIso(from + 108 * HOUR_MS),
            end: null,
            by: null,
          },
        ],
        pushes: { ADD: daily(1200, 7), DELETE: daily(20, 0), BATCH_FILE: daily(3, 0) },
        outcomes: {
          indexed: daily(800, 11),
          deleted: daily(20, 0),
          rejected: buckets.map((bucket, index) =>
            index > 100 && new Date(bucket).getUTCHours() === 2 ? 412 : 0,
          ),
          unfinished: buckets.map((_, index) => (index === 90 ? 45 : 0)),
        },
      },
      marks: [{ at: toIso(from + 60 * HOUR_MS), kind: 'change', label: 'SOURCE_UPDATE by jo@example.com' }],
    },
    coverage: {
      complete: true,
      rowsCounted: 33_684,
      rowsRead: 33_684,
      calls: 352,
      reads: [
        { call: 'sources.get', ...complete, state: 'read', rows: 0, status: 200 },
        { call: 'activities.list', ...complete, state: 'read', rows: 3, status: 200 },
        { call: 'logs.facetsStats', ...complete, state: 'read', rows: 0, status: 200 },
        { call: 'logs.list', ...complete, state: 'read', rows: 33_684, status: 200 },
      ],
    },
    ...overrides,
  };
}
