import type { Limits } from '../licence';
import type { AcceptedCall } from '../pipeline/call';
import type { Rules } from '../pipeline/rules';
import type { ItemsOfRun, Job } from './job';
import type { Run } from './schedule';

/** A story that a source's history tells, and that goes on as time goes by. */
export interface Scenario {
  /** The job of its first source, of its second, …; when there are no more, the last one again under a numbered name. */
  jobs: readonly [Job, ...Job[]];
  /** The calls of one run of the job. `seed` is the source's. */
  calls(job: Job, seed: number, run: Run): AcceptedCall[];
  /** What it makes of the items of a run, where that is all there is to it: then it can be mixed into another. */
  items?: ItemsOfRun;
  /** Its job, grown until the history of its source has about so many rows; without it there is no choice. */
  sizedJob?(job: Job, rows: number): Job;
  /** The type of its source; PUSH unless given. */
  type?: 'CATALOG';
  /** The rules that its source has of its own, in an organization made at `createdAt` (epoch milliseconds). */
  rules?(createdAt: number): Partial<Rules>;
  /** When an organization that has it was paused, with all its sources (both epoch milliseconds). */
  pausedAt?(createdAt: number): number;
  /** When an organization that has it was made read-only, with all its sources (both epoch milliseconds). */
  readOnlyAt?(createdAt: number): number;
  /** When its source was deleted, in an organization made at `createdAt` (both epoch milliseconds): it stays away. */
  deletedAt?(createdAt: number): number;
  /** When the key expired that its job pushes with (both epoch milliseconds). */
  keyExpiredAt?(createdAt: number): number;
  /** When the key that its job pushes with was replaced by one that may only edit the source (both epoch milliseconds). */
  keyReplacedAt?(createdAt: number): number;
  /** Limits of an organization that has it, unless its settings say otherwise. */
  limits?: Partial<Limits>;
}
