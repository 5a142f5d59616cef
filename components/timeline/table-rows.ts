import type { TimeWindow } from '@/lib/evidence/time';
import type { Timeline } from '@/lib/timeline/timeline';
import type { Series } from './series';

/** A row of the table: one bucket with its counts, or several after one another in which nothing was. */
export interface TableRow {
  readonly from: string;
  readonly buckets: number;
  /** One count a column. */
  readonly counts: readonly number[];
  /** Of this time not everything was observed: then nothing is not known to be nothing. */
  readonly unread: boolean;
}

/** The buckets of a timeline as rows, oldest first. `unread` are the stretches that were not observed. */
export function tableRows(
  timeline: Timeline,
  columns: readonly Series[],
  unread: readonly TimeWindow[],
): TableRow[] {
  const rows: TableRow[] = [];
  for (const [index, from] of timeline.buckets.entries()) {
    const counts = columns.map((column) => column.counts[index] ?? 0);
    const end = timeline.buckets[index + 1] ?? END_OF_TIME;
    const isUnread = unread.some((stretch) => stretch.from < end && stretch.to > from);
    const last = rows.at(-1);
    if (last !== undefined && last.unread === isUnread && isEmpty(last.counts) && isEmpty(counts)) {
      rows[rows.length - 1] = { ...last, buckets: last.buckets + 1 };
    } else {
      rows.push({ from, buckets: 1, counts, unread: isUnread });
    }
  }
  return rows;
}

/** Where the last bucket ends does not matter: it is cut to the window, and so are the stretches. */
const END_OF_TIME = '9999';

function isEmpty(counts: readonly number[]): boolean {
  return counts.every((n) => n === 0);
}
