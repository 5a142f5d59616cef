import 'server-only';
import type { CoveoClient } from '@/lib/coveo/client';
import { listLogs } from '@/lib/coveo/logs';
import { deleteItem, pushItem } from '@/lib/coveo/push';
import { DAY_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import { type CanaryLook, canaryItem } from '@/lib/health/act/canary';
import type { Canary } from '@/lib/health/act/source-action';
import { quotedFailureText } from '@/lib/scan/failure-text';
import { answerOf } from './write-answer';

/** Rows before its push are not its own; clocks may differ by so much. */
const MARGIN_MS = 2 * MINUTE_MS;
/** The logs answer for a week at most (Source Logs specification). */
const LONGEST_LOOK_MS = 7 * DAY_MS;
/** A canary has a handful of rows. */
const ROWS = 100;

/** Where a canary's calls go. The token is in the client, and nowhere else. */
export interface CanaryCalls {
  readonly client: CoveoClient;
  readonly sourceId: string;
}

/** Coveo's time: that of its last answer, and what has passed here since. */
export interface CoveoClock {
  readonly now: () => string;
  readonly heard: (at: string | null) => void;
}

/** A clock of Coveo's that was told at `begun` (ISO), now. */
export function coveoClock(client: CoveoClient, begun: string): CoveoClock {
  let last = { at: toMs(begun), here: client.now() };
  return {
    now: () => toIso(last.at + Math.max(0, client.now() - last.here)),
    heard: (at) => {
      if (at !== null) last = { at: toMs(at), here: client.now() };
    },
  };
}

/** Pushes a canary: it is `arriving` then, or `gone` where Coveo refused it. `signal` ends the waiting for an answer. */
export async function pushCanary(
  { client, sourceId }: CanaryCalls,
  canary: Canary,
  clock: CoveoClock,
  signal: AbortSignal,
): Promise<Canary> {
  const { uri: documentId, orderingId, secured } = canary;
  const item = canaryItem(secured);
  const result = await pushItem(client, { sourceId, documentId, item, orderingId }, { signal });
  const answer = answerOf(result, clock.now());
  clock.heard(answer.at);
  const at = answer.at ?? clock.now();
  if (answer.outcome !== 'refused') return { ...canary, push: answer, state: 'arriving', asOf: at };
  return {
    ...canary,
    push: answer,
    state: 'gone',
    asOf: at,
    arrival: { end: 'refused', at, text: `The push was refused. ${answer.text}`, problem: null },
    end: { at, text: 'There is nothing to delete.' },
  };
}

/** The Push API's answer for a source that its organization does not have (article 95). */
const NO_SUCH_SOURCE = 'SOURCE_DOES_NOT_EXIST';

/**
 * Deletes a canary: it is `leaving` then, whatever was answered; or `gone` where the source itself was deleted
 * meanwhile. `signal` ends the waiting for an answer.
 */
export async function deleteCanary(
  { client, sourceId }: CanaryCalls,
  canary: Canary,
  clock: CoveoClock,
  signal: AbortSignal,
): Promise<Canary> {
  // At least the push's own: a lower one would be out of sequence (article 147).
  const pushed = BigInt(canary.orderingId);
  const now = BigInt(toMs(clock.now()));
  const orderingId = now > pushed ? now : pushed + 1n;
  const result = await deleteItem(client, { sourceId, documentId: canary.uri, orderingId }, { signal });
  const answer = answerOf(result, clock.now());
  clock.heard(answer.at);
  const asOf = answer.at ?? canary.asOf;
  const sent = { ...canary, deletions: [...canary.deletions, answer], asOf };
  if (answer.outcome !== 'refused' || result.ok || result.failure.code !== NO_SUCH_SOURCE) {
    return { ...sent, state: 'leaving' };
  }
  const text = `The source does not exist any more, and its items went with it. ${answer.text}`;
  return { ...sent, state: 'gone', end: { at: asOf, text } };
}

/** Looks for the rows of a canary, once. */
export async function lookForCanary(
  { client, sourceId }: CanaryCalls,
  { uri, sentAt }: Canary,
  clock: CoveoClock,
  signal: AbortSignal,
): Promise<CanaryLook> {
  const to = toMs(clock.now()) + MARGIN_MS;
  const from = Math.max(toMs(sentAt) - MARGIN_MS, to - LONGEST_LOOK_MS);
  const read = await listLogs(
    { ...client, attempts: 1 },
    {
      window: { from: toIso(from), to: toIso(to) },
      sourceIds: [sourceId],
      documentId: uri,
      page: 0,
      perPage: ROWS,
    },
    { signal },
  );
  clock.heard(read.ok ? read.receipt.at : read.failure.at);
  const asOf = clock.now();
  if (read.ok) return { rows: read.value.rows, asOf, unread: null, hopeless: false };
  const { status } = read.failure;
  const hopeless = status === 401 || status === 403 || status === 404;
  return { rows: [], asOf, unread: quotedFailureText(read.failure), hopeless };
}
