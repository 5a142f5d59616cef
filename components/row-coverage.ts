import type { Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';
import { inside, outside } from '@/lib/health/report/stretches';
import type { Timeline } from '@/lib/timeline/timeline';

/** Whether something was read: then a 0 is a 0. With some of it it is "in what was read", with none it is nothing. */
export type RowCoverage = 'all' | 'some' | 'none';

/** How much of the log rows of a window was read. */
export function rowCoverage(
  { reads, rowsCounted }: Pick<Health['coverage'], 'reads' | 'rowsCounted'>,
  window: TimeWindow,
): RowCoverage {
  const rows = reads.filter((read) => isRowRead(read) && touches(read, window));
  const isCounted = reads.some(({ of }) => of !== undefined);
  if (rows.length === 0) return rowsCounted === 0 ? 'all' : isCounted ? 'some' : 'none';
  const coverage = coverageOf(rows);
  // Where only rows of some kinds are asked for, the others were counted.
  return coverage === 'all' && isCounted ? 'some' : coverage;
}

/** How much of the activities of a window was read; outside of what is judged they are not asked for. */
export function activityCoverage(reads: readonly Read[], window: TimeWindow): RowCoverage {
  const asked = reads.filter((read) => read.call === 'activities.list' && touches(read, window));
  if (asked.length === 0) return 'none';
  const coverage = coverageOf(asked);
  const within = outside(asked, window).length === 0;
  return coverage === 'all' && !within ? 'some' : coverage;
}

/** How much of a timeline's time is known, and what of it is not: read from the rows, or captured by day. */
export function timelineCoverage(
  { captured }: Timeline,
  coverage: Pick<Health['coverage'], 'reads' | 'rowsCounted'>,
  window: TimeWindow,
): { readonly rows: RowCoverage; readonly unread: readonly TimeWindow[] } {
  if (captured === undefined) {
    return { rows: rowCoverage(coverage, window), unread: unreadStretches(coverage.reads, window) };
  }
  const unread = inside(captured.unobserved, window);
  if (unread.length === 0) return { rows: 'all', unread };
  return { rows: outside(unread, window).length === 0 ? 'none' : 'some', unread };
}

function coverageOf(reads: readonly Read[]): RowCoverage {
  if (reads.every(({ state }) => state === 'read')) return 'all';
  return reads.some(({ state, rows }) => state === 'read' || rows > 0) ? 'some' : 'none';
}

/** The stretches of the window whose rows were not read, or not all; oldest first, merged where they touch. */
export function unreadStretches(reads: readonly Read[], window: TimeWindow): TimeWindow[] {
  const stretches: { from: string; to: string }[] = [];
  const holes = reads
    .filter((read) => isRowRead(read) && read.state !== 'read' && touches(read, window))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const { from, to } of holes) {
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.to) last.to = to > last.to ? to : last.to;
    else stretches.push({ from, to });
  }
  return stretches.map(({ from, to }) => ({
    from: from < window.from ? window.from : from,
    to: to > window.to ? window.to : to,
  }));
}

/** One item's rows and samples are read beside: they leave no hole. */
function isRowRead({ call, of }: Read): boolean {
  return call === 'logs.list' && of !== 'one item' && of !== 'a sample';
}

function touches(read: Read, window: TimeWindow): boolean {
  return read.from < window.to && read.to > window.from;
}
