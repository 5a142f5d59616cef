import { CANARY_URI } from '@/lib/evidence/canary-uri';
import type { Json } from '@/lib/evidence/json';
import { isDelete, isFailure, type LogRow, sortRows } from '@/lib/evidence/log-row';
import { MINUTE_MS, toMs } from '@/lib/evidence/time';
import { failedVerb } from '@/lib/health/item/item-headline';
import { because, problemFinder } from '@/lib/health/item/item-problem';
import { formatDuration, formatMoment } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import type { Canary, CanaryStage } from './source-action';

/** The body of a canary’s push. In a secured source nobody may find it: its one identity is an address that cannot exist. */
export function canaryItem(secured: boolean): Readonly<Record<string, Json>> {
  const identity = 'nobody@pushscope.invalid';
  const permissions = [
    {
      allowAnonymous: false,
      allowedPermissions: [{ identity, identityType: 'User', securityProvider: 'Email Security Provider' }],
      deniedPermissions: [],
    },
  ];
  return {
    title: 'Pushscope canary: pushed to prove the path, deleted by itself',
    data: 'Pushed by Pushscope to prove the path of this source. It is deleted as soon as it was seen.',
    fileExtension: '.txt',
    ...(secured ? { permissions } : {}),
  };
}

/** A canary before anything was sent, of the action `id`. `now` is Coveo's time, ISO: its orderingId too. */
export function newCanary(id: string, now: string, secured: boolean): Canary {
  return {
    uri: `${CANARY_URI}${id}`,
    orderingId: String(toMs(now)),
    secured,
    state: 'pushing',
    sentAt: now,
    push: null,
    stages: [],
    arrival: null,
    deletions: [],
    leaving: [],
    end: null,
    notes: [],
    asOf: now,
    unread: null,
  };
}

/** How a canary is followed, in ms. All are assumptions but the pace of looks: the logs must not be asked often (article 59). */
export interface CanaryPace {
  /** Between two looks. */
  readonly lookMs: number;
  /** So long its rows are waited for on its way into the index. */
  readonly arriveMs: number;
  /** So long the rows of its deletion are waited for. */
  readonly leaveMs: number;
  /** So long is looked for rows of a deletion that may not have been taken, before it is sent again. */
  readonly doubtMs: number;
}

/** Deletions of one canary that are sent at most, each after having looked. */
export const MOST_DELETIONS = 3;

/** The pace for a region: the sandbox may be asked every second and is done in ten. */
export function canaryPace(region: string): CanaryPace {
  if (region === 'sandbox') return { lookMs: 1_000, arriveMs: 60_000, leaveMs: 30_000, doubtMs: 10_000 };
  return {
    lookMs: 30_000,
    arriveMs: 30 * MINUTE_MS,
    leaveMs: 15 * MINUTE_MS,
    doubtMs: 5 * MINUTE_MS,
  };
}

/** Rows of the canary that were read, by which time of Coveo's; or why none were, and whether that will stay so. */
export interface CanaryLook {
  readonly rows: readonly LogRow[];
  readonly asOf: string;
  readonly unread: string | null;
  /** The token may not read the logs: looking again is no use. */
  readonly hopeless: boolean;
}

/** The canary once its way into the index was looked at: it is `deleting` when that has ended. */
export function seeArrival(
  canary: Canary,
  look: CanaryLook,
  pace: CanaryPace,
  problems: readonly Problem[],
): Canary {
  const rows = ownRows(look.rows, canary, false);
  const acceptedAt = canary.push?.at ?? canary.sentAt;
  const stages = look.unread === null ? stagesOf(rows, acceptedAt) : canary.stages;
  const seen: Canary = { ...canary, stages, asOf: look.asOf, unread: look.unread };
  const last = rows.at(-1);
  const failed = rows.find(isFailure);
  const arrived = rows.findLast(({ task }) => task === 'INDEXING');
  if (failed !== undefined) {
    const problem = problemFinder(problems, new Map())(failed);
    return ended(seen, {
      end: 'lost',
      at: failed.at,
      text: `It ${failedVerb(failed)} at ${failed.task} ${latencyText(acceptedAt, failed.at)}${because(failed, problem)}`,
      problem: problem === null ? null : { id: problem.id, title: problem.title },
    });
  }
  if (arrived !== undefined) {
    const skipped = arrived.result === 'SKIPPED';
    return ended(seen, {
      end: skipped ? 'lost' : 'indexed',
      at: arrived.at,
      text: skipped
        ? `It was skipped at INDEXING ${latencyText(acceptedAt, arrived.at)}.`
        : `Indexed ${latencyText(acceptedAt, arrived.at)}.${doubted(canary)}`,
      problem: null,
    });
  }
  const waited = toMs(look.asOf) - toMs(acceptedAt);
  if (waited < pace.arriveMs && !look.hopeless) return seen;
  return ended(seen, {
    end: 'not seen',
    at: look.asOf,
    text: notSeen(canary, last, look, pace),
    problem: null,
  });
}

/**
 * The canary once its deletion was looked for: `gone`, `left`, or `deleting` again where its deletion may not have been
 * taken, and no row of it came. `again`: somebody asked for one more deletion.
 */
export function seeLeaving(canary: Canary, look: CanaryLook, pace: CanaryPace, again: boolean): Canary {
  const rows = ownRows(look.rows, canary, true);
  const sent = canary.deletions.at(-1);
  const sentAt = sent?.at ?? canary.asOf;
  const leaving = look.unread === null ? stagesOf(rows, sentAt) : canary.leaving;
  const seen: Canary = { ...canary, leaving, asOf: look.asOf, unread: look.unread };
  const deleted = rows.find(
    ({ task, result }) => task === 'INDEXING' && result !== 'SKIPPED' && !failed(result),
  );
  if (deleted !== undefined) {
    return over(seen, 'gone', deleted.at, `Deleted: its deletion was through ${formatMoment(deleted.at)}.`);
  }
  const refused = rows.findLast(isFailure);
  const neverIn = canary.arrival?.end === 'lost';
  if (refused !== undefined && neverIn) {
    return over(
      seen,
      'gone',
      refused.at,
      'It never reached the index, and its deletion was refused in the same way: nothing is left of it.',
    );
  }
  const isLooked = look.unread === null || look.hopeless;
  if (isLooked && again) return { ...seen, state: 'deleting', end: null };
  // Too much at once may be taken later.
  const isThrottled = sent?.outcome === 'refused' && sent.status === 429;
  if (sent?.outcome === 'refused' && !isThrottled) {
    const isSure = canary.deletions.every(({ outcome }) => outcome === 'refused');
    const text = isSure
      ? `It was not deleted. ${sent.text}`
      : `Its last deletion was refused. ${sent.text} Whether one before it took effect is not known.`;
    return over(seen, 'left', look.asOf, text);
  }
  const waited = toMs(look.asOf) - toMs(sentAt);
  const isDoubtful = (sent?.outcome === 'unknown' || isThrottled) && rows.length === 0;
  const patience = isDoubtful ? pace.doubtMs : pace.leaveMs;
  if (waited < patience && !look.hopeless && refused === undefined) return seen;
  if (look.unread === null && isDoubtful && canary.deletions.length < MOST_DELETIONS) {
    return { ...seen, state: 'deleting', end: null };
  }
  const noneTaken = rows.length === 0 && canary.deletions.every(({ outcome }) => outcome === 'refused');
  if (isThrottled && noneTaken) return over(seen, 'left', look.asOf, `It was not deleted. ${sent.text}`);
  return over(seen, 'left', look.asOf, leftText(seen, rows.at(-1), look, patience));
}

/**
 * The canary once Pushscope is being stopped: `deleting` where it was on its way in, so that it is not left behind, and
 * `gone` where it was not pushed yet. `at` is Coveo's time. What is being deleted stays as it is.
 */
export function cutShort(canary: Canary, at: string): Canary {
  if (canary.state === 'pushing') {
    return over(canary, 'gone', at, 'Pushscope was stopped before it was pushed: nothing was sent.');
  }
  if (canary.state !== 'arriving') return canary;
  const doubt =
    canary.push?.outcome === 'unknown' ? ' Whether its push had taken effect was not known by then.' : '';
  const text = `Not followed to the end: Pushscope was stopped, and had it deleted at once.${doubt}`;
  return ended(canary, { end: 'not seen', at, text, problem: null });
}

/** How a canary stands, in a sentence or two. */
export function canaryText({ state, arrival, end, push, unread }: Canary): string {
  const way = arrival?.text ?? null;
  const unreadText = unread === null ? '' : ` The last look read no rows: ${unread}`;
  switch (state) {
    case 'pushing':
      return 'Being pushed.';
    case 'arriving':
      return `${push?.text ?? 'Pushed.'} Followed on its way into the index.${unreadText}`;
    case 'deleting':
      return `${way ?? ''} Being deleted.`.trim();
    case 'leaving':
      return `${way ?? ''} Its deletion is followed.${unreadText}`.trim();
    case 'gone':
    case 'left':
      return [way, end?.text ?? null].filter((part) => part !== null).join(' ');
  }
}

/** A short length of time: "420 ms" below a second, "4.2 s" below ten, else in its largest sensible unit. */
export function formatLatency(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}

type Arrival = NonNullable<Canary['arrival']>;

function ended(canary: Canary, arrival: Arrival): Canary {
  return { ...canary, arrival, state: 'deleting' };
}

function over(canary: Canary, state: 'gone' | 'left', at: string, text: string): Canary {
  return { ...canary, state, end: { at, text } };
}

/** The canary's own rows, of its push or of its deletion, oldest first. */
function ownRows(rows: readonly LogRow[], { uri }: Canary, deletes: boolean): LogRow[] {
  return sortRows(rows.filter(({ item, operation }) => item === uri && isDelete(operation) === deletes));
}

function stagesOf(rows: readonly LogRow[], from: string): CanaryStage[] {
  let before = from;
  return rows.map(({ task, operation, result, at }) => {
    // The Date of an answer is a second's beginning, so the first row may seem to come a little late, never early.
    const afterMs = Math.max(0, toMs(at) - toMs(before));
    before = at;
    return { task, operation, result, at, afterMs };
  });
}

function failed(result: string): boolean {
  return result === 'REJECTED' || result === 'ERROR';
}

function latencyText(from: string, to: string): string {
  return `${formatLatency(Math.max(0, toMs(to) - toMs(from)))} after it was pushed`;
}

function doubted({ push }: Canary): string {
  if (push?.outcome !== 'unknown') return '';
  return ' So the push had taken effect, although its answer did not say so; it was not sent again.';
}

function notSeen(
  { push }: Canary,
  last: LogRow | undefined,
  { unread }: CanaryLook,
  { arriveMs }: CanaryPace,
): string {
  if (unread !== null) return `Where it went is not known: its rows could not be read. ${unread}`;
  const within = `within ${formatDuration(arriveMs)}`;
  if (last !== undefined) {
    return `Lost after ${last.task || 'an unnamed stage'}, or slow: its last row there is ${last.result}, and none at INDEXING came ${within}.`;
  }
  if (push?.outcome === 'unknown') {
    return `No row of it came ${within}: most likely the push did not take effect. It was not sent again.`;
  }
  return `Coveo accepted it, and no row of it came ${within}: lost before Consuming, or the logs are late.`;
}

function leftText(canary: Canary, last: LogRow | undefined, look: CanaryLook, patience: number): string {
  const sent = canary.deletions.length;
  const times = sent === 1 ? 'Its deletion was sent' : `Its deletion was sent ${sent} times`;
  if (look.unread !== null) {
    return `${times}, and whether it is gone is not known: the rows could not be read. ${look.unread}`;
  }
  if (last !== undefined && isFailure(last))
    return `Its deletion was refused at ${last.task}${because(last, null)}`;
  const within = `within ${formatDuration(patience)}`;
  if (last !== undefined) {
    return `${times} and taken in: the last row is ${last.result} at ${last.task}, and none at INDEXING came ${within}. Which rows a deletion leaves is not published: look whether the item is still there.`;
  }
  return `${times}, and no row of it came ${within}: look whether the item is still there.`;
}
