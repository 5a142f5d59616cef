import type { CallAnswer, ItemObservation } from '@/lib/evidence/item-observation';
import { isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { answerOf } from '@/lib/evidence/recorded-push';
import { answerWords } from '@/lib/evidence/recorded-words';
import { countOf, formatMoment } from '@/lib/problems/phrasing';
import { refusalText, refusedSince } from './item-calls';
import { type Decision, decider } from './item-decider';
import { deletionDecider } from './item-deletion';
import type { ProblemOf } from './item-problem';
import type { Decider } from './item-report';
import { stageDeciders } from './item-stages';
import type { Standing } from './item-standing';

/** Every question on the item's way, in order, each yes, no, or unknown because of what its text says. */
export function itemDeciders(
  observation: ItemObservation,
  standing: Standing,
  problemOf: ProblemOf,
): Decider[] {
  const entry = entryRow(observation, standing);
  return [
    decider('token', 'Was the push let in with its token?', tokenDecision(observation, entry)),
    decider('organization', 'Does the organization take pushes?', organizationDecision(observation)),
    decider('source', 'Is the source there, and open to pushes?', sourceDecision(observation)),
    decider('status', 'Is the source in a status that works?', statusDecision(observation)),
    decider('container', 'Was the file container good?', containerDecision(entry)),
    decider('batch', 'Could its batch be read?', batchDecision(observation, standing, entry, problemOf)),
    ...stageDeciders(observation, standing, problemOf),
    deletionDecider(observation, standing),
    decider('visibility', 'Can it be found in a search?', {
      answer: 'unknown',
      text: 'Because Coveo’s logs end with Indexing. Whether a search finds it also depends on the fields, on who may see it, and on the query; look it up in the Content Browser. A commit can take some minutes after Indexing.',
    }),
  ];
}

/** The row with which the operation that decides came in, else the newest with which any did. */
function entryRow({ history }: ItemObservation, { newest, push }: Standing): LogRow | null {
  const own = [...(push?.rows ?? []), ...(newest?.rows ?? [])].find(({ task }) => isEntryTask(task));
  return own ?? history.rows.findLast(({ task }) => isEntryTask(task)) ?? null;
}

/** What Coveo answers to a token that it does not take, or that may not push (Push API specification). */
const TOKEN_REFUSED: readonly (number | null)[] = [401, 403];

function tokenDecision(observation: ItemObservation, entry: LogRow | null): Decision {
  const refused = refusedSince(observation);
  if (refused !== null && TOKEN_REFUSED.includes(refused.status)) {
    return { answer: 'no', text: refusalText(refused) };
  }
  const accepted = observation.recorded?.find((call) => answerOf(call) === 'accepted');
  if (entry === null && accepted !== undefined) {
    return {
      answer: 'yes',
      text: `A connector recorded that a call for it was accepted with ${answerWords(accepted)} on ${formatMoment(accepted.at)}; no row shows it.`,
    };
  }
  if (entry === null) {
    return {
      answer: 'unknown',
      text: 'Because no row shows a push of it. A call that was refused for its token (401, 403) leaves no row, and the key that the customer pushes with is not seen: ask for the answer that their client got.',
    };
  }
  return {
    answer: 'yes',
    text: 'It came into the pipeline, so the call that pushed it was accepted. Later calls may have been refused without a row.',
    rows: [entry],
  };
}

function organizationDecision({ organization: { value, answer }, now }: ItemObservation): Decision {
  if (value === null) return unread(answer);
  const { lifeCycleState, pauseState, paused, readOnly } = value;
  const states = [
    ...(lifeCycleState === 'DELETING' ? ['is being deleted'] : []),
    ...(paused ? ['is paused'] : []),
    ...(readOnly ? ['is read-only'] : []),
  ];
  if (states.length > 0) {
    return { answer: 'no', text: `It ${states.join(' and ')}, as of ${formatMoment(now)}.`, call: answer };
  }
  const said = [lifeCycleState, pauseState].filter((state) => state !== null);
  return {
    answer: 'yes',
    text: `${said.length === 0 ? 'Not paused' : [...new Set(said)].join(', ')}, as of ${formatMoment(now)}; how it was before is not shown.`,
    call: answer,
  };
}

function sourceDecision({ source: { value, answer } }: ItemObservation): Decision {
  if (value === null) return unread(answer);
  if (!value.pushEnabled) {
    return {
      answer: 'no',
      text: `Coveo shows ${value.name} as a source of the type ${value.type} that is not open to pushes.`,
      call: answer,
    };
  }
  return { answer: 'yes', text: `${value.name}, type ${value.type}.`, call: answer };
}

const WORKING = ['PUSH_READY', 'IDLE', 'REFRESHING'];
const BROKEN = ['ERROR', 'DISABLED', 'PAUSED', 'PAUSED_ON_ERROR'];

function statusDecision({ source: { value, answer }, now }: ItemObservation): Decision {
  if (value === null) return unread(answer);
  const { status } = value;
  const asOf = `as of ${formatMoment(now)}`;
  if (status === 'REFRESHING') {
    return {
      answer: 'yes',
      text: `REFRESHING, ${asOf}: an active status alone stops no push.`,
      call: answer,
    };
  }
  if (WORKING.includes(status)) return { answer: 'yes', text: `${status}, ${asOf}.`, call: answer };
  if (BROKEN.includes(status)) return { answer: 'no', text: `${status}, ${asOf}.`, call: answer };
  return {
    answer: 'unknown',
    text:
      status === 'UNKNOWN'
        ? 'Because Coveo’s answer names no status.'
        : `Because it is not known what ${status} means for a push.`,
    call: answer,
  };
}

function containerDecision(entry: LogRow | null): Decision {
  if (entry === null) {
    return {
      answer: 'unknown',
      text: 'Because containers leave no row: one that expired, or an upload that was refused, is seen by the client only.',
    };
  }
  return {
    answer: 'yes',
    text: 'It came into the pipeline, so the container was read, if it came by one: its rows do not tell.',
    rows: [entry],
  };
}

function batchDecision(
  { failedBatches, window }: ItemObservation,
  { newest }: Standing,
  entry: LogRow | null,
  problemOf: ProblemOf,
): Decision {
  const since = newest?.startedAt ?? window.from;
  const failed = failedBatches.rows.filter(({ at, result }) => at > since && result !== 'WARNING');
  const last = failed.at(-1);
  if (last !== undefined) {
    const problem = problemOf(last);
    return {
      answer: 'unknown',
      text: `Because ${countOf(failed.length, 'batch', 'batches')} of the source did not end well ${newest === null ? 'in what was read' : 'after it came in'}, the last ${formatMoment(last.at)}. What such a batch holds is never logged: a newer push of the item may have been in it.`,
      rows: failed,
      problem,
    };
  }
  const { state, why } = failedBatches.part;
  if (entry !== null) {
    return {
      answer: 'yes',
      text: `It came into the pipeline, so its batch could be read, if it came in one.${state === 'complete' ? ' No batch of the source failed since.' : ` Whether one failed since is not known. ${why ?? ''}`}`.trim(),
      rows: [entry],
    };
  }
  return state === 'complete'
    ? { answer: 'yes', text: 'No batch of the source failed in the last 14 days.' }
    : { answer: 'unknown', text: `Because the failed batches could not all be read. ${why ?? ''}`.trim() };
}

function unread(answer: CallAnswer): Decision {
  return {
    answer: 'unknown',
    text: `Because it could not be read. ${answer.why ?? ''}`.trim(),
    call: answer,
  };
}
