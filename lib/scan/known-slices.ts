import { createHash } from 'node:crypto';
import { mostAtTask, type RowCounts, totalRows } from '@/lib/evidence/counts';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { Slice, SliceContent, SliceMark } from '@/lib/store/slice';
import { coverRows, type Piece } from './cover';
import type { SliceCache } from './slice-cache';

/**
 * Rows older than this are taken never to change any more. Coveo promises no time: items usually take minutes, and a
 * slice that is kept too early would hide a late row for two weeks.
 */
const SETTLED_AFTER_MS = 2 * HOUR_MS;

/** A slice that is of use, and the stretch that it stands for now: an unchanged tail ends where nothing came after it. */
export interface KnownSlice extends TimeWindow {
  readonly mark: SliceMark;
}

/** The slices that a scan need not read from Coveo, those included that it has read itself. */
export interface KnownSlices {
  readonly cache: SliceCache;
  /** Coveo's now, and the beginning and end of what is read. */
  readonly now: string;
  readonly begin: string;
  readonly end: string;
  /** The whole UTC hour before which nothing changes. */
  settledTo: string;
  /** A hash of what Coveo counts since then; null where that is not known. */
  tail: string | null;
  /** Coveo counts no row since then; null where that is not known. */
  emptyFrom: string | null;
  slices: KnownSlice[];
  /** What is in the slices that were looked into, by name. */
  readonly contents: Map<string, SliceContent>;
  /** Slices in whose stretch Coveo counts other rows now. */
  readonly dropped: SliceMark[];
  /** What this scan has read from Coveo, by name. */
  readonly fresh: Map<string, Slice>;
}

/** Looks what is kept of a source, of which a window is to be read. Tails are of no use before `acceptTail`. */
export async function beginKnown(cache: SliceCache, now: string, window: TimeWindow): Promise<KnownSlices> {
  const marks = await cache.list();
  return {
    cache,
    now,
    begin: window.from,
    end: window.to,
    settledTo: toIso(Math.floor((toMs(now) - SETTLED_AFTER_MS) / HOUR_MS) * HOUR_MS),
    tail: null,
    emptyFrom: null,
    slices: marks.map((mark) => ({ from: mark.from, to: mark.to, mark })),
    contents: new Map(),
    dropped: [],
    fresh: new Map(),
  };
}

/** The fewest rows that came on a page when slices were read: the server's cap need not be learnt again. */
export function knownPageSize({ slices }: KnownSlices, most: number): number {
  return slices.reduce((least, { mark }) => Math.min(least, mark.rowsPerPage), most);
}

/** How slices are named by their filter (and the pages asked for): what it holds cannot be read from it. */
export function filterKey(filter: object, pages: readonly number[] | null = null): string {
  const parts = Object.entries(filter).filter(([, value]) => value !== undefined);
  const named = JSON.stringify([parts.sort(([a], [b]) => (a < b ? -1 : 1)), pages]);
  return createHash('sha256').update(named).digest('hex').slice(0, 32);
}

/**
 * The moments since which rows may be counted to learn whether a kept tail still holds, the best first. A tail that began
 * before what is read is of no use: Coveo would be asked for rows that it has deleted.
 */
export function tailBeginnings({ slices, begin, settledTo }: KnownSlices): string[] {
  const kept = slices.find(
    ({ mark: { kind, filter, tail, open }, from }) =>
      kind === 'counts' &&
      filter === filterKey({}) &&
      tail !== null &&
      open &&
      from >= begin &&
      from < settledTo,
  );
  return kept === undefined ? [settledTo] : [kept.from, settledTo];
}

/** Whether what Coveo counts since `from` is what was counted when a tail was kept: then nothing came since. */
export function isKeptTail({ slices }: KnownSlices, from: string, counts: RowCounts): boolean {
  const tail = tailOf(from, counts);
  return slices.some(({ mark }) => mark.tail === tail);
}

/**
 * Takes what Coveo counts since `from` for the present tail. Kept tails that were counted alike hold: nothing came after
 * the first of them that went on to the moment of its reading.
 */
export function acceptTail(known: KnownSlices, from: string, counts: RowCounts): void {
  const tail = tailOf(from, counts);
  const ends = known.slices.flatMap(({ mark }) => (mark.tail === tail && mark.open ? [mark.to] : []));
  const emptyFrom = totalRows(counts) === 0 ? from : (ends.sort()[0] ?? known.end);
  known.settledTo = from;
  known.tail = tail;
  known.emptyFrom = emptyFrom;
  known.slices = known.slices.flatMap((slice) => {
    const { mark } = slice;
    if (mark.tail === null) return [slice];
    if (mark.tail !== tail || (mark.open && slice.from >= emptyFrom)) return [];
    return [mark.open ? { ...slice, to: emptyFrom } : slice];
  });
  keepKnown(known, filterKey({}), { from, to: known.end }, { kind: 'counts', counts });
}

/** Gives all kept tails up. */
export function dropTails(known: KnownSlices): void {
  known.slices = known.slices.filter(({ mark }) => mark.tail === null);
}

function tailOf(from: string, { operations, results, tasks }: RowCounts): string {
  const facets = [operations, results, tasks].map((facet) =>
    Object.entries(facet)
      .filter(([, n]) => n > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHash('sha256')
    .update(JSON.stringify([from, facets]))
    .digest('hex')
    .slice(0, 32);
}

/** What is known of a kind and filter. */
export function slicesOf({ slices }: KnownSlices, kind: SliceContent['kind'], filter: string): KnownSlice[] {
  return slices.filter(({ mark }) => mark.kind === kind && mark.filter === filter);
}

/** The pieces that `cover` makes of what is known, each with what is in it; what has gone is to be read again. */
export async function coverKnown(
  known: KnownSlices,
  cover: (slices: readonly KnownSlice[]) => Piece<KnownSlice>[],
  kind: SliceContent['kind'],
  filter: string,
): Promise<Piece<{ readonly slice: KnownSlice; readonly content: SliceContent }>[]> {
  for (;;) {
    const pieces = cover(slicesOf(known, kind, filter));
    const filled: Piece<{ readonly slice: KnownSlice; readonly content: SliceContent }>[] = [];
    for (const { window, kept: slice } of pieces) {
      if (slice === null) {
        filled.push({ window, kept: null });
        continue;
      }
      const content = await contentOf(known, slice);
      if (content !== null) filled.push({ window, kept: { slice, content } });
    }
    if (filled.length === pieces.length) return filled;
  }
}

/**
 * Whether kept counts tell that no row of a window is at a task. Only those of stretches that this scan has verified are
 * believed, which those that began before what is read are not.
 */
export async function isKnownEmpty(known: KnownSlices, window: TimeWindow, task: string): Promise<boolean> {
  const empty: KnownSlice[] = [];
  for (const slice of slicesOf(known, 'counts', filterKey({}))) {
    if (slice.from < known.begin || slice.to <= window.from || slice.from >= window.to) continue;
    const content = await contentOf(known, slice);
    if (content?.kind === 'counts' && mostAtTask(content.counts, task) === 0) empty.push(slice);
  }
  return coverRows(window, empty).every(({ kept }) => kept !== null);
}

/** What is in a slice; null where it has gone: then it is known no more. */
export async function contentOf(known: KnownSlices, slice: KnownSlice): Promise<SliceContent | null> {
  const name = nameOf(slice.mark);
  const content = known.contents.get(name) ?? (await known.cache.read(slice.mark));
  if (content === null) known.slices = known.slices.filter((one) => one !== slice);
  else known.contents.set(name, content);
  return content;
}

/** Notes what was read whole of a window; where it ends after what has settled, it holds as long as the present tail. */
export function keepKnown(
  known: KnownSlices,
  filter: string,
  window: TimeWindow,
  content: SliceContent,
  rowsPerPage = Number.MAX_SAFE_INTEGER,
): void {
  const settled = window.to <= known.settledTo;
  const mark: SliceMark = {
    kind: content.kind,
    filter,
    ...window,
    readAt: known.now,
    rowsPerPage: Math.min(rowsPerPage, 1_000_000),
    tail: settled ? null : known.tail,
    open: !settled && window.to === known.end,
  };
  // What is neither settled nor of a known tail would be taken for settled by the next scan.
  if (!settled && known.tail === null) return;
  known.slices.push({ ...window, mark });
  known.contents.set(nameOf(mark), content);
  known.fresh.set(nameOf(mark), { mark, content });
}

/** Gives up all that is kept of a stretch, because it does not hold. */
export function dropWithin(known: KnownSlices, { from, to }: TimeWindow): void {
  const holds = (slice: KnownSlice) => slice.to <= from || slice.from >= to;
  known.dropped.push(...known.slices.filter((slice) => !holds(slice)).map(({ mark }) => mark));
  known.slices = known.slices.filter(holds);
}

/** Whether two counts are of the same rows, as far as can be told. */
export function isSameCount(a: RowCounts, b: RowCounts): boolean {
  return tailOf('', a) === tailOf('', b);
}

/** Keeps what was read, for the next scan. */
export async function storeKnown({ cache, fresh, tail, dropped }: KnownSlices): Promise<void> {
  if (fresh.size > 0 || dropped.length > 0) await cache.keep({ slices: [...fresh.values()], tail, dropped });
}

/** The part of a window that is not known to be empty; null where all of it is. */
export function beforeEmptyTail(known: KnownSlices | null, window: TimeWindow): TimeWindow | null {
  const emptyFrom = known?.emptyFrom ?? null;
  if (emptyFrom === null || window.to <= emptyFrom) return window;
  return window.from >= emptyFrom ? null : { from: window.from, to: emptyFrom };
}

/** How a read that was not made says where its rows are from. */
export function fromStore(slices: readonly KnownSlice[]): string {
  const oldest = slices.map(({ mark }) => mark.readAt).sort()[0] ?? '';
  return `From Pushscope’s store, read at ${oldest.slice(0, 10)} ${oldest.slice(11, 16)} UTC.`;
}

function nameOf({ kind, filter, from, to, tail }: SliceMark): string {
  return [kind, filter, from, to, tail].join('|');
}
