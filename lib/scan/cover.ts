import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';

/** A stretch of a window, and what is kept of it; null where it has to be read. */
export interface Piece<T> {
  readonly window: TimeWindow;
  readonly kept: T | null;
}

/** Covers a window with kept rows, which may be cut to what is asked: oldest first, without a gap or an overlap. */
export function coverRows<T extends TimeWindow>(window: TimeWindow, kept: readonly T[]): Piece<T>[] {
  const pieces: Piece<T>[] = [];
  for (let at = window.from; at < window.to; ) {
    let best: T | null = null;
    let next = window.to;
    for (const one of kept) {
      if (one.from > at) next = one.from < next ? one.from : next;
      else if (one.to > at && (best === null || one.to > best.to)) best = one;
    }
    const to = best === null ? next : best.to < window.to ? best.to : window.to;
    pieces.push({ window: { from: at, to }, kept: best });
    at = to;
  }
  return pieces;
}

/** What a call to count weighs, and an hour that it counts, against a piece that is kept. */
const A_CALL = 1_000_000;
const AN_HOUR = 10;

function callCost(from: string, to: string): number {
  const ms = toMs(to) - toMs(from);
  return A_CALL * Math.ceil(ms / LOGS_WINDOW_MS) + AN_HOUR * (ms / HOUR_MS);
}

/** The cheapest way to a moment: what it costs in all, and its last piece. */
interface Step<T> {
  readonly cost: number;
  readonly from: string;
  readonly kept: T | null;
}

/** Covers a window with kept counts, which cannot be cut: as few calls as can be, then as few hours to count. */
export function coverCounts<T extends TimeWindow>(window: TimeWindow, kept: readonly T[]): Piece<T>[] {
  const inside = kept.filter(({ from, to }) => from >= window.from && to <= window.to && from < to);
  const points = [
    ...new Set([window.from, window.to, ...inside.flatMap(({ from, to }) => [from, to])]),
  ].sort();
  const ending = new Map<string, T[]>();
  for (const one of inside) ending.set(one.to, [...(ending.get(one.to) ?? []), one]);
  const costs = new Map<string, Step<T>>();
  const costTo = (point: string) => (point === window.from ? 0 : (costs.get(point)?.cost ?? 0));
  for (const [at, point] of points.entries()) {
    if (at === 0) continue;
    let best: Step<T> = { cost: callCost(window.from, point), from: window.from, kept: null };
    for (const before of points.slice(1, at)) {
      const cost = costTo(before) + callCost(before, point);
      if (cost < best.cost) best = { cost, from: before, kept: null };
    }
    for (const one of ending.get(point) ?? []) {
      const cost = costTo(one.from) + 1;
      if (cost < best.cost) best = { cost, from: one.from, kept: one };
    }
    costs.set(point, best);
  }
  const pieces: Piece<T>[] = [];
  for (let to = window.to; to > window.from; ) {
    const step = costs.get(to);
    if (step === undefined) break;
    pieces.push({ window: { from: step.from, to }, kept: step.kept });
    to = step.from;
  }
  return pieces.reverse();
}

/**
 * A window in stretches of at most `longest` ms, ending at the ends of pieces where they can. What is kept is never parted,
 * however long a tail that goes on has become: its parts would have to be asked.
 */
export function groupPieces(pieces: readonly Piece<unknown>[], longest: number): TimeWindow[] {
  const groups: TimeWindow[] = [];
  let open: TimeWindow | null = null;
  for (const { window, kept } of pieces) {
    if (open !== null && toMs(window.to) - toMs(open.from) <= longest) {
      open = { from: open.from, to: window.to };
      continue;
    }
    if (open !== null) groups.push(open);
    let { from } = window;
    for (; kept === null && toMs(window.to) - toMs(from) > longest; from = toIso(toMs(from) + longest)) {
      groups.push({ from, to: toIso(toMs(from) + longest) });
    }
    open = { from, to: window.to };
  }
  if (open !== null) groups.push(open);
  return groups;
}
