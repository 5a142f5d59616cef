import { z } from 'zod';
import type { DiagnosisReport } from './report';

const span = z.tuple([z.number(), z.number()]);

const report = z.object({
  text: z.string(),
  diagnoses: z.array(
    z.object({
      problem: z.string(),
      title: z.string(),
      confidence: z.enum(['certain', 'likely', 'possible']),
      reasons: z.array(z.string()),
      spans: z.array(span),
      owner: z.enum(['client', 'administrator', 'coveo', 'wait']),
      firstStep: z.string().nullable().catch(null),
      retryable: z.boolean(),
      retryAfter: z.string().nullable(),
      exchange: z.number(),
      alsoIn: z.number(),
      wrongIf: z.string(),
      decidedBy: z.object({ tells: z.string(), curl: z.string() }).nullable(),
    }),
  ),
  nearest: z.array(z.object({ problem: z.string(), title: z.string(), why: z.string() })),
  facts: z.array(z.object({ name: z.string(), value: z.string(), span })),
  redactions: z.array(z.object({ kind: z.string(), count: z.number() })),
  parts: z.array(
    z.object({
      exchange: z.number(),
      kind: z.enum([
        'http exchange',
        'cURL command',
        'error body',
        'S3 error',
        'HTML page',
        'client message',
        'log rows',
        'activity',
        'privilege evaluation',
        'push payload',
        'identifier',
        'prose',
      ]),
      span,
    }),
  ),
  notes: z.array(z.string()),
});

const saved = z.object({
  format: z.literal(1),
  kind: z.literal('diagnosis'),
  /** When it was saved, ISO, by the server's clock. */
  preservedAt: z.string(),
  /** Whether the ids that were recognised are masked. */
  masked: z.boolean(),
  report,
});

/** A diagnosis as it was saved behind a link. */
export interface SavedDiagnosis extends Omit<z.infer<typeof saved>, 'report'> {
  readonly report: DiagnosisReport;
}

/** Reads a saved diagnosis; null for anything else, and for a format that this version does not know. */
export function readSavedDiagnosis(value: unknown): SavedDiagnosis | null {
  return saved.safeParse(value).data ?? null;
}

/** Reads a report that was written as JSON; null for anything else. */
export function readDiagnosisReport(value: unknown): DiagnosisReport | null {
  return report.safeParse(value).data ?? null;
}
