import { mix, seedOf } from '../hash';
import type { Step } from './operation';

const MINUTE_MS = 60_000;

/** What holds for one source beyond what holds for all. Times are epoch milliseconds. */
export interface Rules {
  /** Whether its items need permissions: those of a source with the visibility SECURED do (article 78). */
  isSecured: boolean;
  /** Its extension rejects, on purpose, the items whose URI contains this; null: it has no such extension. */
  rejectedByExtension: string | null;
  /** Since when the stages after consuming are so busy that items wait for them; null: they do not. */
  congestedSince: number | null;
  /** Since when the Push API refuses calls in bursts; null: it does not. */
  throttledSince: number | null;
  /** Since when the index keeps one item in three out, although its rows say that it was indexed; null: it does not. */
  forgetsSince: number | null;
}

/** The rules of a source that has none of its own. */
export const NO_RULES: Rules = {
  isSecured: false,
  rejectedByExtension: null,
  congestedSince: null,
  throttledSince: null,
  forgetsSince: null,
};

const SHORTEST_WAIT_MS = 12 * MINUTE_MS;
const WAIT_GRADE_MS = MINUTE_MS;
const WAIT_GRADES = 20;

/** How long (milliseconds) an item that is consumed at `at` waits for the next stage: 12 to 31 minutes in a congestion, else not at all. */
export function waitAt({ congestedSince }: Rules, at: number): number {
  if (congestedSince === null || at < congestedSince) return 0;
  // Neighbours wait about as long: the wait grows and falls within forty minutes.
  const phase = Math.floor(at / MINUTE_MS) % (2 * WAIT_GRADES);
  const grade = phase < WAIT_GRADES ? phase : 2 * WAIT_GRADES - 1 - phase;
  return SHORTEST_WAIT_MS + grade * WAIT_GRADE_MS;
}

const held = new WeakMap<readonly Step[], Map<number, readonly Step[]>>();

/** The steps with all but the first one later by `waitMs`; the same object for the same steps and wait. */
export function heldUp(steps: readonly Step[], waitMs: number): readonly Step[] {
  if (waitMs === 0 || steps.length < 2) return steps;
  const ofSteps = held.get(steps) ?? new Map<number, readonly Step[]>();
  held.set(steps, ofSteps);
  const known = ofSteps.get(waitMs);
  if (known) return known;
  const later = steps.map((step, index) =>
    index === 0 ? step : { ...step, delayMs: step.delayMs + waitMs },
  );
  ofSteps.set(waitMs, later);
  return later;
}

const BURST_MS = 3 * MINUTE_MS;

/** Whether the Push API refuses a call at `at` for coming too often: three minutes of every six, from `throttledSince` on. */
export function isThrottled({ throttledSince }: Pick<Rules, 'throttledSince'>, at: number): boolean {
  return throttledSince !== null && at >= throttledSince && burstOf(at) % 2 === 0;
}

/** Whether the index keeps an item out that was indexed at `at`: of all ids one in three, always the same ones. */
export function isForgotten({ forgetsSince }: Pick<Rules, 'forgetsSince'>, at: number, id: string): boolean {
  return forgetsSince !== null && at >= forgetsSince && mix(seedOf(id)) % 3 === 0;
}

/** Numbers the stretches of three minutes: calls refused in the same one are refused in one burst. */
export function burstOf(at: number): number {
  return Math.floor(at / BURST_MS);
}
