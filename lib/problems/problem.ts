import type { Part } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import type { LogRow } from '@/lib/evidence/log-row';
import type { MetaEntry } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import type { Finding } from './finding';

/** Who must act on a problem: the client that pushes, an administrator, Coveo, or nobody but time. */
export type Actor = 'client' | 'administrator' | 'coveo' | 'wait';

/** What is known about a problem, in words for a support engineer. Parts in backticks are shown as code. */
export interface Words {
  /** Names the failing state in a few words. */
  readonly title: string;
  readonly whatHappened: string;
  readonly cause: string;
  /** Steps, in order. */
  readonly fix: readonly string[];
  readonly mistakes: readonly string[];
  readonly actor: Actor;
  /** Whether sending the same thing again can help. */
  readonly retryable: boolean;
  readonly retryAfter: string | null;
  /** Coveo's article about it. */
  readonly article: { readonly title: string; readonly url: string };
}

/** How sure a problem is that a row is its own; the rows that nobody claims go to the catch-alls. */
export type Claim = 'certain' | 'likely' | 'possible';

/** A log row that is not COMPLETED, with its `meta` read once for all problems. */
export interface FailedRow {
  readonly row: LogRow;
  readonly meta: readonly MetaEntry[];
}

/** What a live door sees: the evidence, the same read as a pipeline, and the failed rows that are the problem's. */
export interface Observed {
  readonly evidence: Evidence;
  readonly pipeline: Pipeline;
  readonly claimed: readonly ClaimedRow[];
}

/** A failed row with how sure its problem is of it. */
export interface ClaimedRow extends FailedRow {
  readonly claim: Claim;
}

/** What a live door answers. What was not looked at is never clear. */
export type Detection =
  | { readonly state: 'found'; readonly findings: readonly Finding[] }
  | { readonly state: 'clear' }
  | { readonly state: 'not checked'; readonly why: string };

/** The live door: is the problem there in what was observed? Pure; may throw only by mistake. */
export interface LiveDoor {
  /** Parts of the evidence that must be complete before the answer can be clear. */
  readonly needs: readonly Part[];
  /** Whether it can find its problem in a part of the rows too; if not, it waits for complete parts. */
  readonly fromPart: boolean;
  /**
   * Its claim reads the text of failed rows of items, or of batches: where such rows carry none, it cannot be told
   * whether they are its own, and it is not clear.
   */
  readonly readsText?: 'items' | 'batches';
  /** Whether a failed row is this problem's, and how surely; null when not. Each row goes to one problem. */
  readonly claim?: (failed: FailedRow) => Claim | null;
  readonly detect: (observed: Observed) => Detection;
}

/** A known kind of thing that goes wrong: its words and the doors that it can answer. Ids are permanent. */
export interface Problem {
  readonly id: string;
  readonly words: Words;
  readonly live?: LiveDoor;
}
