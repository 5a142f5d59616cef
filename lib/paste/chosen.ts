/** So many of each kind are chosen before any kind gets more: the first ones, and the last. */
const FIRST = 3;

/**
 * At most `limit` of the things, in their order. Of each kind some are among them, so that many of one kind never hide
 * a rare one; what is left goes to those that weigh more, and then to the others, from the beginning.
 */
export function chosenOf<T>(
  things: readonly T[],
  kindOf: (thing: T) => string,
  weighsMore: (thing: T) => boolean,
  limit: number,
): T[] {
  if (things.length <= limit) return [...things];
  const kinds = new Map<string, number[]>();
  for (const [at, thing] of things.entries()) {
    const kind = `${weighsMore(thing) ? '1' : '0'} ${kindOf(thing)}`;
    const list = kinds.get(kind);
    if (list === undefined) kinds.set(kind, [at]);
    else list.push(at);
  }
  const lists = [...kinds].sort(([a], [b]) => Number(b[0]) - Number(a[0])).map(([, list]) => list);
  const order = [
    ...lists.flatMap((list) => [...list.slice(0, FIRST), ...list.slice(FIRST).slice(-1)]),
    ...[...kinds].flatMap(([kind, list]) => (kind.startsWith('1') ? list : [])).sort((a, b) => a - b),
    ...things.keys(),
  ];
  const chosen = new Set<number>();
  for (const at of order) {
    if (chosen.size >= limit) break;
    chosen.add(at);
  }
  return things.filter((_, at) => chosen.has(at));
}
