import { isBatchRow, isDelete, isEntryTask, isFailure, type LogRow, stageRank } from './log-row';
import { HOUR_MS, toMs } from './time';

/**
 * Where an operation on an item ended, by its last row. `unfinished` has none although the settling time has passed;
 * `pending` has none and is younger, or it is not known whether one was due.
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

/** A row later than this after an operation's last one belongs to another operation (an assumption). */
export const JOIN_LIMIT_MS = 12 * HOUR_MS;
/**
 * Operations of a verb are called unfinished only where at least this share of the verb's operations leave a row at
 * INDEXING: which stages a delete leaves, say, is not published (an assumption).
 */
const INDEXING_SHARE = 0.05;

/** Item operations that were joined from rows, before it is said which of them are unfinished. */
export interface JoinedOperations {
  readonly all: readonly Open[];
  /** Verbs of which a row at INDEXING is due. */
  readonly finishing: ReadonlySet<string>;
}

interface Open {
  readonly item: string;
  readonly operation: string;
  readonly first: LogRow;
  last: LogRow;
  rank: number;
  pushed: boolean;
  warned: boolean;
}

/**
 * The item operations in a source's rows (oldest first). Log rows carry no key that joins them, so a row is given to
 * the operation on its item that has the same verb and is nearest before the row's stage, the newest of several: an
 * inference. Rows of batches are left out. Operations come oldest first. `settledBefore` (ISO) parts unfinished from
 * pending; null where it is not known whether every row was read, so that a missing last row tells nothing.
 */
export function readItemOperations(rows: readonly LogRow[], settledBefore: string | null): ItemOperation[] {
  return settleOperations(joinRows(rows), settledBefore);
}

/** An operation on an item with its own rows, oldest first. */
export interface FollowedOperation extends ItemOperation {
  readonly rows: readonly LogRow[];
}

/**
 * The same with the rows of each operation, for the few rows of one item. Nothing is called unfinished here: of one
 * item alone it cannot be told which of its verbs usually end at INDEXING. `loose` are rows that begin no operation
 * and go to none, such as an extension's that went well.
 */
export function followItemOperations(rows: readonly LogRow[]): {
  readonly operations: readonly FollowedOperation[];
  readonly loose: readonly LogRow[];
} {
  const rowsOf = new Map<Open, LogRow[]>();
  const loose: LogRow[] = [];
  const { all } = joinRows(rows, (row, owner) => {
    if (owner === null) {
      loose.push(row);
      return;
    }
    const known = rowsOf.get(owner);
    if (known === undefined) rowsOf.set(owner, [row]);
    else known.push(row);
  });
  const operations = all.map((open) => ({ ...operationOf(open, null), rows: rowsOf.get(open) ?? [] }));
  return { operations, loose };
}

/**
 * The first half of `readItemOperations`: rows (oldest first) joined to operations. `told` hears of each row and the
 * operation that it went to, null where it went to none.
 */
export function joinRows(
  rows: readonly LogRow[],
  told?: (row: LogRow, owner: Open | null) => void,
): JoinedOperations {
  const all: Open[] = [];
  const openByItem = new Map<string, Open[]>();
  for (const row of rows) {
    if (row.item === null || isBatchRow(row)) continue;
    const open = openByItem.get(row.item) ?? [];
    const rank = row.task === 'EXTENSION' ? UNPLACED : stageRank(row.task);
    const owner = ownerOf(row, rank, open) ?? begin(row, rank);
    told?.(row, owner);
    if (owner === null) continue;
    if (owner.first === row) {
      all.push(owner);
      open.push(owner);
    }
    owner.last = row;
    owner.rank = Math.max(owner.rank, rank);
    owner.pushed ||= isEntryTask(row.task) && row.result === 'COMPLETED';
    owner.warned ||= row.result === 'WARNING';
    openByItem.set(row.item, isLast(row) ? open.filter((candidate) => candidate !== owner) : open);
  }
  return { all, finishing: finishingVerbs(all) };
}

/** The second half of `readItemOperations`: what is joined, with its outcomes as of `settledBefore`. */
export function settleOperations(
  { all, finishing }: JoinedOperations,
  settledBefore: string | null,
): ItemOperation[] {
  return all.map((open) => operationOf(open, finishing.has(open.operation) ? settledBefore : null));
}

function operationOf(open: Open, settledBefore: string | null): ItemOperation {
  return {
    item: open.item,
    operation: open.operation,
    startedAt: open.first.at,
    endedAt: open.last.at,
    pushed: open.pushed,
    outcome: outcomeOf(open, settledBefore),
    warned: open.warned,
    lastRow: open.last,
  };
}

/** The rank of a task that may stand anywhere, or that is not known. */
const UNPLACED = -1;

function ownerOf(row: LogRow, rank: number, open: readonly Open[]): Open | null {
  let best: Open | null = null;
  for (const candidate of open) {
    if (candidate.operation !== row.operation) continue;
    if (rank === UNPLACED ? isEntryTask(row.task) : rank <= candidate.rank) continue;
    if (toMs(row.at) - toMs(candidate.last.at) > JOIN_LIMIT_MS) continue;
    if (best === null || candidate.rank >= best.rank) best = candidate;
  }
  return best;
}

/** An operation that begins with a row; null for a row of an unplaced stage that went well: it begins nothing. */
function begin(row: LogRow, rank: number): Open | null {
  if (row.item === null || (rank === UNPLACED && !isFailure(row))) return null;
  return {
    item: row.item,
    operation: row.operation,
    first: row,
    last: row,
    rank,
    pushed: false,
    warned: false,
  };
}

function isLast(row: LogRow): boolean {
  return row.task === 'INDEXING' || isFailure(row);
}

function finishingVerbs(all: readonly Open[]): Set<string> {
  const pushed: Record<string, number> = {};
  const indexed: Record<string, number> = {};
  for (const { operation, last, pushed: entered } of all) {
    if (!entered) continue;
    pushed[operation] = (pushed[operation] ?? 0) + 1;
    if (last.task === 'INDEXING') indexed[operation] = (indexed[operation] ?? 0) + 1;
  }
  return new Set(
    Object.keys(pushed).filter(
      (verb) => (indexed[verb] ?? 0) >= INDEXING_SHARE * (pushed[verb] ?? 0) && indexed[verb],
    ),
  );
}

function outcomeOf(open: Open, settledBefore: string | null): Outcome {
  const { result, task } = open.last;
  if (result === 'REJECTED') return 'rejected';
  if (result === 'ERROR') return 'errored';
  if (task === 'INDEXING' && result === 'SKIPPED') return 'skipped';
  if (task === 'INDEXING' && (result === 'COMPLETED' || result === 'WARNING')) {
    return isDelete(open.operation) ? 'deleted' : 'indexed';
  }
  return settledBefore !== null && open.last.at < settledBefore ? 'unfinished' : 'pending';
}
