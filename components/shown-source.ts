import { toMs } from '@/lib/evidence/time';
import type { SourceSummary } from '@/lib/health/source-list';
import { type ShownVerdict, VERDICT_ORDER, VERDICT_WORDS, withoutLabel } from './verdict-words';

/** What reading a source's logs came to, while the list is open. */
export type Judgement =
  | { readonly state: 'checking' }
  | {
      readonly state: 'judged';
      readonly verdict: ShownVerdict;
      readonly reason: string | null;
      readonly asOf: string;
    }
  | { readonly state: 'failed'; readonly why: string };

/** A source as the list shows it. */
export interface ShownSource {
  readonly summary: SourceSummary;
  readonly verdict: ShownVerdict;
  readonly reason: string | null;
  readonly asOf: string | null;
}

/** A verdict older than this is no longer taken for how the source is now, in ms. */
const CURRENT_FOR_MS = 15 * 60_000;

/** Whether the list's own verdict is missing or was made too long before `now` (ISO) to stand for it. */
export function isDue({ verdictAsOf }: SourceSummary, now: string): boolean {
  return verdictAsOf === null || toMs(now) - toMs(verdictAsOf) > CURRENT_FOR_MS;
}

/**
 * Puts what the list said at `now` (ISO) and what was found since together. A verdict of the list's that is too old is
 * told as what was; but a source that is known to fail says so meanwhile.
 */
export function showSource(
  summary: SourceSummary,
  judgement: Judgement | undefined,
  now: string,
): ShownSource {
  const { verdict, verdictAsOf, reason } = summary;
  if (judgement?.state === 'judged') {
    return { summary, verdict: judgement.verdict, reason: judgement.reason, asOf: judgement.asOf };
  }
  if (judgement?.state === 'failed') {
    return {
      summary,
      verdict: verdict === 'failing' ? verdict : 'unknown',
      reason: judgement.why,
      asOf: null,
    };
  }
  const unseen = judgement === undefined ? 'not looked at' : 'checking';
  if (verdict === 'failing' || !isDue(summary, now)) return { summary, verdict, reason, asOf: verdictAsOf };
  if (verdictAsOf === null) return { summary, verdict: unseen, reason, asOf: null };
  const { label } = VERDICT_WORDS[verdict];
  const was = reason === null ? `Was “${label}”.` : `Was “${label}”: ${withoutLabel(verdict, reason)}`;
  return { summary, verdict: unseen, reason: was, asOf: verdictAsOf };
}

/** The worst first, then by name. */
export function worstFirst(a: ShownSource, b: ShownSource): number {
  return (
    VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
    a.summary.name.localeCompare(b.summary.name, 'en') ||
    (a.summary.id < b.summary.id ? -1 : 1)
  );
}

/** Whether the source has all the words of the query in its name, id, type, status or reason. */
export function matches({ summary, reason }: ShownSource, query: string): boolean {
  const text = [summary.name, summary.id, summary.type, summary.status, reason ?? ''].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
