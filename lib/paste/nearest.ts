/** A stretch of the text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * For each of `things` the index of the stretch that holds it or is nearest to it; -1 where there is none. Both are in
 * the order of the text. One that is as near to the next as to the one before belongs to the one before.
 */
export function nearestOf(things: readonly Stretch[], stretches: readonly Stretch[]): number[] {
  let index = 0;
  return things.map((thing) => {
    if (stretches.length === 0) return -1;
    while (
      index + 1 < stretches.length &&
      distance(thing, stretches[index + 1]) < distance(thing, stretches[index])
    ) {
      index += 1;
    }
    return index;
  });
}

function distance(thing: Stretch, stretch: Stretch | undefined): number {
  if (stretch === undefined) return Number.POSITIVE_INFINITY;
  if (thing.end <= stretch.start) return stretch.start - thing.end;
  return Math.max(0, thing.start - stretch.end);
}
