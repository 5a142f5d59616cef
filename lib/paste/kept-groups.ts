import type { Group } from './grouping';
import { MAX_EXCHANGES } from './paste';

/**
 * The exchanges that are kept of a paste, in its order: lines of a log that say nothing of an error are no exchanges,
 * and where there are more than the bound, failures go before what succeeded. `spoken` are phrases of the vocabulary.
 */
export function keptGroups(
  groups: readonly Group[],
  spoken: readonly { readonly start: number; readonly end: number }[],
): { readonly kept: Group[]; readonly leftOut: number } {
  let next = 0;
  const telling = groups.filter((group) => {
    while (next < spoken.length && (spoken[next]?.end ?? 0) <= group.start) next += 1;
    const phrase = spoken[next];
    return !isMessageOnly(group) || (phrase !== undefined && phrase.start < group.end);
  });
  const all = telling.length > 0 ? telling : groups;
  if (all.length <= MAX_EXCHANGES) return { kept: [...all], leftOut: 0 };
  const chosen = new Set(
    [...all.filter(isFailure), ...all.filter((group) => !isFailure(group))].slice(0, MAX_EXCHANGES),
  );
  return { kept: all.filter((group) => chosen.has(group)), leftOut: all.length - MAX_EXCHANGES };
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
