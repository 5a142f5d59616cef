import 'server-only';
import type { CallResult, Receipt } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { evaluateSourceEdit } from '@/lib/coveo/own-privileges';
import { createFileContainer, uploadToContainer } from '@/lib/coveo/push';
import { getSourceToWriteTo } from '@/lib/coveo/sources';
import { toIso } from '@/lib/evidence/time';
import { PROBE_BODY } from '@/lib/health/act/act-curl';
import { formatLatency } from '@/lib/health/act/canary';
import type { ActionDetail, ProbeLine, SourceAction, WriteAnswer } from '@/lib/health/act/source-action';
import { clockDifference, spanText } from '@/lib/health/connection/clock-difference';
import { sourceNotFoundIn } from '@/lib/scan/call-coverage';
import { quotedFailureText } from '@/lib/scan/failure-text';
import type { StoredAction } from '@/lib/store/source-actions';
import { ACTION_HELD_MS, beginAlone, endAction } from './action-ending';
import { noSourceText } from './no-such-source';
import { processWide } from './process-wide';
import { actorOf, keptDetail, newActionId, placeOf, type WantedAction } from './source-actions';
import { answerOf, withFullStop } from './write-answer';

/** S3 refuses what is signed by a clock that is further off (its documentation says 15 minutes). */
const CLOCK_TOLERANCE_MS = 5_000;

/** Done, with what it proved; or nothing was sent and nothing written down, and why. */
export type ProbeOutcome =
  | { readonly state: 'done'; readonly action: SourceAction }
  | { readonly state: 'not sent'; readonly status: 404 | 409 | 502; readonly detail: string };

/**
 * Proves the way to a source without pushing anything: a file container is made and a few bytes are put into it. Each
 * write is made once. The source is looked at first; the probe is written down before its first write, and again with
 * what was answered.
 */
export async function probePath(wanted: WantedAction): Promise<ProbeOutcome> {
  const { access, sourceId } = wanted;
  const { client } = access;
  const source = await getSourceToWriteTo(client, sourceId, { signal: wanted.signal });
  const notFound = sourceNotFoundIn(source);
  if (notFound !== null) {
    return {
      state: 'not sent',
      status: 404,
      detail: `Nothing was sent. ${noSourceText(sourceId, notFound)}`,
    };
  }
  if (!source.ok) {
    const detail = `Nothing was sent: the source must be known first. ${quotedFailureText(source.failure)}`;
    return { state: 'not sent', status: 502, detail };
  }
  const action = begunAt(wanted, source.receipt.at ?? toIso(client.now()));
  if (!(await beginAlone(action, client.now()))) {
    const detail = 'Nothing was sent: somebody is probing the way to this source at this moment.';
    return { state: 'not sent', status: 409, detail };
  }
  const detail = await probe(client, sourceId);
  const at = detail.answers[0]?.at ?? action.at;
  return { state: 'done', action: await endAction(client, action, { detail, at }) };
}

function begunAt(wanted: WantedAction, at: string): StoredAction {
  return {
    ...placeOf(wanted),
    id: newActionId(),
    kind: 'probe',
    at,
    who: actorOf(wanted),
    issue: wanted.issue?.id ?? null,
    open: true,
    holder: processWide().acting.holder,
    until: wanted.access.client.now() + ACTION_HELD_MS,
    detail: keptDetail(textOnly('The way is being probed: no answer yet.')),
    owed: null,
  };
}

function textOnly(text: string): ActionDetail {
  return { text, answers: [], canary: null, probe: null };
}

async function probe(client: CoveoClient, sourceId: string): Promise<ActionDetail> {
  // Who asked may go away: what was sent has been sent.
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
  const lines = told.map(lineOf);
  return { text: summary(lines), answers, canary: null, probe: lines };
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
        : `Coveo answered ${status}${code === null ? '' : ` ${code}`}: ${withFullStop(message)}`,
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
    const isAnswered = made.ok || made.failure.status !== null;
    const text = isAnswered ? 'Coveo’s answer had no Date.' : 'No answer came.';
    return { name: 'clock', state: 'not known', text, result: null };
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

/** What a line is about, in a sentence on several of them. */
function lineName({ name }: ProbeLine): string {
  return name === 'source' ? 'token on this source' : name;
}

function summary(lines: readonly ProbeLine[]): string {
  const failed = lines.filter(({ state }) => state === 'failed').map(lineName);
  const unknown = lines.filter(({ state }) => state === 'not known').map(lineName);
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
