import type { PushAnswer } from '@/lib/evidence/recorded-push';
import type { TimeWindow } from '@/lib/evidence/time';

/** Pushes against outcomes over a window, in buckets, with what people and jobs did beside them. Plain JSON. */
export interface Timeline {
  readonly bucketMs: number;
  /** The beginning of each bucket, ISO, oldest first; together they cover the requested window. */
  readonly buckets: readonly string[];
  /** From here on outcomes may still be on their way, by the source's own measured latency; null when all is in. */
  readonly incompleteFrom: string | null;
  readonly lanes: TimelineLanes;
  /** Moments worth a flag: delete-older-than operations, batches that failed, and changes that people made. */
  readonly marks: readonly TimelineMark[];
  /** There where the window begins before the rows that Coveo still has: then a bucket is a UTC day. */
  readonly captured?: CapturedTime;
  /** Calls as connectors recorded them; left out where nothing was recorded. */
  readonly recorded?: RecordedLane;
}

/** The lane of recorded calls. */
export interface RecordedLane {
  /** Calls by what came of them, by the time that the connector made them; what never occurs is left out. */
  readonly counts: Readonly<Partial<Record<PushAnswer, readonly number[]>>>;
  /** What was refused or not answered, by bucket. */
  readonly refusals: readonly RefusalCount[];
  /** The time that was recorded: outside of it, no call is not known to be no call. Not cut to the window. */
  readonly stretches: readonly TimeWindow[];
}

/** How often one answer refused calls within one bucket. */
export interface RefusalCount {
  readonly bucket: number;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly errorCode: string | null;
  readonly problem: { readonly id: string; readonly title: string } | null;
  readonly count: number;
}

/** Which counts of a timeline are no longer in Coveo's logs. Both lists are oldest first. */
export interface CapturedTime {
  /** Days that are counted from what was captured by day. */
  readonly stretches: readonly TimeWindow[];
  /** Time of which nobody saw all rows: nothing is known of it, not even that nothing was there. */
  readonly unobserved: readonly TimeWindow[];
  /** Why what was captured could not be read; absent where it could. */
  readonly notRead?: string;
}

/** The three lanes. Counts are item operations, but BATCH_FILE and DELETE_OLDER_THAN, which count themselves. */
export interface TimelineLanes {
  readonly activities: readonly ActivitySpan[];
  /** By operation: operations that entered the pipeline, by the time they entered. */
  readonly pushes: Readonly<Record<string, readonly number[]>>;
  /** By outcome: where operations ended, by the time of their last row. */
  readonly outcomes: Readonly<Record<string, readonly number[]>>;
}

/** An activity on the time axis; `end` is null while it runs, and it is drawn to now. */
export interface ActivitySpan {
  readonly id: string;
  readonly operation: string;
  readonly state: string;
  readonly result: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly by: string | null;
}

/** A moment with a flag on the time axis. */
export interface TimelineMark {
  readonly at: string;
  readonly kind: 'delete-older-than' | 'batch-failed' | 'change';
  readonly label: string;
}

/** More buckets than this are not drawn: step areas stay smooth up to here. */
export const MAX_BUCKETS = 336;
