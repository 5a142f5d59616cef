import type { Evidence } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import { isDelete } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import { kindOfPush, type PushKind } from '@/lib/evidence/recorded-push';
import { toMs } from '@/lib/evidence/time';
import { countOf, formatCount, formatFullMoment } from '@/lib/problems/phrasing';

/** Minutes that Coveo waits before it deletes, where nothing else is asked for (Push specification). */
export const QUEUE_DELAY_MINUTES = 15;

/** What a delete older than with the orderingId of a moment would do, as far as is known. Pushscope never sends it. */
export interface OlderThanReport {
  /** Coveo's time. */
  readonly asOf: string;
  /** The moment that was chosen, ISO. */
  readonly at: string;
  /** That moment in epoch milliseconds, which is what Coveo counts in where nothing else is given. */
  readonly orderingId: string;
  /** Why no request is shown, a sentence; null where one is. */
  readonly refused: string | null;
  /** What is known of which items would go; empty where it is refused. */
  readonly known: readonly string[];
}

/** Digits of an orderingId that is in epoch milliseconds. */
const MILLISECONDS_DIGITS = 13;

/** What others may count in, by the number of digits today (articles 147 and 511; inferred). */
const UNITS: Readonly<Record<number, string>> = {
  10: 'seconds',
  16: 'microseconds',
  17: 'ticks, as Coveo for Sitecore sends',
  18: 'ticks, as Coveo for Sitecore sends',
};

/**
 * Explains a delete older than. It is refused for a moment that is still to come, which locks the source until then
 * (article 147), and for a source whose pushes are not in milliseconds: theirs cannot be compared with it. Of an
 * item that is not known to be indexed by its newest push that was not refused, neither is told. It would go where that
 * push is older, by its orderingId where a row shows it, else by its first row: Coveo then took its own time, which was
 * earlier still. It stays only where a row shows its orderingId. Where no orderingId was seen at all, the clock of the
 * source is not known, and nothing is told for sure.
 */
export function explainOlderThan(
  evidence: Evidence,
  operations: readonly ItemOperation[],
  at: string,
): OlderThanReport {
  const orderingId = String(toMs(at));
  const report = { asOf: evidence.now, at, orderingId };
  const shown = shownOrderingIds(evidence);
  const refused = refusal(evidence.now, shown, at);
  if (refused !== null) return { ...report, refused, known: [] };
  const items = { seen: 0, older: 0, stay: 0 };
  for (const operation of newestOfItems(operations).values()) {
    if (operation.outcome === 'deleted') continue;
    items.seen += 1;
    if (operation.outcome !== 'indexed') continue;
    const id = readOrderingId(flattenMeta(operation.lastRow.meta));
    if (id === null ? operation.startedAt < at : BigInt(id) < BigInt(orderingId)) items.older += 1;
    else if (id !== null) items.stay += 1;
  }
  const isClockKnown = shown.rows.length + shown.calls.length > 0;
  const known = knownText(evidence, items, { at, isClockKnown });
  return { ...report, refused: null, known: [...strayText(shown), ...known] };
}

/** Items that were seen in the logs: those that would go and those that stay; of the rest it is not known. */
interface ItemsSeen {
  readonly seen: number;
  readonly older: number;
  readonly stay: number;
}

function knownText(
  { source, coverage, window }: Evidence,
  { seen, older, stay }: ItemsSeen,
  { at, isClockKnown }: { readonly at: string; readonly isClockKnown: boolean },
): string[] {
  const isAll = coverage.parts.histories.state === 'complete';
  const items = source?.items ?? null;
  const since = formatFullMoment(window.from);
  const theSeen = `of the ${countOf(seen, 'item')} seen in the logs since ${since}`;
  const ofSeen = `${formatCount(older)} ${theSeen}`;
  // Of what the logs show nothing any more, only a moment that they reach tells that it is older.
  const others =
    toMs(at) < toMs(window.from)
      ? `Items that were not pushed since are in no log: those of them that were last pushed before ${formatFullMoment(at)} would go as well, and which these are is not known`
      : `Items that were not pushed since are in no log, and ${isClockKnown ? 'would' : 'may'} go as well`;
  return [
    seen === 0
      ? `No push of an item was seen in the logs since ${since}.`
      : older === 0
        ? `None ${theSeen} is known to go${isClockKnown ? '' : ', even if the source’s orderingIds are Coveo’s own time'}.`
        : isClockKnown
          ? `At least ${ofSeen} would go: the newest push of each is older.`
          : `${ofSeen} would go if the source’s orderingIds are Coveo’s own time: the rows of the newest push of each are older.`,
    ...(isClockKnown
      ? []
      : ['The source’s clock is not known: no row and no recorded call that was read shows an orderingId.']),
    ...(isAll ? [] : ['Not every row of that time was read: there may be more.']),
    items === null
      ? `${others}.`
      : stay >= items && stay > 0
        ? `Coveo counts ${countOf(items, 'item')} in the source, and as many are known to stay.`
        : `${others}: Coveo counts ${countOf(items, 'item')} in the source, of which ${formatCount(stay)} are known to stay.`,
  ];
}

/** The orderingIds of a source that were seen, as digits: those of pushes, or of deletions where no push shows one. */
interface ShownOrderingIds {
  readonly rows: readonly string[];
  readonly calls: readonly string[];
  /** Those of deletions that are not in milliseconds, where pushes are told: what they miss is no clock of the source. */
  readonly strays: readonly string[];
}

function shownOrderingIds({ rows, recorded }: Evidence): ShownOrderingIds {
  const of = (deletes: boolean) => ({
    rows: rows
      .filter(({ operation }) => isDelete(operation) === deletes)
      .flatMap(({ meta }) => readOrderingId(flattenMeta(meta)) ?? []),
    calls: (recorded?.pushes ?? [])
      .filter((call) => DELETIONS.includes(kindOfPush(call)) === deletes)
      .flatMap(({ orderingId }) => orderingId ?? []),
  });
  // A delete older than is compared with what was pushed.
  const [pushes, deletions] = [of(false), of(true)];
  if (pushes.rows.length + pushes.calls.length === 0) return { ...deletions, strays: [] };
  return { ...pushes, strays: [...deletions.rows, ...deletions.calls].filter(isForeign) };
}

const DELETIONS: readonly PushKind[] = ['delete', 'older than'];

function strayText({ strays }: ShownOrderingIds): string[] {
  if (strays.length === 0) return [];
  return [
    `Deletions of this source carry orderingIds of ${digitsText(strays)}, while its pushes are in epoch milliseconds, as this one is.`,
  ];
}

/** How many digits ids have, and which unit that looks like. */
function digitsText(ids: readonly string[]): string {
  const digits = [...new Set(ids.map((id) => id.length))].sort((a, b) => a - b).join(' and ');
  const units = [...new Set(ids.flatMap(({ length }) => UNITS[length] ?? []))];
  return `${digits} digits, which are no epoch milliseconds${units.length === 0 ? '' : `, but look like ${units.join(' and ')}`}`;
}

function refusal(now: string, { rows, calls }: ShownOrderingIds, at: string): string | null {
  if (toMs(at) > toMs(now)) {
    return `By Coveo’s clock it is ${formatFullMoment(now)}: that moment is still to come. A delete older than with it would lock the source: whatever is pushed until then is refused as out of sequence.`;
  }
  const ofRows = rows.filter(isForeign);
  const ofCalls = calls.filter(isForeign);
  const foreign = [...ofRows, ...ofCalls];
  if (foreign.length === 0) return null;
  const where = [...(ofRows.length > 0 ? ['rows'] : []), ...(ofCalls.length > 0 ? ['recorded calls'] : [])];
  return `In ${where.join(' and ')} of this source there are orderingIds of ${digitsText(foreign)}: another clock makes them. Compared with those, one in milliseconds removes too little or too much. Whoever pushes must delete by the clock that they push with.`;
}

function isForeign(orderingId: string): boolean {
  return orderingId.length !== MILLISECONDS_DIGITS;
}

/** The newest operation of each item that was not refused: what the index holds, or its deletion. Operations come oldest first. */
function newestOfItems(operations: readonly ItemOperation[]): Map<string, ItemOperation> {
  const newest = new Map<string, ItemOperation>();
  for (const operation of operations) {
    if (operation.outcome === 'rejected' || operation.outcome === 'errored') continue;
    newest.set(operation.item, operation);
  }
  return newest;
}
