import type { Evidence } from '@/lib/evidence/evidence';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { answerOf, itemsOf, type PushAnswer } from '@/lib/evidence/recorded-push';
import {
  isRecorded,
  type KeptPush,
  type RecordedPushes,
  recordedWithin,
} from '@/lib/evidence/recorded-pushes';
import { isWithin, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { formatStretch } from '@/lib/health/report/stretch-words';
import { countOf } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { RECORDED } from '@/lib/problems/refused-calls';
import { BLIND_SPOTS, type Health, REFUSED_CALLS, type RecordedCalls } from './health';

/** So many recorded stretches are named, the newest ones. */
const STRETCHES_NAMED = 3;

/**
 * What Coveo never records, for a window: the refused calls go where all of it was recorded, and are said to be seen
 * for the part of it that was.
 */
export function blindSpotsOf(recorded: RecordedPushes | undefined, window: TimeWindow): string[] {
  if (recorded === undefined) return [...BLIND_SPOTS];
  if (isRecorded(recorded, window)) return BLIND_SPOTS.filter((text) => text !== REFUSED_CALLS);
  const stretches = recordedWithin(recorded, window);
  if (stretches.length === 0) return [...BLIND_SPOTS];
  const named = stretches
    .slice(-STRETCHES_NAMED)
    .map((stretch) => formatStretch(stretch))
    .join(', ');
  const more = stretches.length - STRETCHES_NAMED;
  const earlier = more > 0 ? ` and in ${countOf(more, 'stretch', 'stretches')} before` : '';
  return BLIND_SPOTS.map((text) =>
    text === REFUSED_CALLS ? `${text} Recorded here, and so not blind: ${named}${earlier}.` : text,
  );
}

/** The ledger of what was recorded; nothing where nothing was recorded in the window. */
export function recordedLedger(
  { recorded }: Evidence,
  pipeline: Pipeline,
  window: TimeWindow,
): Pick<Health, 'recorded'> {
  if (recorded === undefined) return {};
  const stretches = recordedWithin(recorded, window);
  if (stretches.length === 0) return {};
  const pushes = recorded.pushes.filter(({ at }) => isWithin(at, window));
  const of = (answer: PushAnswer) => callsOf(pushes.filter((push) => answerOf(push) === answer));
  return {
    recorded: {
      stretches,
      accepted: of('accepted'),
      refused: of('refused'),
      unanswered: of('unanswered'),
      followed: followed(stretches, pipeline),
    },
  };
}

function callsOf(pushes: readonly KeptPush[]): RecordedCalls {
  let items = 0;
  let unknown = 0;
  for (const push of pushes) {
    const carried = itemsOf(push);
    if (carried === null) unknown++;
    else items += carried;
  }
  return { calls: pushes.length, items, unknown };
}

/** What entered in the recorded time: what was pushed at its end may enter until the settling time after it. */
function followed(stretches: readonly TimeWindow[], pipeline: Pipeline) {
  if (!pipeline.lossKnown) return null;
  const times = stretches.map(({ from, to }) => ({ from, to: toIso(toMs(to) + pipeline.settleMs) }));
  const entered = pipeline.operations.filter(
    ({ pushed, startedAt }) => pushed && times.some((time) => isWithin(startedAt, time)),
  );
  const ended = (outcome: string) => entered.filter((operation) => operation.outcome === outcome).length;
  return { entered: entered.length, indexed: ended('indexed'), unfinished: ended('unfinished') };
}

/**
 * Whether anything was recorded after a moment (ISO): only then it tells something that no refused call is among it.
 */
export function isRecordedSince({ recorded }: Pick<Health, 'recorded'>, since: string): boolean {
  return recorded?.stretches.some(({ to }) => to > since) ?? false;
}

/** Whether a finding rests on recorded calls alone, by its problem and key. */
export function isOfRecorded(problem: string, key: string, problems: readonly Problem[]): boolean {
  return key === RECORDED || problems.find(({ id }) => id === problem)?.live?.ofRecorded === true;
}
