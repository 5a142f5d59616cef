import { isBatchRow, isDelete, isEntryTask, type LogRow, stageRank } from './log-row';

/**
 * Where an operation on an item ended, by its last row. `pending` has no last row yet and is younger than the
 * settling time; older than that it is `unfinished`.
 */
export type Outcome = 'indexed' | 'deleted' | 'rejected' | 'errored' | 'skipped' | 'unfinished' | 'pending';

/** One operation on one item, followed through the stages: the rows between its entry and its last. */
export interface ItemOperation {
  readonly item: string;
  /** ADD, UPDATE, DELETE, … */
  readonly operation: string;
  /** When its first row was logged. */
  readonly startedAt: string;
  /** When its last row was logged. */
  readonly endedAt: string;
  /** A COMPLETED row at a STREAMING* or CONSUMING* task was seen: the operation counts as pushed. */
  readonly pushed: boolean;
  readonly outcome: Outcome;
  /** A row with the result WARNING was among its rows. */
  readonly warned: boolean;
  /** The row that its outcome rests on. */
  readonly lastRow: LogRow;
}

interface Open {
  item: string;
  operation: string;
  first: LogRow;
  last: LogRow;
  rank: number;
  pushed: boolean;
  warned: boolean;
  done: boolean;
}

/**
 * The item operations in a source's rows (oldest first). Log rows carry no key that joins them, so a row is given
 * to the oldest operation on its item that has the same verb and has not passed its stage yet: an inference.
 * Rows of batches are left out. Operations come oldest first; `settledBefore` (ISO) parts unfinished from pending.
 */
export function readItemOperations(rows: readonly LogRow[], settledBefore: string): ItemOperation[] {
  const all: Open[] = [];
  const openByItem = new Map<string, Open[]>();
  for (const row of rows) {
    if (row.item === null || isBatchRow(row)) continue;
    const open = openByItem.get(row.item) ?? [];
    const rank = row.task === 'EXTENSION' ? -1 : stageRank(row.task);
    let owner = open.find((candidate) => accepts(candidate, row, rank));
    if (owner === undefined) {
      owner = {
        item: row.item,
        operation: row.operation,
        first: row,
        last: row,
        rank,
        pushed: false,
        warned: false,
        done: false,
      };
      all.push(owner);
      open.push(owner);
    }
    owner.last = row;
    owner.rank = Math.max(owner.rank, rank);
    owner.pushed ||= isEntryTask(row.task) && row.result === 'COMPLETED';
    owner.warned ||= row.result === 'WARNING';
    owner.done = isLast(row);
    openByItem.set(row.item, owner.done ? open.filter((candidate) => candidate !== owner) : open);
  }
  return all.map((open) => ({
    item: open.item,
    operation: open.operation,
    startedAt: open.first.at,
    endedAt: open.last.at,
    pushed: open.pushed,
    outcome: outcomeOf(open, settledBefore),
    warned: open.warned,
    lastRow: open.last,
  }));
}

function accepts(open: Open, row: LogRow, rank: number): boolean {
  if (open.operation !== row.operation) return false;
  return rank === -1 ? !isEntryTask(row.task) : rank > open.rank;
}

function isLast(row: LogRow): boolean {
  return row.task === 'INDEXING' || row.result === 'REJECTED' || row.result === 'ERROR';
}

function outcomeOf(open: Open, settledBefore: string): Outcome {
  const { result, task } = open.last;
  if (result === 'REJECTED') return 'rejected';
  if (result === 'ERROR') return 'errored';
  if (task === 'INDEXING' && result === 'SKIPPED') return 'skipped';
  if (task === 'INDEXING' && (result === 'COMPLETED' || result === 'WARNING')) {
    return isDelete(open.operation) ? 'deleted' : 'indexed';
  }
  return open.last.at < settledBefore ? 'unfinished' : 'pending';
}
