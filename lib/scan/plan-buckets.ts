import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import type { Span } from '@/lib/evidence/run';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';

/** A stretch with pushes in it is parted further while it is longer than this and there are calls left. */
const LONGEST_BUCKET_MS = 12 * HOUR_MS;

/**
 * The stretches in which a window's rows are counted, oldest first: at most `most`, meeting at whole UTC hours, none
 * longer than seven days, the longest that one call may ask. Where runs are known (from the rows of batches, oldest
 * first), each of the newest gets a stretch of its own, and the silence after it too, as far as `most` goes: so what was
 * pushed in a run can be told. Empty where `most` is too small for seven days each.
 */
export function planBuckets(window: TimeWindow, spans: readonly Span[], most: number): TimeWindow[] {
  const [from, to] = [toMs(window.from), toMs(window.to)];
  const newestFirst = [...spans].reverse();
  const last = newestFirst[0];
  // The silence after the newest run has its place before it begins: else all others would change with its first hour.
  const room = most - (last !== undefined && silenceAfter(last) >= to ? 1 : 0);
  let edges = [from, to];
  const fits = (more: readonly number[]) => withinAWeek(more).length - 1 <= room;
  const add = (at: number) => {
    if (at <= from || at >= to || edges.includes(at)) return;
    const more = [...edges, at].sort(ascending);
    if (fits(more)) edges = more;
  };
  if (!fits(edges)) return [];

  if (last !== undefined) add(silenceAfter(last));
  for (const span of newestFirst) add(floorHour(toMs(span.start)));
  for (const [at, span] of newestFirst.entries()) {
    const next = newestFirst[at - 1];
    if (next !== undefined && silenceAfter(span) < floorHour(toMs(next.start))) add(silenceAfter(span));
  }
  if (spans.length === 0) {
    // Where no run is known, the newest day is parted first: what came last is judged by it.
    const half = Math.floor(to / LONGEST_BUCKET_MS) * LONGEST_BUCKET_MS;
    for (const at of [half, half - LONGEST_BUCKET_MS]) add(at);
  }
  edges = withinAWeek(edges);
  while (edges.length - 1 < room) {
    const middle = middleOfLongest(edges, spans);
    if (middle === null) break;
    edges = [...edges, middle].sort(ascending);
  }
  return windowsBetween(edges);
}

/** The edges with as many more as it takes that none is more than seven days from the next. */
function withinAWeek(edges: readonly number[]): number[] {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const close: number[] = [];
  for (const edge of edges) {
    for (
      let before = close.at(-1);
      before !== undefined && edge - before > LOGS_WINDOW_MS;
      before = close.at(-1)
    ) {
      close.push(partingBetween(before === from ? null : before, edge === to ? null : edge, from));
    }
    close.push(edge);
  }
  return close;
}

/**
 * Where a stretch of more than seven days is parted: seven days from the edge of it that stays where it is while the
 * window moves on, so that the stretches stay too, and what was counted can be kept. Null are the window's own edges.
 */
function partingBetween(before: number | null, after: number | null, from: number): number {
  if (before !== null) return before + LOGS_WINDOW_MS;
  const latest = from + LOGS_WINDOW_MS;
  if (after !== null && after - LOGS_WINDOW_MS <= latest) return after - LOGS_WINDOW_MS;
  return Math.floor(latest / LONGEST_BUCKET_MS) * LONGEST_BUCKET_MS;
}

/** The whole hour an hour after a run's last row: what it pushed has mostly been consumed by then. */
function silenceAfter({ end }: Span): number {
  return Math.ceil(toMs(end) / HOUR_MS) * HOUR_MS + HOUR_MS;
}

/** Where the longest stretch in which anything may be pushed is parted; null where none is too long. */
function middleOfLongest(edges: readonly number[], spans: readonly Span[]): number | null {
  let longest: { from: number; to: number } | null = null;
  for (const { from, to } of pairs(edges)) {
    const isSilent =
      spans.length > 0 && !spans.some(({ start, end }) => toMs(start) < to && toMs(end) >= from);
    if (isSilent || to - from <= LONGEST_BUCKET_MS) continue;
    // Of several as long the newest: what is left in one is old.
    if (longest === null || to - from >= longest.to - longest.from) longest = { from, to };
  }
  if (longest === null) return null;
  const middle = (longest.from + longest.to) / 2;
  // At noon or midnight where one lies inside, so that stretches begin at the same hours every time.
  const half = Math.round(middle / LONGEST_BUCKET_MS) * LONGEST_BUCKET_MS;
  return half > longest.from && half < longest.to ? half : floorHour(middle);
}

function windowsBetween(edges: readonly number[]): TimeWindow[] {
  return pairs(edges).map(({ from, to }) => ({ from: toIso(from), to: toIso(to) }));
}

function pairs(edges: readonly number[]): { from: number; to: number }[] {
  return edges.slice(1).map((to, at) => ({ from: edges[at] ?? to, to }));
}

function floorHour(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

function ascending(a: number, b: number): number {
  return a - b;
}
