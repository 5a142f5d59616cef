import 'server-only';
import type { CallFailure, CallOptions } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getSource } from '@/lib/coveo/sources';
import { totalRows } from '@/lib/evidence/counts';
import { isBatchRow, isEntryTask, sortRows } from '@/lib/evidence/log-row';
import { hidesSecret } from '@/lib/evidence/redacted-uri';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { VerificationGap, VerificationPlan } from '@/lib/health/fix/fix-verification';
import type { SeenSince } from '@/lib/health/fix/fix-verification-rows';
import type { PushesSince } from '@/lib/health/fix/fix-verification-source';
import { SCAN_BUDGET } from '@/lib/scan/budget';
import { COUNT_TOLERANCE } from '@/lib/scan/call-coverage';
import { countRows } from '@/lib/scan/count-rows';
import { failureText } from '@/lib/scan/failure-text';
import { beginReading, ROWS_PER_PAGE } from '@/lib/scan/logs-reading';
import { newestAnswer } from '@/lib/scan/newest-answer';
import { RETENTION_MS, segments } from '@/lib/scan/plan';
import { type RowsRead, readRows, unread } from '@/lib/scan/read-rows';
import type { RowsFilter } from '@/lib/scan/read-slice';

/** All rows are read up to so many pages; beyond, only where that costs fewer calls than one for each item. */
const FEW_PAGES = 3;
/** Rows not COMPLETED, or of batches, that are read at most. */
const MOST_FAILURES = 5_000;
/** Items that failed since without being followed: of so many the rows are read too, to see when they entered. */
const MOST_OTHERS = 10;
/** Operations that entered this long before the moment can still be under way at it. */
const LONGEST_LEAD_MS = 12 * HOUR_MS;

/** What was read, and the failure that stood in the way; null where none did. */
export interface Reading<T> {
  readonly seen: T;
  readonly failure: CallFailure | null;
}

/** Of whose logs what is read. */
export interface ReadingTask {
  readonly client: CoveoClient;
  readonly sourceId: string;
  readonly plan: VerificationPlan;
  readonly signal: AbortSignal;
}

/** Coveo's own time, as its answer on the source gives it; or the failure where it gave none. */
export async function coveoNow(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions,
): Promise<
  { readonly ok: true; readonly now: string } | { readonly ok: false; readonly failure: CallFailure }
> {
  const source = await getSource(client, sourceId, options);
  const now = newestAnswer([source]);
  if (source.ok) return { ok: true, now: now ?? toIso(client.now()) };
  return { ok: false, failure: source.failure };
}

/**
 * Reads the rows that tell how the followed items, or the batches, fare since the plan's moment, in as few calls as
 * can be: all rows where they are few, else those not COMPLETED, of batches, and of each item. Never throws for Coveo's
 * failures.
 */
export async function readSince({
  client,
  sourceId,
  plan,
  signal,
}: ReadingTask): Promise<Reading<SeenSince>> {
  const options = { signal };
  const told = await coveoNow(client, sourceId, options);
  const nothing = (asOf: string, failure: CallFailure, window: TimeWindow) => ({
    seen: { asOf, window, rows: [], unreadItems: [], gap: gapOf(failure) },
    failure,
  });
  if (!told.ok) {
    const at = told.failure.at ?? toIso(client.now());
    return nothing(at, told.failure, { from: plan.since, to: at });
  }
  const window = windowOf(plan, told.now);
  const failures: CallFailure[] = [];
  const counted = await countRows(counting({ client, sourceId, signal }, failures), window);
  if (counted.counts === null && failures[0] !== undefined) return nothing(told.now, failures[0], window);
  const total = counted.counts === null ? 0 : totalRows(counted.counts);
  const pages = Math.ceil(total / ROWS_PER_PAGE);
  const rows = rowReader({ client, sourceId, signal }, window);

  if (pages <= Math.max(FEW_PAGES, plan.items.length)) {
    const all = await rows.read({}, (pages + segments(window).length) * ROWS_PER_PAGE);
    const lacking = all.rows.length < total * (1 - COUNT_TOLERANCE);
    const short = lacking ? `${all.rows.length} rows were read where Coveo counts ${total}.` : null;
    const seen = {
      asOf: told.now,
      window,
      rows: sortRows(all.rows),
      unreadItems: [],
      gap: gapIn([all]) ?? (short === null ? null : sentence(short)),
    };
    return { seen, failure: all.failure };
  }

  const failed = await rows.read({ excludeResults: ['COMPLETED'] }, MOST_FAILURES);
  const batches = await rows.read({ operations: ['BATCH_FILE'] }, MOST_FAILURES);
  const others = otherItems(failed, plan);
  const histories = new Map<string, RowsRead>();
  for (const item of [...plan.items, ...others]) {
    if (!hidesSecret(item)) histories.set(item, await rows.read({ documentId: item }, ROWS_PER_PAGE));
  }
  const unreadItems = plan.items.flatMap((item) => {
    const why = whyUnread(item, histories.get(item));
    return why === null ? [] : [{ item, why }];
  });
  const reads = [failed, batches, ...histories.values()];
  const seen = {
    asOf: told.now,
    window,
    rows: sortRows(reads.flatMap((read) => read.rows)),
    unreadItems,
    gap: gapIn([failed, batches]) ?? othersGap(others, histories),
  };
  return { seen, failure: reads.find(({ failure }) => failure !== null)?.failure ?? null };
}

/** Counts what was pushed since the plan's moment, and of it what is younger than the settling time. */
export async function countPushes({
  client,
  sourceId,
  plan,
  signal,
}: ReadingTask): Promise<Reading<PushesSince>> {
  const options = { signal };
  const told = await coveoNow(client, sourceId, options);
  const unknown = { entered: null, young: null };
  if (!told.ok) {
    const asOf = told.failure.at ?? toIso(client.now());
    return { seen: { asOf, ...unknown, gap: gapOf(told.failure) }, failure: told.failure };
  }
  const { now } = told;
  const to = toIso(toMs(now) + 1000);
  const earliest = toIso(toMs(now) - RETENTION_MS);
  const since = plan.since < earliest ? earliest : toIso(toMs(plan.since) + 1);
  const settling = toIso(Math.max(toMs(since), toMs(now) - plan.settleMs));
  const failures: CallFailure[] = [];
  const count = async (from: string) => {
    const { counts } = await countRows(counting({ client, sourceId, signal }, failures), { from, to });
    if (counts === null) return null;
    return Object.entries(counts.tasks).reduce(
      (sum, [task, rows]) => sum + (isEntryTask(task) ? rows : 0),
      0,
    );
  };
  const entered = await count(since);
  const young = entered === null || entered === 0 ? entered : await count(settling);
  const failure = failures[0] ?? null;
  const gap = failure === null ? null : gapOf(failure);
  return { seen: { asOf: now, entered, young, gap }, failure };
}

/** What could not be read, with the call that failed. Holds no secret. */
export function gapOf(failure: CallFailure): VerificationGap {
  const { call, status, requestId } = failure;
  return { call, why: failureText(failure), status, requestId };
}

/** From before the moment, so that what was under way then is not taken for new. */
function windowOf({ since, settleMs }: VerificationPlan, now: string): TimeWindow {
  const lead = toMs(since) - Math.min(settleMs, LONGEST_LEAD_MS);
  return { from: toIso(Math.max(lead, toMs(now) - RETENTION_MS)), to: toIso(toMs(now) + 1000) };
}

type Task = Pick<ReadingTask, 'client' | 'sourceId' | 'signal'>;

/** A reading that notes its failures. */
function counting({ client, sourceId, signal }: Task, failures: CallFailure[]) {
  return beginReading(client, sourceId, { signal }, SCAN_BUDGET, client.now(), (result) => {
    if (!result.ok) failures.push(result.failure);
  });
}

/** Reads the rows of a window by one filter after the other; what fails for all ends all. */
function rowReader({ client, sourceId, signal }: Task, window: TimeWindow) {
  let over: CallFailure | null = null;
  return {
    read: async (filter: RowsFilter, rowBudget: number): Promise<RowsRead> => {
      const into = unread([...segments(window)].reverse());
      const budget = { ...SCAN_BUDGET, rows: rowBudget };
      const reading = beginReading(client, sourceId, { signal }, budget, client.now(), () => {});
      reading.over = over;
      await readRows(reading, into, filter);
      over = reading.over;
      return into;
    },
  };
}

function gapIn(reads: readonly RowsRead[]): VerificationGap | null {
  for (const { failure, reads: windows, unreadable } of reads) {
    if (failure !== null) return gapOf(failure);
    const hole = windows.find(({ state }) => state !== 'read');
    if (hole) return sentence(hole.why ?? 'Not all rows were read.');
    if (unreadable > 0) return sentence(`${unreadable} rows came without a readable date.`);
  }
  return null;
}

function sentence(why: string): VerificationGap {
  return { call: 'logs.list', why, status: null, requestId: null };
}

/** Items that failed since without being followed, the newest first. */
function otherItems({ rows }: RowsRead, { since, items }: VerificationPlan): string[] {
  const newestFirst = sortRows(rows).reverse();
  const failed = newestFirst.flatMap((row) =>
    row.at > since && row.item !== null && !isBatchRow(row) && !items.includes(row.item) ? [row.item] : [],
  );
  return [...new Set(failed)].slice(0, MOST_OTHERS);
}

/** When an item that failed has entered decides: where that cannot be seen, nothing can be said of it. */
function othersGap(
  others: readonly string[],
  histories: ReadonlyMap<string, RowsRead>,
): VerificationGap | null {
  for (const item of others) {
    const why = whyUnread(item, histories.get(item));
    if (why !== null)
      return sentence(`An item failed since, and when it was pushed could not be read: ${why}`);
  }
  return null;
}

function whyUnread(item: string, read: RowsRead | undefined): string | null {
  if (hidesSecret(item))
    return 'Its address holds a secret, which is not kept: Coveo cannot be asked for it.';
  return read === undefined ? 'Not asked.' : (gapIn([read])?.why ?? null);
}
