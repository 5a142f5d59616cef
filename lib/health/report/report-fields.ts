import { z } from 'zod';

const stretch = z.object({ from: z.string(), to: z.string() });

/** What a capsule keeps of a report, beside what every capsule has: the fields of a `SourceReport` without its links. */
export const reportFields = {
  source: z.object({ id: z.string(), name: z.string() }),
  asOf: z.string(),
  window: stretch,
  summary: z.string(),
  days: z.array(
    z.object({
      day: z.string(),
      verdict: z.enum(['failing', 'degraded', 'unknown', 'healthy']).nullable(),
      look: z
        .object({
          at: z.string(),
          lookedBy: z.enum(['looking', 'capture']),
          reasons: z.array(z.string()),
          items: z.number().nullable(),
          findings: z.array(
            z.object({ title: z.string(), severity: z.string(), count: z.number(), unit: z.string() }),
          ),
          complete: z.boolean(),
          notRead: z.array(z.string()),
        })
        .nullable(),
      looks: z.object({ looking: z.number(), capture: z.number() }),
      observed: z.enum(['all', 'some', 'none']),
      pushed: z.number().nullable(),
      indexed: z.number().nullable(),
      failed: z.number().nullable(),
      deleted: z.number().nullable(),
      skipped: z.number().nullable(),
    }),
  ),
  /** Each list is bounded, the newest first; its total says how many there were. */
  runs: z.array(
    z.object({
      start: z.string(),
      end: z.string(),
      pushed: z.number(),
      indexed: z.number(),
      failed: z.number(),
    }),
  ),
  runsTotal: z.number(),
  issues: z.array(
    z.object({
      problem: z.string(),
      title: z.string(),
      severity: z.string(),
      state: z.string(),
      count: z.number(),
      unit: z.string(),
      firstSeen: z.string(),
      lastSeen: z.string(),
      resolvedAt: z.string().nullable(),
      regressedAt: z.string().nullable(),
    }),
  ),
  issuesTotal: z.number(),
  activities: z.array(
    z.object({
      id: z.string(),
      operation: z.string(),
      state: z.string(),
      result: z.string().nullable(),
      start: z.string().nullable(),
      end: z.string().nullable(),
      by: z.string().nullable(),
      person: z.boolean(),
      errorCode: z.string().nullable(),
      errorDetail: z.string().nullable(),
    }),
  ),
  activitiesTotal: z.number(),
  activitiesRead: z.array(stretch),
  gaps: z.array(stretch),
};
