/**
 * The bucket to point at: the one at `position` (in buckets, with its fraction), or, where nothing is in that one, the
 * nearest with something in it not further away than `reach` (in buckets). `filled` says of each whether it has any.
 */
export function nearestFilled(filled: readonly boolean[], position: number, reach: number): number {
  const at = Math.min(filled.length - 1, Math.max(0, Math.floor(position)));
  if (filled[at] === true) return at;
  let nearest = at;
  let least = reach;
  for (let index = Math.max(0, Math.floor(position - reach)); index <= position + reach; index++) {
    if (filled[index] !== true) continue;
    const away = index > position ? index - position : position - (index + 1);
    if (away > least) continue;
    least = away;
    nearest = index;
  }
  return nearest;
}
