import type { CallFailure } from '@/lib/coveo/call';
import { type LogsPage, type LogsQuery, listLogs } from '@/lib/coveo/logs';
import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import type { TimeWindow } from '@/lib/evidence/time';
import { failureText } from './failure-text';
import { callLogs, canShrink, giveUp, type LogsReading, learnPageSize, whyOver } from './logs-reading';

/** Which of a source's rows are asked for; with the window it names a slice. */
export type RowsFilter = Omit<LogsQuery, 'window' | 'sourceIds'>;

/** Which rows a filter leaves, as a read says it. */
export function ofRows(filter: RowsFilter): Pick<Read, 'of'> {
  if (filter.documentId !== undefined) return { of: 'one item' };
  if (filter.excludeResults !== undefined) return { of: 'rows not COMPLETED' };
  if (filter.operations !== undefined) return { of: 'rows of batches' };
  return filter.tasks === undefined ? {} : { of: 'a sample' };
}

/** Why a slice of which all pages asked for came is not read whole. */
export const SOME_PAGES = 'Only some of its pages were asked for.';

/** How the reading of a slice ended: `read` says it for people. */
export interface SliceRead {
  readonly end: 'whole' | 'left' | 'failed';
  readonly read: Read;
  readonly failure: CallFailure | null;
  /** Rows without a readable date. */
  readonly unreadable: number;
}

/**
 * Reads one slice: all pages of the rows of one window under one filter (or the pages named), each page's rows given
 * to `onRows` as it comes. The same window and filter give the same rows once the window is older than the settling
 * time: `readKnown` asks for what is not kept. Never throws for Coveo's failures.
 */
export async function readSlice(
  reading: LogsReading,
  window: TimeWindow,
  filter: RowsFilter,
  onRows: (rows: readonly LogRow[]) => void,
  pages: readonly number[] | null = null,
): Promise<SliceRead> {
  const known = new Set<string>();
  let unreadable = 0;
  const ended = (end: SliceRead['end'], read: Omit<Read, 'call' | 'from' | 'to' | 'rows'>): SliceRead => ({
    end,
    read: { call: 'logs.list', ...window, ...ofRows(filter), rows: known.size, ...read },
    failure: null,
    unreadable,
  });
  const left = (why: string) => ended('left', { state: known.size > 0 ? 'sampled' : 'skipped', why });

  for (let turn = 0; pages === null || turn < pages.length; turn++) {
    const page = pages?.[turn] ?? turn;
    const answer = await reading.turns(async () => {
      const why = whyOver(reading);
      if (why !== null) return why;
      const query = { window, sourceIds: [reading.sourceId], ...filter, page, perPage: reading.rowsPerPage };
      const ended = await callLogs(reading, window, (options) => listLogs(reading.client, query, options));
      // Within its turn, so that the next call knows.
      if (!ended.ok && !canShrink(ended.failure, window)) giveUp(reading, ended.failure);
      return ended;
    });
    if (typeof answer === 'string') return left(answer);
    if (!answer.ok) {
      reading.onCall(answer, 0);
      if (answer.failure.kind === 'aborted') return left('Stopped while it was read.');
      return { ...ended('failed', refusal(answer.failure, known.size)), failure: answer.failure };
    }
    const { rows, foreign, hasNextPage } = answer.value;
    const fresh = rows.filter(({ guid }) => !known.has(guid));
    for (const { guid } of fresh) known.add(guid);
    onRows(fresh);
    reading.onCall(answer, fresh.length);
    unreadable += answer.value.unreadable;
    reading.rows += rows.length + foreign;
    learnPageSize(reading, rows.length + foreign + answer.value.unreadable, hasNextPage);
    if (!hasNextPage && page === turn) return ended('whole', { state: 'read' });
    if (fresh.length === 0 && pages === null)
      return ended('whole', { state: 'sampled', why: noProgress(answer.value) });
  }
  return left(SOME_PAGES);
}

/** Why a window is left at a page that brought nothing new, though more is said to follow: it would never end. */
function noProgress({ rows, foreign, unreadable }: LogsPage): string {
  if (rows.length > 0) return 'Coveo answered rows that it had answered before, and said that more follow.';
  if (foreign > 0) return 'Coveo answered rows of other sources only, and said that more follow.';
  if (unreadable > 0) return 'Coveo answered rows without a readable date only, and said that more follow.';
  return 'Coveo answered an empty page, and said that more follow.';
}

function refusal(failure: CallFailure, rows: number): Omit<Read, 'call' | 'from' | 'to' | 'rows'> {
  return {
    state: rows > 0 ? 'sampled' : 'refused',
    request: `${failure.method} ${failure.url}`,
    ...(failure.status === null ? {} : { status: failure.status }),
    ...(failure.requestId === null ? {} : { requestId: failure.requestId }),
    why: failureText(failure),
  };
}
