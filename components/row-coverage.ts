import type { Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';

/** Whether the log rows were read: then a 0 is a 0. With some of them it is "in what was read", with none it is nothing. */
export type RowCoverage = 'all' | 'some' | 'none';

/** How much of the log rows was read. */
export function rowCoverage({ reads, rowsRead, rowsCounted }: Health['coverage']): RowCoverage {
  const rows = reads.filter(isRowRead);
  if (rows.length === 0) return rowsCounted === 0 ? 'all' : 'none';
  if (rows.every(({ state }) => state === 'read')) return 'all';
  return rowsRead === 0 ? 'none' : 'some';
}

/** The stretches of the window whose rows were not read, or not all; oldest first, merged where they touch. */
export function unreadStretches(reads: readonly Read[], window: TimeWindow): TimeWindow[] {
  const stretches: { from: string; to: string }[] = [];
  const holes = reads
    .filter(
      (read) => isRowRead(read) && read.state !== 'read' && read.from < window.to && read.to > window.from,
    )
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

function isRowRead({ call }: Read): boolean {
  return call === 'logs.list';
}
