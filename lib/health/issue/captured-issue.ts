import { z } from 'zod';
import type { Json } from '@/lib/evidence/json';
import { keptCallFields } from '@/lib/evidence/kept-call';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Health, ReportedFinding } from '@/lib/health/health';
import { keptRow } from '@/lib/health/kept-row';
import { RULES_VERSION } from '@/lib/problems/problems';

/** The most item URIs that are kept of a finding. */
export const MAX_CAPTURED_ITEMS = 100;
/** The most reads that are kept: those that were not simply read. */
export const MAX_CAPTURED_READS = 20;
/** A row's `meta` is kept up to so many characters of JSON. */
export const MAX_META_CHARACTERS = 8_000;

const moment = z.string();
const textOrNull = z.string().nullable().catch(null);

const activity = z.object({
  id: z.string(),
  operation: z.string(),
  state: z.string(),
  result: textOrNull,
  startedAt: textOrNull,
  endedAt: textOrNull,
  by: z.object({ type: z.string(), name: z.string() }).nullable().catch(null),
  errorCode: textOrNull,
  errorDetail: textOrNull,
  resourceId: textOrNull,
  resourceType: textOrNull,
});

const call = z.object({
  id: z.string(),
  ...keptCallFields(textOrNull),
  problem: z
    .object({ id: z.string(), title: z.string(), confidence: z.enum(['certain', 'likely', 'possible']) })
    .nullable(),
});

const finding = z.object({
  problem: z.string(),
  key: z.string(),
  title: z.string(),
  severity: z.enum(['error', 'warning', 'info']).catch('warning'),
  impact: z.enum(['failing', 'degraded']).nullable().catch(null),
  confidence: z.enum(['certain', 'likely', 'possible']).catch('possible'),
  confidenceReason: textOrNull,
  count: z.number(),
  unit: z.enum(['rows', 'items', 'operations']).catch('rows'),
  /** In place of count and unit, where these alone would mislead; else null. */
  measure: textOrNull,
  firstSeen: moment,
  lastSeen: moment,
  text: z.string(),
  assumptions: z.array(z.string()),
  actor: z.enum(['client', 'administrator', 'coveo', 'wait']).catch('administrator'),
  whatHappened: z.string(),
  cause: z.string(),
  fix: z.array(z.string()),
  article: z.object({ title: z.string(), url: z.string() }),
  /** `sample` has at most `MAX_CAPTURED_ITEMS`. */
  items: z.object({
    sample: z.array(z.string()),
    total: z.number(),
    lost: z.number().nullable(),
    what: z.string().optional().catch(undefined),
  }),
  /** Rows as they were, newest first: the newest, and the first of each kind. */
  evidence: z.array(keptRow),
  evidenceTotal: z.number(),
  activities: z.array(activity),
  /** Recorded calls that prove it, newest first, of `callsTotal`; left out where none does. */
  calls: z.array(call).optional(),
  callsTotal: z.number().optional(),
});

const capturedIssue = z.object({
  /** Coveo's own time when it was looked. */
  capturedAt: moment,
  verdict: z.enum(['failing', 'degraded', 'unknown', 'healthy']).catch('unknown'),
  reasons: z.array(z.object({ text: z.string(), problem: z.string().optional() })),
  finding,
  /** What was asked of Coveo's logs: the window that was judged, and the filters in words. */
  query: z.object({ window: z.object({ from: moment, to: moment }), filters: z.array(z.string()) }),
  coverage: z.object({
    complete: z.boolean(),
    rowsCounted: z.number().nullable(),
    rowsRead: z.number(),
    calls: z.number(),
    /** Only what was not simply read; at most `MAX_CAPTURED_READS` of `notReadTotal`. */
    notRead: z.array(
      z.object({
        call: z.string(),
        from: moment,
        to: moment,
        state: z.string(),
        why: textOrNull,
        status: z.number().nullable().catch(null),
        requestId: textOrNull,
      }),
    ),
    notReadTotal: z.number(),
  }),
  /** The newest settled run; `found` of its rows are the finding's, null where it has none. Null without such a run. */
  newestRun: z
    .object({
      start: moment,
      end: moment,
      pushed: z.number(),
      refused: z.number(),
      batches: z.number(),
      found: z.number().nullable(),
    })
    .nullable(),
  /** The median of `runs` earlier whole runs; null where there are none. */
  usual: z.object({ pushed: z.number(), indexed: z.number(), runs: z.number() }).nullable(),
  latency: z.object({ p50Ms: z.number(), p95Ms: z.number(), settleMs: z.number() }).nullable(),
  source: z.object({ id: z.string(), name: z.string(), type: z.string(), status: z.string() }),
  /** The version of Pushscope, and that of its rules. */
  versions: z.object({ tool: z.string(), rules: z.number() }),
});

/** What was seen of one finding at one time, as it is kept: redacted, bounded, plain JSON, and never changed. */
export type CapturedIssue = z.infer<typeof capturedIssue>;

/**
 * What is kept of a finding, with what it rests on. `tool` is the version of Pushscope. Rows were redacted when they
 * were read; here they are only bounded.
 */
export function captureIssue(health: Health, found: ReportedFinding, tool: string): CapturedIssue {
  const { newest, usual, runs } = health.runs;
  const { complete, rowsCounted, rowsRead, calls, reads } = health.coverage;
  // What lies outside of the window that was judged was never asked for: only somebody's chart reaches there.
  const notRead = reads.filter(
    ({ state, call, from, to }) =>
      state !== 'read' && !(call === 'logs.list' && (from < health.judged.from || to > health.judged.to)),
  );
  const { inNewestRun, issue: _, query: __, calls: proving, ...kept } = found;
  return {
    capturedAt: health.asOf,
    verdict: health.verdict,
    reasons: [...health.reasons],
    finding: {
      ...kept,
      measure: found.measure ?? null,
      assumptions: [...found.assumptions],
      fix: [...found.fix],
      items: {
        sample: found.items.sample.slice(0, MAX_CAPTURED_ITEMS),
        total: found.items.total,
        lost: found.items.lost,
        ...(found.items.what === undefined ? {} : { what: found.items.what }),
      },
      evidence: found.evidence.map(bounded),
      activities: [...found.activities],
      ...(proving === undefined ? {} : { calls: [...proving] }),
    },
    query: { window: health.judged, filters: filtersOf(health) },
    coverage: {
      complete,
      rowsCounted,
      rowsRead,
      calls,
      notRead: notRead
        .slice(0, MAX_CAPTURED_READS)
        .map(({ call, from, to, state, why = null, status = null, requestId = null }) => ({
          call,
          from,
          to,
          state,
          why,
          status,
          requestId,
        })),
      notReadTotal: notRead.length,
    },
    newestRun: newest && {
      start: newest.start,
      end: newest.end,
      pushed: newest.pushed,
      refused: newest.refused,
      batches: newest.batches,
      found: inNewestRun,
    },
    usual: usual && { pushed: usual.pushed, indexed: usual.indexed, runs },
    latency: health.latency,
    source: health.source,
    versions: { tool, rules: RULES_VERSION },
  };
}

/** What was kept, read again; null where it cannot be read. What later versions added is passed over. */
export function readCaptured(json: Json): CapturedIssue | null {
  return capturedIssue.safeParse(json).data ?? null;
}

function filtersOf({ source, coverage }: Health): string[] {
  return [
    `Source ${source.id}`,
    coverage.complete
      ? 'Every log row: all stages, operations and results'
      : 'Log rows of all stages, operations and results, as far as they could be read',
  ];
}

function bounded(kept: LogRow): LogRow {
  const text = JSON.stringify(kept.meta);
  if (text.length <= MAX_META_CHARACTERS) return kept;
  return { ...kept, meta: `${text.slice(0, MAX_META_CHARACTERS)}… (cut: ${text.length} characters)` };
}
