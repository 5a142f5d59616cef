import { z } from 'zod';
import { PARTS, type Part } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { type Json, readJson } from '@/lib/evidence/json';
import type { Health } from '@/lib/health/health';
import type { CapturedLook } from './source-day';

/** Findings of a look that are kept at the most: the first ones matter most. */
const MOST_FINDINGS = 50;
const MOST_REASONS = 20;

const lookSchema = z.object({
  at: z.string(),
  by: z.enum(['looking', 'capture']),
  verdict: z.enum(['failing', 'degraded', 'unknown', 'healthy']),
  reasons: z.array(z.string()),
  items: z.number().nullable(),
  findings: z.array(
    z.object({
      problem: z.string(),
      title: z.string(),
      severity: z.string(),
      count: z.number(),
      unit: z.string(),
      issue: z.string().nullable(),
    }),
  ),
  complete: z.boolean(),
  notRead: z.array(z.string()),
});

const PART_WORDS: Readonly<Record<Part, string>> = {
  source: 'the source',
  organization: 'the state of the organization',
  activities: 'activities',
  counts: 'counts of log rows',
  failures: 'rows that are not COMPLETED',
  batches: 'rows of batches',
  buckets: 'counts of log rows by stretches',
  histories: 'all log rows',
  limits: 'limits of the organization',
  privileges: 'what the token may do',
  keys: 'API keys',
};

/** What a look at a source came to, bounded. `issueOf` gives the issue of a finding by its place in the health. */
export function captureLook(
  { coverage }: Pick<Evidence, 'coverage'>,
  health: Health,
  by: CapturedLook['by'],
  issueOf: (at: number) => string | null,
): CapturedLook {
  return {
    at: health.asOf,
    by,
    verdict: health.verdict,
    reasons: health.reasons.slice(0, MOST_REASONS).map(({ text }) => text),
    items: health.ledger.items,
    findings: health.findings
      .slice(0, MOST_FINDINGS)
      .map(({ problem, title, severity, count, unit }, at) => ({
        problem,
        title,
        severity,
        count,
        unit,
        issue: issueOf(at),
      })),
    complete: coverage.complete,
    notRead: partsNotRead(coverage),
  };
}

/** One sentence for each reason why something was not read whole, with what it concerns. */
export function partsNotRead({ parts }: Pick<Evidence['coverage'], 'parts'>): string[] {
  const concerned = new Map<string, string[]>();
  for (const part of PARTS) {
    const { state, why } = parts[part];
    if (state === 'complete') continue;
    const sentence = why ?? 'It is not known why.';
    concerned.set(sentence, [...(concerned.get(sentence) ?? []), PART_WORDS[part]]);
  }
  return [...concerned].map(([why, words]) => `Not read whole: ${words.join(', ')}. ${why}`);
}

/** The kept JSON of a look; null where it has another shape. */
export function readCapturedLook(content: Json): CapturedLook | null {
  const parsed = lookSchema.safeParse(content);
  return parsed.success ? parsed.data : null;
}

/** A look as the JSON that is kept. */
export function capturedLookJson(look: CapturedLook): Json {
  return readJson(look);
}
