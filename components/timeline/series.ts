import type { RecordedLane, Timeline } from '@/lib/timeline/timeline';

/** One stacked area: its key in the data, the word for it and its colour. */
export interface Series {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly counts: readonly number[];
  readonly total: number;
}

const OPERATIONS: Readonly<Record<string, { readonly label: string; readonly color: string }>> = {
  ADD: { label: 'Add', color: 'var(--chart-add)' },
  UPDATE: { label: 'Update', color: 'var(--chart-update)' },
  DELETE: { label: 'Delete', color: 'var(--chart-deleted)' },
  DELETE_AND_CHILDREN: { label: 'Delete with children', color: 'var(--chart-errored)' },
  DELETE_OLDER_THAN: { label: 'Delete older than', color: 'var(--chart-older-than)' },
  BATCH_FILE: { label: 'Batch file', color: 'var(--chart-batch)' },
};

const OUTCOMES: Readonly<Record<string, { readonly label: string; readonly color: string }>> = {
  rejected: { label: 'Rejected', color: 'var(--chart-rejected)' },
  errored: { label: 'Errored', color: 'var(--chart-errored)' },
  unfinished: { label: 'Unfinished', color: 'var(--chart-unfinished)' },
  skipped: { label: 'Skipped', color: 'var(--chart-skipped)' },
  pending: { label: 'Under way', color: 'var(--chart-pending)' },
  deleted: { label: 'Deleted', color: 'var(--chart-deleted)' },
  indexed: { label: 'Indexed', color: 'var(--chart-indexed)' },
};

const ANSWERS: Readonly<Record<string, { readonly label: string; readonly color: string }>> = {
  refused: { label: 'Refused', color: 'var(--chart-rejected)' },
  unanswered: { label: 'No answer', color: 'var(--chart-unfinished)' },
  accepted: { label: 'Accepted', color: 'var(--chart-indexed)' },
};

/** Outcomes that say an item did not get where it should. */
const NOT_WELL = ['rejected', 'errored', 'unfinished', 'skipped'];

/** The pushes lane, one series an operation; operations that we have no word for are drawn as they are. */
export function pushSeries({ lanes }: Timeline): Series[] {
  return seriesOf(lanes.pushes, OPERATIONS);
}

/** The outcomes lane, the troubled ones at the bottom. */
export function outcomeSeries({ lanes }: Timeline): Series[] {
  return seriesOf(lanes.outcomes, OUTCOMES);
}

/** The lane of recorded calls, the refused ones at the bottom; empty where none was recorded. */
export function recordedSeries(recorded: RecordedLane | undefined): Series[] {
  const lanes = Object.entries(recorded?.counts ?? {}).map(([key, counts]) => [key, counts ?? []] as const);
  return seriesOf(Object.fromEntries(lanes), ANSWERS);
}

/** Of the outcomes those that did not end well: drawn once more on a scale of their own, so that 1 % is seen. */
export function troubledSeries(outcomes: readonly Series[]): Series[] {
  return outcomes.filter(({ key }) => NOT_WELL.includes(key));
}

/** The highest sum of the series in any one bucket. */
export function highest(series: readonly Series[]): number {
  const length = Math.max(0, ...series.map(({ counts }) => counts.length));
  let most = 0;
  for (let index = 0; index < length; index++) {
    most = Math.max(
      most,
      series.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
    );
  }
  return most;
}

/** Known ones in their order, then unknown ones by name; those that never occur are left out. */
function seriesOf(
  lane: Readonly<Record<string, readonly number[]>>,
  words: Readonly<Record<string, { readonly label: string; readonly color: string }>>,
): Series[] {
  const order = Object.keys(words);
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(lane)
    .map(([key, counts]) => ({
      key,
      label: words[key]?.label ?? key,
      color: words[key]?.color ?? 'var(--chart-other)',
      counts,
      total: counts.reduce((sum, n) => sum + n, 0),
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => place(a.key) - place(b.key) || (a.key < b.key ? -1 : 1));
}
