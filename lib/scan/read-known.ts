import type { CallFailure } from '@/lib/coveo/call';
import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import { DAY_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { coverRows, type Piece } from './cover';
import {
  beforeEmptyTail,
  coverKnown,
  filterKey,
  fromStore,
  type KnownSlice,
  type KnownSlices,
  keepKnown,
} from './known-slices';
import type { LogsReading } from './logs-reading';
import { ofRows, type RowsFilter, readSlice, type SliceRead, SOME_PAGES } from './read-slice';

/** How the reading of a window ended, as `SliceRead`, with an entry for each stretch that was read or is kept. */
export interface KnownRead extends Omit<SliceRead, 'read'> {
  readonly reads: readonly Read[];
  /** The failed call, and the stretch that it asked. */
  readonly failure: CallFailure | null;
}

/**
 * Reads the rows that a filter leaves of a window, as `readSlice`: what is kept is not asked from Coveo, and what was
 * read whole is kept, as far as it has settled or is of a tail that can be recognised.
 */
export async function readKnown(
  reading: LogsReading,
  window: TimeWindow,
  filter: RowsFilter,
  onRows: (rows: readonly LogRow[]) => void,
  pages: readonly number[] | null = null,
): Promise<KnownRead> {
  const { known } = reading;
  if (known === null) return asRead(await readSlice(reading, window, filter, onRows, pages));
  if (pages !== null) return readPages(reading, known, { window, filter, pages, onRows });

  const reads: Read[] = [];
  const asked = beforeEmptyTail(known, window);
  if (asked === null || asked.to < window.to) {
    reads.push(notThere({ from: asked?.to ?? window.from, to: window.to }, filter));
  }
  if (asked === null) return { end: 'whole', reads, failure: null, unreadable: 0 };
  const key = filterKey(filter);
  const pieces = await coverKnown(known, (slices) => coverRows(asked, slices), 'rows', key);
  let unreadable = 0;
  let before: Kept | null = null;
  for (const piece of pieces) {
    if (piece.kept !== null && piece.kept.content.kind === 'rows') {
      const { rows } = piece.kept.content;
      before = { slice: piece.kept.slice, rows };
      reads.push(give(reading, { window: piece.window, filter, rows, slice: piece.kept.slice, onRows }));
      continue;
    }
    const fresh: LogRow[] = [];
    const slice = await readSlice(reading, piece.window, filter, (rows) => {
      fresh.push(...rows);
      onRows(rows);
    });
    reads.push(slice.read);
    unreadable += slice.unreadable;
    if (slice.end !== 'whole') return { ...asRead(slice), reads, unreadable };
    if (slice.read.state === 'read' && slice.unreadable === 0) {
      keepRows(reading, known, { key, window: piece.window, rows: fresh, before });
    }
    before = null;
  }
  return { end: 'whole', reads, failure: null, unreadable };
}

/** What need not be asked, because Coveo counts nothing of it. */
function notThere(window: TimeWindow, filter: RowsFilter): Read {
  const why = 'Coveo counts no row there.';
  return { call: 'logs.list', ...window, ...ofRows(filter), state: 'read', rows: 0, why };
}

function asRead({ read, ...slice }: SliceRead): KnownRead {
  return { ...slice, reads: [read] };
}

/** Rows of a slice that ends where what was read begins. */
interface Kept {
  readonly slice: KnownSlice;
  readonly rows: readonly LogRow[];
}

interface Given {
  readonly window: TimeWindow;
  readonly filter: RowsFilter;
  readonly rows: readonly LogRow[];
  readonly slice: KnownSlice;
  readonly onRows: (rows: readonly LogRow[]) => void;
}

function give(reading: LogsReading, { window, filter, rows, slice, onRows }: Given): Read {
  const within = rows.filter(({ at }) => at >= window.from && at < window.to);
  reading.rows += within.length;
  reading.onKept(within.length);
  onRows(within);
  const why = fromStore([slice]);
  return {
    call: 'logs.list',
    ...window,
    ...ofRows(filter),
    state: 'read',
    rows: within.length,
    why,
  };
}

/** Notes that Coveo counts no row of a window under a filter: no scan need ask for it. */
export function keepEmpty(reading: LogsReading, window: TimeWindow, filter: RowsFilter): void {
  if (reading.known === null) return;
  keepRows(reading, reading.known, { key: filterKey(filter), window, rows: [], before: null });
}

/** Keeps rows by UTC day, so that those of a day expire together; a day that goes on is kept as one. */
function keepRows(
  reading: LogsReading,
  known: KnownSlices,
  read: {
    readonly key: string;
    readonly window: TimeWindow;
    readonly rows: readonly LogRow[];
    readonly before: Kept | null;
  },
): void {
  const { key, window, rows, before } = read;
  const keep = (part: TimeWindow, all: readonly LogRow[]) =>
    keepKnown(known, key, part, { kind: 'rows', rows: all }, reading.rowsPerPage);
  const settled = window.to < known.settledTo ? window.to : known.settledTo;
  for (let from = window.from; from < settled; ) {
    const day = dayAfter(from);
    const to = rows.length === 0 || day > settled ? settled : day;
    const own = rows.filter(({ at }) => at >= from && at < to);
    const goesOn =
      before !== null &&
      before.slice.mark.tail === null &&
      before.slice.to === from &&
      dayAfter(before.slice.from) === dayAfter(toIso(toMs(to) - 1));
    if (goesOn) keep({ from: before.slice.from, to }, [...before.rows, ...own]);
    else keep({ from, to }, own);
    from = to;
  }
  const from = window.from > known.settledTo ? window.from : known.settledTo;
  if (from >= window.to) return;
  keep(
    { from, to: window.to },
    rows.filter(({ at }) => at >= from),
  );
}

function dayAfter(iso: string): string {
  return toIso((Math.floor(toMs(iso) / DAY_MS) + 1) * DAY_MS);
}

interface PagesAsked {
  readonly window: TimeWindow;
  readonly filter: RowsFilter;
  readonly pages: readonly number[];
  readonly onRows: (rows: readonly LogRow[]) => void;
}

/** Some pages of a window are kept as they are: they stand for nothing but themselves, unless they are all there is. */
async function readPages(
  reading: LogsReading,
  known: KnownSlices,
  { window, filter, pages, onRows }: PagesAsked,
): Promise<KnownRead> {
  const asked = beforeEmptyTail(known, window);
  if (asked === null)
    return { end: 'whole', reads: [notThere(window, filter)], failure: null, unreadable: 0 };
  const whole = await keptWhole(known, asked, filterKey(filter), (slices) => coverRows(asked, slices));
  if (whole !== null) {
    const reads = whole.map(({ rows, slice, window: part }) =>
      give(reading, { window: part, filter, rows, slice, onRows }),
    );
    return { end: 'whole', reads, failure: null, unreadable: 0 };
  }
  const key = filterKey(filter, pages);
  const exact = await keptWhole(known, asked, key, (slices) => [
    { window, kept: slices.find(({ from, to }) => from === asked.from && to === asked.to) ?? null },
  ]);
  if (exact !== null) {
    const reads = exact.map(
      ({ rows, slice }): Read => ({
        ...give(reading, { window, filter, rows, slice, onRows }),
        state: rows.length > 0 ? 'sampled' : 'skipped',
      }),
    );
    return { end: 'left', reads, failure: null, unreadable: 0 };
  }
  const fresh: LogRow[] = [];
  const slice = await readSlice(
    reading,
    window,
    filter,
    (rows) => {
      fresh.push(...rows);
      onRows(rows);
    },
    pages,
  );
  if (slice.unreadable === 0 && slice.end === 'whole' && slice.read.state === 'read') {
    keepRows(reading, known, { key: filterKey(filter), window, rows: fresh, before: null });
  }
  const isAsAsked = slice.end === 'left' && slice.read.why === SOME_PAGES;
  if (slice.unreadable === 0 && isAsAsked) {
    keepKnown(known, key, window, { kind: 'rows', rows: fresh }, reading.rowsPerPage);
  }
  return asRead(slice);
}

/** The kept rows of a window; null where a part of it is not kept. */
async function keptWhole(
  known: KnownSlices,
  window: TimeWindow,
  key: string,
  cover: (slices: readonly KnownSlice[]) => Piece<KnownSlice>[],
): Promise<(Kept & { readonly window: TimeWindow })[] | null> {
  if (window.from >= window.to) return null;
  const pieces = await coverKnown(known, cover, 'rows', key);
  const kept = pieces.flatMap(({ window: part, kept: one }) =>
    one !== null && one.content.kind === 'rows'
      ? [{ window: part, slice: one.slice, rows: one.content.rows }]
      : [],
  );
  return kept.length === pieces.length ? kept : null;
}
