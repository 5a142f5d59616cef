import { answerOf, type PushAnswer } from '@/lib/evidence/recorded-push';
import type { KeptPush, RecordedPushes } from '@/lib/evidence/recorded-pushes';
import type { RecordedLane, RefusalCount } from './timeline';

/**
 * The lane of recorded calls: how many were accepted, refused or not answered, by the time of the call, and what was
 * refused in each bucket. `place` gives a moment's bucket, null outside of the window; `length` is the number of
 * buckets.
 */
export function recordedLane(
  { pushes, stretches }: RecordedPushes,
  place: (at: string) => number | null,
  length: number,
): RecordedLane {
  const counts: Partial<Record<PushAnswer, number[]>> = {};
  const refusals = new Map<string, RefusalCount>();
  for (const push of pushes) {
    const bucket = place(push.at);
    if (bucket === null) continue;
    const answer = answerOf(push);
    const numbers = counts[answer] ?? new Array<number>(length).fill(0);
    numbers[bucket] = (numbers[bucket] ?? 0) + 1;
    counts[answer] = numbers;
    if (answer !== 'accepted') count(refusals, push, bucket);
  }
  return { counts, refusals: [...refusals.values()].sort((a, b) => a.bucket - b.bucket), stretches };
}

function count(refusals: Map<string, RefusalCount>, push: KeptPush, bucket: number): void {
  const { status, errorCode, problem } = push;
  const key = JSON.stringify([bucket, status, errorCode, problem?.id]);
  const known = refusals.get(key);
  const named = problem === null ? null : { id: problem.id, title: problem.title };
  refusals.set(key, { bucket, status, errorCode, problem: named, count: (known?.count ?? 0) + 1 });
}
