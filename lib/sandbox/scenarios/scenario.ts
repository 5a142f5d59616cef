import type { AcceptedCall } from '../pipeline/call';
import type { Job } from './job';
import type { Run } from './schedule';

/** A story that a source's history tells, and that goes on as time goes by. */
export interface Scenario {
  /** The job of its first source, of its second, …; when there are no more, the last one again under a numbered name. */
  jobs: readonly [Job, ...Job[]];
  /** The calls of one run of the job. `seed` is the source's. */
  calls(job: Job, seed: number, run: Run): AcceptedCall[];
}
