import type { Verdict } from './health';

/** One source in the list of an organization. */
export interface SourceSummary {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly lastOperation: {
    readonly type: string;
    readonly result: string | null;
    readonly at: string | null;
  } | null;
  readonly items: number | null;
  readonly verdict: Verdict;
  /** When the verdict was computed; null when the source was not looked at yet. */
  readonly verdictAsOf: string | null;
  /** One sentence; null when there is nothing to say yet. */
  readonly reason: string | null;
  /** Log rows of the last seven days, from one count over the whole organization; null when not read. */
  readonly rows: { readonly total: number } | null;
}

/** What the list route answers. */
export interface SourceList {
  readonly asOf: string;
  readonly sources: readonly SourceSummary[];
  /** Reads that failed, so that what is missing is known to be missing. */
  readonly notRead: readonly {
    readonly call: string;
    readonly why: string;
    /** Method and address of the call, redacted. */
    readonly request?: string;
    readonly status?: number;
    readonly requestId?: string;
  }[];
}
