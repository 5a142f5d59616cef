import type { Activity } from './activity';
import type { RowCounts } from './counts';
import type { Coverage } from './coverage';
import type { LogRow } from './log-row';
import type { OrganizationStatus } from './organization';
import type { Source } from './source';
import type { TimeWindow } from './time';

/** What was observed of one source in a window: plain JSON, with what could not be observed in `coverage`. */
export interface Evidence {
  /** The time of Coveo's newest answer (its `Date` header), not of this machine. */
  readonly now: string;
  readonly window: TimeWindow;
  readonly source: Source | null;
  readonly organization: OrganizationStatus | null;
  /** The source's activities that touch the window, oldest first, and any that is still open. */
  readonly activities: readonly Activity[];
  readonly counts: RowCounts | null;
  /** Oldest first, each guid once, of this source only. */
  readonly rows: readonly LogRow[];
  readonly coverage: Coverage;
}
