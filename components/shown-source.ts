import type { SourceSummary } from '@/lib/health/source-list';
import { type ShownVerdict, VERDICT_ORDER } from './verdict-words';

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

/** Puts what the list said and what was found since together. A source that is known to fail says so meanwhile. */
export function showSource(summary: SourceSummary, judgement: Judgement | undefined): ShownSource {
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
  const known = verdictAsOf !== null || verdict === 'failing';
  return { summary, verdict: known ? verdict : unseen, reason, asOf: verdictAsOf };
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
