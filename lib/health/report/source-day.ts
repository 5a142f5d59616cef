import type { TimeWindow } from '@/lib/evidence/time';
import type { Verdict } from '@/lib/health/health';

/**
 * What was captured of a source on one UTC day, by whoever looked at it then: it outlives the log rows, which Coveo keeps
 * for 14 days (article 1864). Plain JSON; what was not observed is not in it, and zero is only said of observed time.
 */
export interface SourceDay {
  /** `2026-11-22`, UTC. */
  readonly day: string;
  /**
   * Stretches of the day of which every row was read and that had settled: whole UTC hours, ISO, oldest first, none
   * touching the next. The rest of the day was not observed, the hours that were still settling among it.
   */
  readonly observed: readonly TimeWindow[];
  /** Item operations that entered the pipeline in the observed time, by operation: they add up to what was pushed. */
  readonly pushes: Readonly<Record<string, number>>;
  /** Batches consumed and deletes older than, by operation, as the timeline counts them; apart, for they are no items. */
  readonly batches: Readonly<Record<string, number>>;
  /** Where item operations ended in the observed time, by outcome; those that had not ended are in none. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The runs that began on the day and were seen from beginning to end, oldest first; at most 50. */
  readonly runs: readonly CapturedRun[];
  /** The newest look on the day itself; null when nobody looked on that day. */
  readonly look: CapturedLook | null;
  /** How often it was looked at on the day, by hand and by `npm run capture`. */
  readonly looks: { readonly looking: number; readonly capture: number };
}

/** A run as it was captured. */
export interface CapturedRun {
  readonly start: string;
  readonly end: string;
  readonly pushed: number;
  readonly indexed: number;
  /** Rejected, errored and unfinished together. */
  readonly failed: number;
}

/** What one look at a source came to. */
export interface CapturedLook {
  /** The time of Coveo's newest answer. */
  readonly at: string;
  readonly by: 'looking' | 'capture';
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  /** Coveo's count of the items in the index; null when not read. */
  readonly items: number | null;
  readonly findings: readonly {
    readonly problem: string;
    readonly title: string;
    readonly severity: string;
    readonly count: number;
    readonly unit: string;
    /** Its issue, `/i/{id}`; null where none was stored. */
    readonly issue: string | null;
  }[];
  /** Whether everything could be read, and in a sentence what could not. */
  readonly complete: boolean;
  readonly notRead: readonly string[];
}
