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
    leftOut: all.length - kept.length + leftOut,
  };
}

/**
 * The exchanges without those that stand beside a rare one only, and may be pieces, and how many there were in what was not kept: where
 * exchanges begin in most stretches of a kind that were kept, they began in the others of the kind as well.
 */
function withoutPieces(groups: readonly Group[], sieve: Sieve, recordings: readonly Span[]) {
  if (![...sieve.kinds.values()].some(({ leftOut }) => leftOut > 0)) return { whole: groups, leftOut: 0 };
  const begins = stretchesAt(
    sieve,
    groups.map(({ start }) => start),
  );
  const begun = new Map<number, number>();
  const whole = groups.filter((group, at) => {
    const stretch = begins[at] ?? null;
    if (stretch === null || recordings.some(([start, end]) => group.start >= start && group.start < end))
      return true;
    begun.set(stretch.kind, (begun.get(stretch.kind) ?? 0) + 1);
    return group.documents.length > 0 || !isBeside(sieve, stretch, group.end);
  });
  let leftOut = 0;
  for (const [kind, count] of sieve.kinds) {
    const share = (begun.get(kind) ?? 0) / Math.max(1, count.kept);
    if (share >= 0.5) leftOut += Math.round(count.leftOut * share);
  }
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
