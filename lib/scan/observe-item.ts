import type { CallFailure, CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { countLogs } from '@/lib/coveo/logs';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { getSource } from '@/lib/coveo/sources';
import { totalRows } from '@/lib/evidence/counts';
import type {
  Answered,
  CallAnswer,
  ItemMatch,
  ItemObservation,
  ItemSearch,
  NearItem,
  ReadRows,
} from '@/lib/evidence/item-observation';
import { followItemOperations } from '@/lib/evidence/item-operation';
import { CAUSE_WITHIN_MS, newestRemoval } from '@/lib/evidence/item-removal';
import { isBatchRow, type LogRow, sortRows } from '@/lib/evidence/log-row';
import { howNear, nearPattern, nearStem } from '@/lib/evidence/near-uri';
import { type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { SCAN_BUDGET } from './budget';
import { answerOfCall, partOfRows, readOfCall, sourceNotFoundIn } from './call-coverage';
import { beginReading } from './logs-reading';
import { newestAnswer } from './newest-answer';
import { RETENTION_MS, segments } from './plan';
import { type RowsRead, readRows, unread } from './read-rows';
import type { RowsFilter } from './read-slice';

/** Rows of one item that are read at the most: two weeks of an item that is pushed every quarter of an hour. */
const ITEM_ROW_BUDGET = 5_000;
/** Rows that a search for items reads at the most. */
const SEARCH_ROW_BUDGET = 5_000;
/** Rows of deletions, of failed batches, and of nearly equal items that are read at the most, of each. */
const NEARBY_ROW_BUDGET = 2_000;
const SECOND_MS = 1_000;
const MATCHING = { exact: 'EXACT', substring: 'PARTIAL', wildcard: 'WILDCARD' } as const;
const OF_BATCHES = ['BATCH_FILE', 'DELETE_OLDER_THAN'];

/** Which item is asked about. */
export interface ItemQuestion {
  readonly client: CoveoClient;
  readonly sourceId: string;
  /** As the logs are asked for it: it may hold secrets. */
  readonly uri: string;
  /** The same without secrets, as it may be shown. */
  readonly shownUri: string;
  readonly match: ItemMatch;
  /** Ends the reading: what was read so far is kept, and said to be a part. */
  readonly signal: AbortSignal;
}

/** One item, or the several (or none) that a search found, or no such source: what Coveo answered for it (404). */
export type ItemSighting =
  | { readonly kind: 'item'; readonly observation: ItemObservation }
  | { readonly kind: 'search'; readonly search: ItemSearch }
  | { readonly kind: 'no such source'; readonly answer: CallAnswer };

/**
 * Reads what Coveo's logs still have of an item: its rows of 14 days, in two stretches, and what lies around it: the
 * source's deletions and failed batches, and, where it has no row, items whose URI is nearly the same. A search that
 * finds one item only is answered as that item. Failed calls never throw: they are in the parts and in `reads`.
 */
export async function observeItem(question: ItemQuestion): Promise<ItemSighting> {
  const { client, sourceId, uri, match, signal } = question;
  const options: CallOptions = { signal };
  const reading = reader(client, sourceId, options);
  const [source, organization] = await Promise.all([
    getSource(client, sourceId, options).then(reading.done),
    getOrganizationStatus(client, options).then(reading.done),
  ]);
  const notFound = sourceNotFoundIn(source);
  if (notFound !== null) return { kind: 'no such source', answer: notFound };
  const now = newestAnswer([source, organization]) ?? toIso(client.now());
  // The Date of an answer has no milliseconds: what came within its second is of now too.
  const to = toMs(now) + SECOND_MS;
  const window: TimeWindow = { from: toIso(to - RETENTION_MS), to: toIso(to) };
  reading.note(readOfCall(source, 'sources.get', window, 0));
  reading.note(readOfCall(organization, 'organization.status', window, 0));

  const history = await reading.rows(
    window,
    {
      documentId: uri,
      documentIdMatching: MATCHING[match],
      ...(match === 'exact' ? {} : { excludeOperations: OF_BATCHES }),
    },
    match === 'exact' ? ITEM_ROW_BUDGET : SEARCH_ROW_BUDGET,
  );
  const found = itemsIn(history.rows);
  if (match !== 'exact' && (found.size !== 1 || history.part.state !== 'complete')) {
    const search = {
      uri: question.shownUri,
      match,
      now,
      window,
      source: answered(source),
      found: history,
      ...reading.told(),
    };
    return { kind: 'search', search };
  }
  const deletions = await reading.rows(
    window,
    { operations: ['DELETE_OLDER_THAN', 'DELETE_AND_CHILDREN'] },
    NEARBY_ROW_BUDGET,
  );
  const failedBatches = await reading.rows(
    window,
    { operations: ['BATCH_FILE'], excludeResults: ['COMPLETED'] },
    NEARBY_ROW_BUDGET,
  );
  const isAbsent = history.rows.length === 0 && history.part.state === 'complete';
  const near = isAbsent && match === 'exact' ? await nearItems(reading.rows, window, uri) : null;
  const cause = newestRemoval(followItemOperations(history.rows).operations, deletions.rows)?.cause ?? null;
  const removedAround = cause === null ? null : await reading.removed(cause, window);
  return {
    kind: 'item',
    observation: {
      uri: history.rows[0]?.item ?? question.shownUri,
      now,
      window,
      source: answered(source),
      organization: answered(organization),
      history,
      deletions,
      failedBatches,
      removedAround,
      near,
      ...reading.told(),
    },
  };
}

/** The items that rows are of, with their rows in the order in which these stand. */
function itemsIn(rows: readonly LogRow[]): ReadonlyMap<string, readonly LogRow[]> {
  const items = new Map<string, LogRow[]>();
  for (const row of rows) {
    if (row.item === null || isBatchRow(row)) continue;
    const known = items.get(row.item);
    if (known === undefined) items.set(row.item, [row]);
    else known.push(row);
  }
  return items;
}

type ReadPart = (window: TimeWindow, filter: RowsFilter, rowBudget: number) => Promise<ReadRows>;

/** What reads for one question: it counts the calls, remembers the reads, and asks no more once that is hopeless. */
function reader(client: CoveoClient, sourceId: string, options: CallOptions) {
  let over: CallFailure | null = null;
  const reads: ItemObservation['reads'][number][] = [];
  let calls = 0;
  const done = <T>(result: CallResult<T>): CallResult<T> => {
    // A call that was stopped before its first attempt was never made.
    if (result.ok || result.failure.attempts.length > 0) calls++;
    return result;
  };
  const rows: ReadPart = async (window, filter, rowBudget) => {
    const into: RowsRead = unread([...segments(window)].reverse());
    const budget = { ...SCAN_BUDGET, rows: rowBudget };
    const reading = beginReading(client, sourceId, options, budget, client.now(), done);
    reading.over = over;
    await readRows(reading, into, filter);
    over = reading.over;
    reads.push(...into.reads);
    return { rows: sortRows(into.rows), part: partOfRows(into, null, into.rows.length) };
  };
  const removed = async (cause: LogRow, window: TimeWindow): Promise<number | null> => {
    const end = Math.min(toMs(cause.at) + CAUSE_WITHIN_MS, toMs(window.to));
    const around = { from: cause.at, to: toIso(Math.max(end, toMs(cause.at) + SECOND_MS)) };
    const query = { window: around, sourceIds: [sourceId], tasks: ['INDEXING'], operations: ['DELETE'] };
    const answer = await countLogs(client, query, options).then(done);
    const counted = answer.ok ? totalRows(answer.value) : null;
    reads.push(readOfCall(answer, 'logs.facetsStats', around, counted ?? 0));
    return counted;
  };
  return {
    done,
    rows,
    removed,
    note: (read: ItemObservation['reads'][number]) => void reads.push(read),
    told: () => ({ calls, reads }),
  };
}

/** First what holds the same path, then what differs in capital letters and encoding only. */
async function nearItems(
  read: ReadPart,
  window: TimeWindow,
  uri: string,
): Promise<NonNullable<ItemObservation['near']>> {
  const look = async (documentId: string, documentIdMatching: 'PARTIAL' | 'WILDCARD') => {
    const filter = { documentId, documentIdMatching, excludeOperations: OF_BATCHES };
    const { rows, part } = await read(window, filter, NEARBY_ROW_BUDGET);
    return { items: nearAmong(rows, uri), part };
  };
  const holding = await look(nearStem(uri), 'PARTIAL');
  const pattern = nearPattern(uri);
  if (holding.items.length > 0 || pattern === null) return holding;
  const like = await look(pattern, 'WILDCARD');
  return { items: like.items, part: holding.part.state === 'complete' ? like.part : holding.part };
}

function nearAmong(rows: readonly LogRow[], uri: string): NearItem[] {
  return [...itemsIn(rows)].flatMap(([other, own]) => {
    const how = howNear(uri, other);
    const last = own.at(-1);
    return how === null || last === undefined ? [] : [{ uri: other, how, rows: own.length, last }];
  });
}

function answered<T>(result: CallResult<T>): Answered<T> {
  return { value: result.ok ? result.value : null, answer: answerOfCall(result) };
}
