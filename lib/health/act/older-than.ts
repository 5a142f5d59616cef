import type { Evidence } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import { isDelete } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
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

/**
 * Explains a delete older than. It is refused for a moment that is still to come, which locks the source until then
 * (article 147), and for a source whose orderingIds are not in milliseconds: theirs cannot be compared with it. An item
 * would go where the newest push of it that was not refused is older, by its orderingId where a row shows it, else by
 * its first row: Coveo then took its own time, which was earlier still.
 */
export function explainOlderThan(
  evidence: Evidence,
  operations: readonly ItemOperation[],
  at: string,
): OlderThanReport {
  const orderingId = String(toMs(at));
  const report = { asOf: evidence.now, at, orderingId };
  const refused = refusal(evidence, at);
  if (refused !== null) return { ...report, refused, known: [] };
  let older = 0;
  let younger = 0;
  for (const operation of newestOfItems(operations).values()) {
    if (isDelete(operation.operation)) continue;
    const id = readOrderingId(flattenMeta(operation.lastRow.meta));
    const isOlder = id === null ? operation.startedAt < at : BigInt(id) < BigInt(orderingId);
    if (isOlder) older += 1;
    else younger += 1;
  }
  return { ...report, refused: null, known: knownText(evidence, older, younger) };
}

function knownText({ source, coverage, window }: Evidence, older: number, younger: number): string[] {
  const seen = older + younger;
  const isAll = coverage.parts.histories.state === 'complete';
  const items = source?.items ?? null;
  const since = formatFullMoment(window.from);
  return [
    seen === 0
      ? `No push of an item was seen in the logs since ${since}.`
      : `At least ${formatCount(older)} of the ${countOf(seen, 'item')} seen in the logs since ${since} would go: the newest push of each is older.`,
    ...(isAll ? [] : ['Not every row of that time was read: there may be more.']),
    items === null
      ? 'Items that were not pushed since are in no log, and would go as well.'
      : `Items that were not pushed since are in no log, and would go as well: Coveo counts ${countOf(items, 'item')} in the source, of which ${formatCount(younger)} are known to stay.`,
  ];
}

function refusal({ now, rows }: Evidence, at: string): string | null {
  if (toMs(at) > toMs(now)) {
    return `By Coveo’s clock it is ${formatFullMoment(now)}: that moment is still to come. A delete older than with it would lock the source: whatever is pushed until then is refused as out of sequence.`;
  }
  const foreign = new Set<number>();
  for (const row of rows) {
    const id = readOrderingId(flattenMeta(row.meta));
    if (id !== null && id.length !== MILLISECONDS_DIGITS) foreign.add(id.length);
  }
  if (foreign.size === 0) return null;
  const digits = [...foreign].sort((a, b) => a - b).join(' and ');
  return `Rows of this source show orderingIds of ${digits} digits, which are no epoch milliseconds: another clock makes them, such as that of Coveo for Sitecore (ticks). Compared with those, one in milliseconds removes too little or too much. Whoever pushes must delete by the clock that they push with.`;
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
