import type { Activity } from './activity';
import type { ApiKey } from './api-key';
import type { Bucket, StageCounts } from './bucket';
import type { RowCounts } from './counts';
import type { Coverage } from './coverage';
import type { Limit } from './limit';
import type { LogRow } from './log-row';
import type { OrganizationStatus } from './organization';
import type { PrivilegeEvaluation } from './privilege-evaluation';
import type { RecordedPushes } from './recorded-pushes';
import type { Source } from './source';
import type { TimeWindow } from './time';

/** What was observed of one source in a window: plain JSON, with what could not be observed in `coverage`. */
export interface Evidence {
  /** The time of Coveo's newest answer (its `Date` header), not of this machine. */
  readonly now: string;
  readonly window: TimeWindow;
  readonly source: Source | null;
  readonly organization: OrganizationStatus | null;
  /** Limits of the organization that concern content; null when they could not be read. */
  readonly limits: readonly Limit[] | null;
  /** Whether our own token may edit the source; null when that could not be asked. */
  readonly privileges: PrivilegeEvaluation | null;
  /** The organization's API keys, without their values; null when they could not be read. */
  readonly keys: readonly ApiKey[] | null;
  /** The source's activities that touch the window, oldest first, and any that is still open. */
  readonly activities: readonly Activity[];
  /** The source's latest updates, as its status opened them, whenever that was; oldest first. Null when not read. */
  readonly updates: readonly Activity[] | null;
  /** Activities of the organization, of no source, that tell of a limit since the window began; oldest first. Null when not read. */
  readonly organizationLimits: readonly Activity[] | null;
  /** Rows of all sources since this one's newest row, where that is long ago; null where that was not asked. */
  readonly elsewhere: RowsElsewhere | null;
  readonly counts: RowCounts | null;
  /** How not every row was read, but the rest counted; null where every row was asked for. */
  readonly counted: Counted | null;
  /** Oldest first, each guid once, of this source only. */
  readonly rows: readonly LogRow[];
  /** What connectors told of their calls; left out where nothing was recorded. No reading of Coveo's gives it. */
  readonly recorded?: RecordedPushes;
  readonly coverage: Coverage;
}

/** How many rows other sources of the organization left in a stretch in which this one left none, by Coveo's count. */
export interface RowsElsewhere extends TimeWindow {
  readonly rows: number;
  readonly sources: number;
}

/**
 * What stands for the rows of a source that has too many to read: counts, and a few rows that went well. The rows that
 * did not go well, and those of batches, are among the evidence's rows.
 */
export interface Counted {
  /** Oldest first, each beginning where the last one ends; empty where they could not be counted. */
  readonly buckets: readonly Bucket[];
  readonly stages: StageCounts;
  /** Items whose rows were all read from their last failure on, and those of the days before. */
  readonly lookedUp: readonly string[];
  /** Items that went well, drawn as if by lot from the newest pushes, whose rows were read to tell how long they take. */
  readonly timed: readonly string[];
}
