import { z } from 'zod';
import { type Json, readJson } from '@/lib/evidence/json';
import { keptCallFields } from '@/lib/evidence/kept-call';
import { reportFields } from '@/lib/health/report/report-fields';

/**
 * What a capsule shows of a source, frozen: its own shape, so that a capsule that was made long ago can still be read.
 * Fields may be added with a default; none is renamed or dropped. Times are ISO in UTC.
 */

const row = z.object({
  guid: z.string(),
  at: z.string(),
  item: z.string().nullable(),
  operation: z.string(),
  result: z.string(),
  task: z.string(),
  sourceId: z.string().nullable(),
  resourceId: z.string().nullable(),
  requestId: z.string().nullable(),
  meta: z.unknown().transform((value): Json => readJson(value)),
});

const textOrNull = z.string().nullable();

const call = z.object({
  ...keptCallFields(textOrNull),
  /** The known problem that a refusal shows. */
  problem: z.object({ id: z.string(), title: z.string() }).nullable(),
});

const finding = z.object({
  problem: z.string(),
  title: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  confidence: z.enum(['certain', 'likely', 'possible']),
  confidenceReason: z.string().nullable(),
  count: z.number(),
  unit: z.string(),
  /** In place of count and unit, where these alone would mislead; else null. */
  measure: z.string().nullable(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  text: z.string(),
  whatHappened: z.string(),
  cause: z.string(),
  fix: z.array(z.string()),
  actor: z.enum(['client', 'administrator', 'coveo', 'wait']),
  article: z.object({ title: z.string(), url: z.string() }),
  assumptions: z.array(z.string()),
  items: z.object({
    sample: z.array(z.string()),
    total: z.number(),
    lost: z.number().nullable(),
    what: z.string().optional(),
  }),
  evidence: z.array(row),
  evidenceTotal: z.number(),
  /** Recorded calls that prove it, newest first, of `callsTotal`; none in copies made before they kept them. */
  calls: z.array(call).default([]),
  callsTotal: z.number().default(0),
});

const coverage = z.object({
  complete: z.boolean(),
  rowsCounted: z.number().nullable(),
  rowsRead: z.number(),
  calls: z.number(),
  /** Those that failed first, and of an issue only those; bounded. */
  reads: z.array(
    z.object({
      call: z.string(),
      from: z.string(),
      to: z.string(),
      state: z.enum(['read', 'sampled', 'skipped', 'refused']),
      rows: z.number(),
      status: z.number().optional(),
      requestId: z.string().optional(),
      why: z.string().optional(),
    }),
  ),
});

const verdict = z.enum(['failing', 'degraded', 'unknown', 'healthy']);
const stretch = z.object({ from: z.string(), to: z.string() });

const head = {
  format: z.literal(1),
  /** When it was preserved, by this machine's clock. */
  preservedAt: z.string(),
  /** Whether ids were masked. */
  masked: z.boolean(),
  region: z.string(),
  organization: z.string(),
};

const counts = z.record(z.string(), z.array(z.number()));

const timeline = z.object({
  ...head,
  kind: z.literal('timeline'),
  source: z.object({ id: z.string(), name: z.string(), type: z.string(), status: z.string() }),
  /** Time of Coveo's newest answer. */
  asOf: z.string(),
  window: stretch,
  judged: stretch,
  verdict,
  reasons: z.array(z.string()),
  findings: z.array(finding),
  /** How many there were; more than are kept where there were very many. */
  findingsTotal: z.number(),
  notChecked: z.array(z.object({ problem: z.string(), title: z.string(), why: z.string() })),
  blindSpots: z.array(z.string()),
  ledger: z.object({
    pushed: z.number(),
    indexed: z.number(),
    rejected: z.number(),
    skipped: z.number(),
    errored: z.number(),
    deleted: z.number(),
    unfinished: z.number(),
    items: z.number().nullable(),
    /** Counters whose 0 is no 0, as not every row was read; left out where all were asked for. */
    notCounted: z.array(z.string()).optional(),
  }),
  timeline: z.object({
    bucketMs: z.number(),
    buckets: z.array(z.string()),
    incompleteFrom: z.string().nullable(),
    lanes: z.object({
      activities: z.array(
        z.object({
          id: z.string(),
          operation: z.string(),
          state: z.string(),
          result: z.string().nullable(),
          start: z.string(),
          end: z.string().nullable(),
          by: z.string().nullable(),
        }),
      ),
      pushes: counts,
      outcomes: counts,
    }),
    marks: z.array(
      z.object({
        at: z.string(),
        kind: z.enum(['delete-older-than', 'batch-failed', 'change']),
        label: z.string(),
      }),
    ),
    /** There where a bucket is a UTC day: which are counted from what was captured, and what nobody observed. */
    captured: z
      .object({
        stretches: z.array(stretch),
        unobserved: z.array(stretch),
        notRead: z.string().optional(),
      })
      .optional(),
    /** Calls as connectors recorded them; left out where none were, and in copies made before they kept them. */
    recorded: z
      .object({
        counts: z.partialRecord(z.enum(['accepted', 'refused', 'unanswered']), z.array(z.number())),
        refusals: z.array(
          z.object({
            bucket: z.number(),
            status: z.number().nullable(),
            errorCode: textOrNull,
            problem: z.object({ id: z.string(), title: z.string() }).nullable(),
            count: z.number(),
          }),
        ),
        stretches: z.array(stretch),
      })
      .optional(),
  }),
  coverage,
});

const sighting = z.object({
  capturedAt: z.string(),
  verdict,
  reasons: z.array(z.string()),
  finding,
  /** What was judged, and how rows were chosen, in words. */
  query: z.object({ window: stretch, filters: z.array(z.string()) }),
  coverage,
  /** The newest settled run; `found` of its rows are the finding's, null where it has none. */
  newestRun: z
    .object({ start: z.string(), end: z.string(), pushed: z.number(), found: z.number().nullable() })
    .nullable(),
  versions: z.object({ tool: z.string(), rules: z.number() }),
});

/** Whether a fix was verified, and what proves it; who verified it is not kept. */
const verification = z.object({
  state: z.enum(['waiting', 'passed', 'failed', 'cannot tell', 'given up']),
  /** How it stood, and why, in a sentence or two; its moments are in UTC. */
  text: z.string(),
  /** Only what was pushed later counted. */
  since: z.string(),
  begunAt: z.string(),
  asOf: z.string(),
  /** Items or batches, each with where it stood in words, and since when; null where that has no moment. */
  followed: z.array(z.object({ name: z.string(), stage: z.string(), at: z.string().nullable() })),
  followedTotal: z.number(),
  /** Rows that prove a failure, newest first. */
  proof: z.array(row),
  proofTotal: z.number(),
});

const issue = z.object({
  ...head,
  kind: z.literal('issue'),
  source: z.object({ id: z.string(), name: z.string() }),
  problem: z.string(),
  title: z.string(),
  severity: z.string(),
  state: z.string(),
  count: z.number(),
  unit: z.string(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  openedAt: z.string(),
  resolvedAt: z.string().nullable(),
  regressedAt: z.string().nullable(),
  days: z.array(z.object({ day: z.string(), count: z.number() })),
  /** What happened to it, oldest first: no names and no notes, which are for colleagues. */
  changes: z.array(z.object({ at: z.string(), kind: z.string() })),
  /** What was seen when it opened; null where that cannot be read any more. */
  opened: sighting.nullable(),
  /** What the newest scan saw that found it; null where that is the same. */
  newest: sighting.nullable(),
  /** The newest verification of a fix; null where there was none, and in copies made before they kept it. */
  verification: verification.nullable().default(null),
});

const report = z.object({
  ...head,
  kind: z.literal('report'),
  ...reportFields,
  notRead: coverage.shape.reads,
});

const content = z.discriminatedUnion('kind', [issue, timeline, report]);

/** An issue, a stretch of timeline or a report, as it was preserved. */
export type CapsuleContent = z.infer<typeof content>;
/** An issue as it was preserved. */
export type IssueCapsule = z.infer<typeof issue>;
/** A stretch of timeline with what was found in it, as it was preserved. */
export type TimelineCapsule = z.infer<typeof timeline>;
/** The report of a source as it was preserved. */
export type ReportCapsule = z.infer<typeof report>;
/** A finding as it was preserved. */
export type CapsuleFinding = z.infer<typeof finding>;
/** A recorded call as it was preserved. */
export type CapsuleCall = z.infer<typeof call>;
/** What one scan saw of an issue, as it was preserved. */
export type CapsuleSighting = z.infer<typeof sighting>;
/** A verification of a fix, as it was preserved. */
export type CapsuleVerification = z.infer<typeof verification>;
/** What was read, as it was preserved. */
export type CapsuleCoverage = z.infer<typeof coverage>;

/** Reads what a capsule holds; null for what is of another kind, or of a format that this version does not know. */
export function readCapsuleContent(value: unknown): CapsuleContent | null {
  const read = content.safeParse(value);
  return read.success ? read.data : null;
}
