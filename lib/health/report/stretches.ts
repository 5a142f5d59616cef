import { type TimeWindow, toIso, toMs } from '@/lib/evidence/time';

/** Stretches of time, merged where they touch or overlap, oldest first; empty ones are left out. */
export function merged(stretches: readonly TimeWindow[]): TimeWindow[] {
  const sorted = stretches
    .map(({ from, to }) => ({ from: toMs(from), to: toMs(to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found.map(({ from, to }) => ({ from: toIso(from), to: toIso(to) }));
}

/** The parts of the stretches that lie in `window`, merged. */
export function inside(stretches: readonly TimeWindow[], window: TimeWindow): TimeWindow[] {
  const [from, to] = [toMs(window.from), toMs(window.to)];
  return merged(
    stretches.map((stretch) => ({
      from: toIso(Math.max(from, toMs(stretch.from))),
      to: toIso(Math.min(to, toMs(stretch.to))),
    })),
  );
}

/** What the stretches leave of `window`, oldest first. */
export function outside(stretches: readonly TimeWindow[], window: TimeWindow): TimeWindow[] {
  const left: TimeWindow[] = [];
  let from = toIso(toMs(window.from));
  for (const stretch of inside(stretches, window)) {
    if (from < stretch.from) left.push({ from, to: stretch.from });
    from = stretch.to;
  }
  const to = toIso(toMs(window.to));
  if (from < to) left.push({ from, to });
  return left;
}

/** How long the stretches are together, in milliseconds; overlaps count once. */
export function lengthOf(stretches: readonly TimeWindow[]): number {
  return merged(stretches).reduce((sum, { from, to }) => sum + toMs(to) - toMs(from), 0);
}
