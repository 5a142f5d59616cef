import type { FirstSight } from '@/lib/evidence/first-sight';
import type { ScanBudget } from './budget';
import type { ScanPlan } from './plan';

/** What a scan tells while it runs. A plan comes with what the first calls said, and again when it is changed. */
export type ScanEvent =
  | ({
      readonly type: 'plan';
      readonly plan: ScanPlan;
      readonly budget: ScanBudget;
      readonly sight: FirstSight;
    } & ScanProgress)
  | ({ readonly type: 'progress' } & ScanProgress)
  /** A call waits for its next attempt; `asked`: Coveo asked for it. `status` is what it answered, null where nothing came. */
  | {
      readonly type: 'wait';
      readonly until: string;
      readonly asked: boolean;
      readonly status: number | null;
    };

/** How far a scan is: calls and rows done of those planned. Planned numbers grow when more turns up. */
export interface ScanProgress {
  readonly callsDone: number;
  readonly callsPlanned: number;
  readonly rowsDone: number;
  readonly rowsPlanned: number;
  /** It is another scan of the source that is so far: this one waits for what that one keeps. */
  readonly elsewhere?: true;
  /** It counts the window that is shown in shorter stretches: nothing is judged by it, and no rows are read. */
  readonly closer?: true;
}
