import type { Timeline } from '@/lib/timeline/timeline';
import type { Series } from './series';

/** A row of the table: one bucket with its counts, or several after one another in which nothing was. */
export interface TableRow {
  readonly from: string;
  readonly buckets: number;
  /** One count a column. */
  readonly counts: readonly number[];
}

/** The buckets of a timeline as rows, oldest first. */
export function tableRows(timeline: Timeline, columns: readonly Series[]): TableRow[] {
  const rows: TableRow[] = [];
  for (const [index, from] of timeline.buckets.entries()) {
    const counts = columns.map((column) => column.counts[index] ?? 0);
    const last = rows.at(-1);
    if (last !== undefined && isEmpty(last.counts) && isEmpty(counts)) {
      rows[rows.length - 1] = { ...last, buckets: last.buckets + 1 };
    } else {
      rows.push({ from, buckets: 1, counts });
    }
  }
  return rows;
}

function isEmpty(counts: readonly number[]): boolean {
  return counts.every((n) => n === 0);
}
