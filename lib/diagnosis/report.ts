import type { PasteKind, Span } from '@/lib/paste/facts';
import type { Actor, Claim } from '@/lib/problems/problem';

/** A problem that a pasted text matches. Plain JSON. */
export interface Diagnosis {
  readonly problem: string;
  readonly title: string;
  readonly confidence: Claim;
  /** Sentences: what in the text shows it. */
  readonly reasons: readonly string[];
  /** The characters that decided, in the report's text. */
  readonly spans: readonly Span[];
  readonly owner: Actor;
  /** What to mend in the request itself, where the text shows the client's own mistake: the first step. */
  readonly firstStep: string | null;
  readonly retryable: boolean;
  /** When to try again, in words; null where trying again cannot help. */
  readonly retryAfter: string | null;
  /** Which exchange of the paste it is about, 0-based. */
  readonly exchange: number;
  /** In how many more exchanges of the paste the same was seen, beside this one. */
  readonly alsoIn: number;
  /** What would prove it wrong. */
  readonly wrongIf: string;
  /** The request whose answer decides, where the text alone cannot tell: a sentence, and cURL with `$COVEO_TOKEN`. */
  readonly decidedBy: { readonly tells: string; readonly curl: string } | null;
}

/** Something that was read from the text, for people. */
export interface NamedFact {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** What is made of a paste: the answer of `POST /api/diagnose`. Plain JSON. */
export interface DiagnosisReport {
  /** The paste without secrets; every span points into it. */
  readonly text: string;
  /** Surest first; empty when no known problem is recognised. */
  readonly diagnoses: readonly Diagnosis[];
  /** Only when nothing is recognised: problems that share a sign with the text. At most three. */
  readonly nearest: readonly { readonly problem: string; readonly title: string; readonly why: string }[];
  readonly facts: readonly NamedFact[];
  readonly redactions: readonly { readonly kind: string; readonly count: number }[];
  /** What the paste consists of, in its order. */
  readonly parts: readonly { readonly exchange: number; readonly kind: PasteKind; readonly span: Span }[];
  /** What else one should know of it, in sentences: an answer that succeeded, a payload, parts that were not read. */
  readonly notes: readonly string[];
}
