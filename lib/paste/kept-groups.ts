import { chosenOf } from './chosen';
import type { Span } from './facts';
import type { Group } from './grouping';
import { MAX_EXCHANGES } from './paste';
import type { Reading } from './read-groups';
import { type KeptStretch, type Sieve, stretchesAt } from './sieve';

/**
 * The exchanges that are kept of a paste, in its order: lines of a log that say nothing of an error are no exchanges,
 * and where there are more than the bound, failures go before what succeeded, and of each kind some stay. What the
 * sieve kept nothing of is counted with what is left out.
 */
export function keptGroups({ groups, scan, recordings }: Reading): {
  readonly kept: Group[];
  /** Exchanges too, but not kept: what belongs to them belongs to no other one. */
  readonly others: Group[];
  readonly leftOut: number;
} {
  const spoken = scan.phrases;
  let next = 0;
  const telling = groups.filter((group) => {
    while (next < spoken.length && (spoken[next]?.end ?? 0) <= group.start) next += 1;
    const phrase = spoken[next];
    return !isMessageOnly(group) || (phrase !== undefined && phrase.start < group.end);
  });
  const all = telling.length > 0 ? telling : groups;
  const { whole, leftOut } = withoutPieces(all, scan.sieve, recordings);
  const kept = chosenOf(whole, kindOf, isFailure, MAX_EXCHANGES);
  const isKept = new Set(kept);
  return {
    kept,
    others: all.filter((group) => !isKept.has(group)),
    leftOut: whole.length - kept.length + leftOut,
  };
}

/**
 * The exchanges without those that only stand beside a rare one, and may be pieces; and how many are left out with what
 * the sieve did not keep: where exchanges begin in most of the kept stretches of a kind, they began in all others.
 */
function withoutPieces(groups: readonly Group[], sieve: Sieve, recordings: readonly Span[]) {
  const kinds = [...sieve.kinds].filter(([, { leftOut }]) => leftOut > 0);
  if (kinds.length === 0) return { whole: groups, leftOut: 0 };
  const begins = stretchesAt(
    sieve,
    groups.map(({ start }) => start),
  );
  const begun = new Map<number, number>();
  const pieces = new Map<number, number>();
  const add = (counts: Map<number, number>, kind: number) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let next = 0;
  const whole = groups.filter((group, at) => {
    while ((recordings[next]?.[1] ?? Number.POSITIVE_INFINITY) <= group.start) next += 1;
    const isRecorded = group.start >= (recordings[next]?.[0] ?? Number.POSITIVE_INFINITY);
    const stretch = begins[at] ?? null;
    if (stretch === null || isRecorded) return true;
    add(begun, stretch.kind);
    if (group.documents.length > 0 || !isBeside(sieve, stretch, group.end)) return true;
    add(pieces, stretch.kind);
    return false;
  });
  let leftOut = 0;
  for (const [kind, count] of kinds) {
    const share = (begun.get(kind) ?? 0) / Math.max(1, count.kept);
    if (share >= 0.5) leftOut += Math.round(count.leftOut * share) + (pieces.get(kind) ?? 0);
  }
  // Like lines are one exchange where nothing comes between: then at least those that are not shown are counted.
  if (leftOut === 0) leftOut = groups.length - whole.length;
  return { whole, leftOut };
}

/** Whether nothing from the stretch on to `end` was kept for its own sake. */
function isBeside({ stretches }: Sieve, first: KeptStretch, end: number): boolean {
  for (let at = first.index; (stretches[at]?.from ?? end) < end; at += 1)
    if (stretches[at]?.beside === false) return false;
  return true;
}

/** What an exchange shares with others that tell the same. */
function kindOf({ status, tags, known, documents, request }: Group): string {
  return [
    status?.value ?? '',
    ...[...known].slice(0, 5),
    tags === null ? '' : 'tags',
    ...documents.map(({ kind }) => kind),
    request?.request.method?.value ?? '',
  ].join(' ');
}

/** A message without a code, a status or a call. */
function isMessageOnly(group: Group): boolean {
  return (
    group.request === null &&
    group.address === null &&
    group.status === null &&
    group.tags === null &&
    group.documents.length === 0 &&
    group.headers.length === 0 &&
    group.known.size === 0 &&
    !group.bodies.some(({ fields }) => fields.some(({ name }) => name === 'code'))
  );
}

function isFailure({ status, tags, known, bodies }: Group): boolean {
  return status === null ? tags !== null || known.size > 0 || bodies.length > 0 : status.value >= 400;
}
