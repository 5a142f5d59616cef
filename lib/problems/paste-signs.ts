import type { Fact, Facts, PhraseFact, Span } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import type { Recognition } from './problem';

/** The wording of S3 for an upload address that is too old: of one problem, and never of another. */
export const REQUEST_EXPIRED = phrase('request has expired', 'request has expired');

/**
 * A phrase whose first word is spelt with z in America and with s in Britain, as one phrase for each: the reader looks
 * first words up as they are.
 */
export function bothSpellings(name: string, source: string): Phrase[] {
  return [
    phrase(name, source),
    phrase(`${name} (British)`, source.replace(/^([a-z]+)iz(ation|e|ing)/, '$1is$2')),
  ];
}

/** Whether the exchange is another vendor's, and nothing in it is Coveo's. */
export function isForeign(facts: Facts): boolean {
  return facts.coveo === null && (facts.foreign !== null || facts.request?.url?.service === 'foreign');
}

/** Whether the call was answered with a success: then its error codes are only talked about. */
export function hasSucceeded(facts: Facts): boolean {
  return facts.status !== null && facts.status.value >= 200 && facts.status.value < 400;
}

/** The service that the call went to; null where the paste shows no address. */
export function serviceOf(facts: Facts): string | null {
  return facts.request?.url?.service ?? null;
}

/** The first of the wordings that stands in the exchange, in the order of the wordings; null when none does. */
export function saidOf(facts: Facts, phrases: readonly Phrase[]): PhraseFact | null {
  for (const { name } of phrases) {
    const said = facts.phrases.find((found) => found.name === name);
    if (said !== undefined) return said;
  }
  return null;
}

/** A stretch of the pasted text for a sentence: in one line, at most 120 characters. */
export function quoted(facts: Facts, [start, end]: Span): string {
  const text = facts.text
    .slice(start, Math.min(end, start + 400))
    .replace(/\s+/g, ' ')
    .trim();
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

/** The recognition that a sign alone gives, with what a problem knows beyond it. */
export function recognition(
  sign: Pick<Recognition, 'confidence' | 'reasons' | 'spans'>,
  more: Pick<Recognition, 'wrongIf'> & Partial<Recognition>,
): Recognition {
  return {
    confidence: sign.confidence,
    reasons: sign.reasons,
    spans: sign.spans,
    decidedBy: null,
    retryAfter: null,
    ...more,
  };
}

/** Codes inside log rows, activities and payloads are theirs, and no answer of an API. */
export function isInsideRecords(facts: Facts, [start]: Span): boolean {
  return (
    [facts.rows.read, facts.activities, facts.privileges].some((records) => {
      const first = records[0];
      const last = records.at(-1);
      return first !== undefined && last !== undefined && start >= first.span[0] && start < last.span[1];
    }) ||
    (facts.payload !== null && start >= facts.payload.span[0] && start < facts.payload.span[1])
  );
}

/** Whether a stretch is all there is in its exchange, blanks aside. */
export function isWholeText({ text, span }: Facts, [start, end]: Span): boolean {
  return text.slice(...span).trim() === text.slice(start, end);
}

/** Names the sign of Coveo in an exchange, as the end of a sentence; empty without one. */
export function beside({ coveo }: { coveo: Fact<string> | null }): string {
  return coveo === null ? '' : `, beside a sign of Coveo (${coveo.value})`;
}
