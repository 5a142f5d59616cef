import pLimit from 'p-limit';
import type { CallFailure, CallOptions } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { type LogsQuery, listLogs } from '@/lib/coveo/logs';
import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import type { TimeWindow } from '@/lib/evidence/time';
import { failureText } from './failure-text';
import { ROWS_PER_PAGE } from './plan';

/** What came of reading some windows: the rows, and one entry for each window that says how it went. */
export interface RowsRead {
  readonly rows: LogRow[];
  readonly reads: Read[];
  /** Rows without a readable date. */
  readonly unreadable: number;
  /** The first call that failed; null when all went well. */
  readonly failure: CallFailure | null;
}

/** How rows are read. */
export interface RowsReading {
  readonly sourceId: string;
  readonly windows: readonly TimeWindow[];
  readonly filter?: Pick<LogsQuery, 'operations' | 'excludeResults'>;
  /** No further page is asked for once so many rows have come. */
  readonly rowBudget: number;
  /** Source Logs calls at a time. */
  readonly concurrency: number;
  readonly onPage: (rows: number) => void;
}

/**
 * Reads all pages of each window, in the order given. A refusal that would meet every further call too (a 4xx) ends
 * the reading; what was not read is in `reads` as skipped, with the reason. Never throws for Coveo's failures.
 */
export async function readRows(
  client: CoveoClient,
  reading: RowsReading,
  options: CallOptions,
): Promise<RowsRead> {
  const rows: LogRow[] = [];
  const reads: Read[] = [];
  let unreadable = 0;
  let failure: CallFailure | null = null;
  let isOver = false;
  const limit = pLimit(reading.concurrency);

  const readWindow = async (window: TimeWindow): Promise<Read> => {
    let count = 0;
    for (let page = 0; ; page++) {
      if (isOver && failure) return { ...skipped(window, count), why: `Not asked: ${failureText(failure)}` };
      if (options.signal?.aborted) return { ...skipped(window, count), why: 'Stopped before it was read.' };
      if (rows.length >= reading.rowBudget) {
        return { ...skipped(window, count), why: `The budget of ${reading.rowBudget} rows was used up.` };
      }
      const answer = await listLogs(
        client,
        { window, sourceIds: [reading.sourceId], ...reading.filter, page, perPage: ROWS_PER_PAGE },
        options,
      );
      if (!answer.ok) {
        if (answer.failure.kind === 'aborted')
          return { ...skipped(window, count), why: 'Stopped while it was read.' };
        failure ??= answer.failure;
        isOver ||= isHopeless(answer.failure);
        return refused(window, count, answer.failure);
      }
      for (const row of answer.value.rows) rows.push(row);
      count += answer.value.rows.length;
      unreadable += answer.value.unreadable;
      reading.onPage(answer.value.rows.length);
      if (!answer.value.hasNextPage) return { call: 'logs.list', ...window, state: 'read', rows: count };
    }
  };

  await Promise.all(reading.windows.map((window) => limit(async () => reads.push(await readWindow(window)))));
  reads.sort((a, b) => (a.from < b.from ? 1 : -1));
  return { rows, reads, unreadable, failure };
}

function isHopeless(failure: CallFailure): boolean {
  const { status } = failure;
  return (
    failure.kind === 'unreachable' || (status !== null && status >= 400 && status < 500 && status !== 429)
  );
}

function skipped(window: TimeWindow, rows: number): Read {
  return { call: 'logs.list', ...window, state: rows > 0 ? 'sampled' : 'skipped', rows };
}

function refused(window: TimeWindow, rows: number, failure: CallFailure): Read {
  return {
    call: failure.call,
    ...window,
    state: rows > 0 ? 'sampled' : 'refused',
    rows,
    request: `${failure.method} ${failure.url}`,
    ...(failure.status === null ? {} : { status: failure.status }),
    ...(failure.requestId === null ? {} : { requestId: failure.requestId }),
    why: failureText(failure),
  };
}
