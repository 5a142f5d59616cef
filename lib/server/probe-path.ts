import 'server-only';
import type { CallResult, Receipt } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { evaluateSourceEdit } from '@/lib/coveo/own-privileges';
import { createFileContainer, uploadToContainer } from '@/lib/coveo/push';
import { toIso } from '@/lib/evidence/time';
import { formatLatency } from '@/lib/health/act/canary';
import type { ActionDetail, ProbeLine, SourceAction, WriteAnswer } from '@/lib/health/act/source-action';
import { clockDifference, spanText } from '@/lib/health/connection/clock-difference';
import { beginAction, type StoredAction } from '@/lib/store/source-actions';
import {
  actorOf,
  keptDetail,
  newActionId,
  noteInIssue,
  placeOf,
  reportAction,
  type WantedAction,
} from './source-actions';
import { processStore } from './store';
import { answerOf } from './write-answer';

/** What is uploaded. It is never pushed, so it never becomes an item. */
const PROBE_BODY = 'Pushscope probe: uploaded to prove the way, and never pushed.';
/** S3 refuses what is signed by a clock that is further off (its documentation says 15 minutes). */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Proves the way to a source without pushing anything: a file container is made and a few bytes are put into it. Each
 * write is made once. It is written down with what was answered.
 */
export async function probePath(wanted: WantedAction): Promise<SourceAction> {
  const { access, sourceId, issue } = wanted;
  const { client } = access;
  const signal = new AbortController().signal;
  const privilege = await evaluateSourceEdit(client, sourceId, { signal });
  const made = await createFileContainer(client, { signal });
  const answeredMs = client.now();
  const container = answerOf(made, toIso(answeredMs));
  const clock = clockLine(made, answeredMs);
  const told: Told[] = [
    { ...hostLine(client, made), result: made },
    clock,
    { ...tokenLine(made), result: made },
    { ...sourceLine(privilege), result: privilege },
  ];
  const answers: WriteAnswer[] = [container];
  if (made.ok) {
    const put = await uploadToContainer(client, made.value, PROBE_BODY, { signal });
    const upload = answerOf(put, toIso(client.now()));
    // The address of a container is a secret as long as it lives.
    answers.push({ ...upload, url: withoutQuery(upload.url) });
    told.push({ ...uploadLine(put, upload), result: put });
  } else {
    told.push({
      name: 'upload',
      state: 'not tried',
      text: 'There is no container to upload to.',
      result: null,
    });
  }
  const probe = told.map(lineOf);
  const detail: ActionDetail = { text: summary(probe), answers, canary: null, probe };
  const at = container.at ?? toIso(answeredMs);
  const action: StoredAction = {
    ...placeOf(wanted),
    id: newActionId(),
    kind: 'probe',
    at,
    who: actorOf(wanted),
    issue: issue?.id ?? null,
    open: false,
    holder: null,
    until: 0,
    detail: keptDetail(detail),
  };
  await beginAction(await processStore(), action);
  const id = container.requestId === null ? '' : ` Coveo’s request id: ${container.requestId}.`;
  await noteInIssue(action.issue, {
    who: action.who,
    at,
    detail: { ...detail, text: `Probed the way to the source. ${detail.text}${id}` },
  });
  return reportAction(action);
}

interface Told extends Pick<ProbeLine, 'name' | 'state' | 'text'> {
  readonly result: CallResult<unknown> | null;
}

type Line = Omit<Told, 'result'>;

function hostLine({ hosts }: CoveoClient, made: CallResult<unknown>): Line {
  const { host } = new URL(hosts.push);
  const answered = made.ok || made.failure.status !== null;
  return {
    name: 'host',
    state: answered ? 'proved' : 'failed',
    text: answered ? `${host} answers.` : `No answer from ${host}. ${made.ok ? '' : made.failure.message}`,
  };
}

function tokenLine(made: CallResult<unknown>): Line {
  if (made.ok) return { name: 'token', state: 'proved', text: 'It made a file container with this token.' };
  const { status, code, message } = made.failure;
  const refused = status === 401 || status === 403;
  return {
    name: 'token',
    state: refused ? 'failed' : 'not known',
    text:
      status === null
        ? 'No answer came.'
        : `Coveo answered ${status}${code === null ? '' : ` ${code}`}: ${message}`,
  };
}

function sourceLine(privilege: Awaited<ReturnType<typeof evaluateSourceEdit>>): Line {
  if (!privilege.ok) {
    const { status } = privilege.failure;
    const text = `Whether the token may push to this source was not told${status === null ? '' : ` (${status})`}.`;
    return { name: 'source', state: 'not known', text };
  }
  return privilege.value.approved
    ? {
        name: 'source',
        state: 'proved',
        text: 'Coveo says that this token may edit the source, as a push needs.',
      }
    : { name: 'source', state: 'failed', text: 'Coveo says that this token may not edit the source.' };
}

function clockLine(made: CallResult<unknown>, answeredMs: number): Told {
  const told: Pick<Receipt, 'at' | 'ms'> = made.ok ? made.receipt : made.failure;
  const difference = clockDifference({ coveo: told.at, askedMs: answeredMs - told.ms, answeredMs });
  if (difference === null) {
    return { name: 'clock', state: 'not known', text: 'Coveo’s answer had no Date.', result: null };
  }
  const off = Math.abs(difference) > CLOCK_TOLERANCE_MS;
  return {
    name: 'clock',
    state: off ? 'failed' : 'proved',
    text: off
      ? `The clock of this machine is ${spanText(Math.abs(difference))} ${difference > 0 ? 'ahead of' : 'behind'} Coveo’s. The customer’s clock is not looked at.`
      : 'The clock of this machine agrees with Coveo’s. The customer’s clock is not looked at.',
    result: null,
  };
}

function uploadLine(put: CallResult<null>, upload: WriteAnswer): Line {
  if (put.ok) {
    const text = `${Buffer.byteLength(PROBE_BODY)} bytes were put into the container. It is never pushed, and Coveo drops it within the hour.`;
    return { name: 'upload', state: 'proved', text };
  }
  return { name: 'upload', state: upload.outcome === 'refused' ? 'failed' : 'not known', text: upload.text };
}

function lineOf({ name, state, text, result }: Told): ProbeLine {
  const told = result === null ? null : result.ok ? result.receipt : result.failure;
  return {
    name,
    state,
    text,
    ms: told?.ms ?? null,
    status: told?.status ?? null,
    requestId: told?.requestId ?? null,
  };
}

function summary(lines: readonly ProbeLine[]): string {
  const failed = lines.filter(({ state }) => state === 'failed').map(({ name }) => name);
  const unknown = lines.filter(({ state }) => state === 'not known').map(({ name }) => name);
  const upload = lines.find(({ name }) => name === 'upload');
  const took = lines.reduce(
    (sum, { name, ms }) => (name === 'token' || name === 'upload' ? sum + (ms ?? 0) : sum),
    0,
  );
  if (failed.length > 0) return `Failed: ${failed.join(', ')}.`;
  if (unknown.length > 0 || upload?.state !== 'proved') return `Not known: ${unknown.join(', ')}.`;
  return `Host, token, clock, source and upload are proved; making the container and uploading took ${formatLatency(took)}.`;
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
