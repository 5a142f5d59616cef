import type { Activity, Pipeline } from '../source';
import { usageOn } from './accept';
import type { StatusType } from './call';
import type { Item, PushedDelete, PushedItem } from './item';
import { append } from './journal';
import { METADATA_LIMIT_BYTES } from './metadata-size';
import { LONGEST_OPERATION_MS, type Operation, type Problem, type Step } from './operation';
import { othersFirst } from './others-first';
import { MOST_PERMISSIONS } from './permissions';
import { burstOf, heldUp, isForgotten, waitAt } from './rules';
import { DELETED, INDEXED, only, REMOVED, reachesIndex, rejectedAt, rejectedByExtension } from './steps';

/** What a call gives to each of its operations. */
export interface Origin {
  /** Not before this time (epoch milliseconds). */
  due: number;
  orderingId: bigint;
  requestId: string;
}

/** Items that are looked through before others have their turn. */
const LOOKED_AT_ONCE = 5_000;

const OUT_OF_SEQUENCE: Problem = {
  code: 'OUT_OF_SEQUENCE_OPERATION',
  message: 'The operation was ignored: its ordering id is lower than one that was already processed.',
};

const OUT_OF_SEQUENCE_STEPS = rejectedAt('CONSUMING', OUT_OF_SEQUENCE);

const INVALID_ID_STEPS = rejectedAt('CONSUMING', {
  code: null,
  message: 'The document id is not a valid URI.',
});

/** A documentId must be a URI with a scheme. */
const DOCUMENT_ID = /^[a-z][a-z0-9+.-]*:\/\/\S/i;

// The codes and the words of these three are invented: Coveo publishes none.
const MISSING_PERMISSIONS_STEPS = rejectedAt('CONSUMING', {
  code: 'MISSING_PERMISSIONS',
  message: 'The source is secured, and the item has no valid permissions.',
});

const TOO_MANY_PERMISSIONS_STEPS = rejectedAt('CONSUMING', {
  code: 'TOO_MANY_PERMISSIONS',
  message: `The permissions of the item name more than ${MOST_PERMISSIONS} identities.`,
});

const REJECTED_BY_EXTENSION_STEPS = rejectedByExtension({
  code: 'REJECTED_BY_EXTENSION',
  message: 'The extension rejected the item.',
});

// Invented, too.
const NOTHING_TO_CHANGE = only('CONSUMING', 'SKIPPED', {
  code: null,
  message: 'There is no such item in the index to change.',
});

function metadataTooLarge(bytes: number): readonly Step[] {
  return rejectedAt('PROCESSING', {
    // An invented code: Coveo's own is not published.
    code: 'DOCUMENT_METADATA_TOO_LARGE',
    message: `The total metadata size of the item (${bytes} bytes) is over the limit of ${METADATA_LIMIT_BYTES} bytes.`,
  });
}

/** Records an operation at its due time, or just after the one before: times of a source are strictly ascending. */
export function record(
  pipeline: Pipeline,
  origin: Origin,
  what: Pick<Operation, 'kind' | 'id' | 'steps'>,
): Operation {
  const at = Math.max(origin.due, pipeline.lastAt + 1);
  pipeline.lastAt = at;
  const steps = heldUp(what.steps, waitAt(pipeline.rules, at));
  const operation: Operation = {
    at,
    orderingId: origin.orderingId,
    requestId: origin.requestId,
    ...what,
    steps,
  };
  append(pipeline.journal, operation);
  return operation;
}

function isOutOfSequence(pipeline: Pipeline, item: Item | undefined, orderingId: bigint): boolean {
  return orderingId < pipeline.floor || (item !== undefined && orderingId < item.lastOrderingId);
}

function stepsOfPut(
  pipeline: Pipeline,
  known: Item | undefined,
  origin: Origin,
  item: PushedItem,
): readonly Step[] {
  const { isSecured, rejectedByExtension: rejected } = pipeline.rules;
  if (!DOCUMENT_ID.test(item.documentId)) return INVALID_ID_STEPS;
  if (isSecured && item.permissions === undefined) return MISSING_PERMISSIONS_STEPS;
  if (isSecured && Number(item.permissions) > MOST_PERMISSIONS) return TOO_MANY_PERMISSIONS_STEPS;
  if (isOutOfSequence(pipeline, known, origin.orderingId)) return OUT_OF_SEQUENCE_STEPS;
  if (rejected !== null && item.documentId.includes(rejected)) return REJECTED_BY_EXTENSION_STEPS;
  if (item.metadataBytes > METADATA_LIMIT_BYTES) return metadataTooLarge(item.metadataBytes);
  return item.steps ?? INDEXED;
}

/** Takes in an item that is added or updated. */
export function consumePut(pipeline: Pipeline, origin: Origin, pushed: PushedItem): void {
  const known = pipeline.items.get(pushed.documentId);
  const steps = stepsOfPut(pipeline, known, origin, pushed);
  const isUpdate = known !== undefined && known.indexedOrderingId !== null;
  const id = known?.documentId ?? pushed.documentId;
  const { at } = record(pipeline, origin, { kind: isUpdate ? 'UPDATE' : 'ADD', id, steps });
  usageOn(pipeline, at).items += 1;
  const open = pipeline.activities.findLast((activity) => activity.endedAt === null);
  if (open) open.processed += 1;
  if (steps[0]?.result === 'REJECTED') return;

  const item = known ?? {
    documentId: id,
    lastOrderingId: 0n,
    indexedOrderingId: null,
    indexedAt: 0,
    bytes: 0,
  };
  pipeline.items.set(id, item);
  item.lastOrderingId = origin.orderingId;
  if (!reachesIndex(steps)) return;
  if (isForgotten(pipeline.rules, at, id)) {
    item.indexedOrderingId = null;
    return;
  }
  if (!isUpdate) item.indexedAt = at + LONGEST_OPERATION_MS / 2 + waitAt(pipeline.rules, at);
  item.indexedOrderingId = origin.orderingId;
  item.bytes = pushed.bytes;
}

/**
 * Takes in a change of an item by the Stream API, of which the rest stays as it is: its permissions, and its size as
 * far as it is known. Of an item that the index has not there is nothing to change.
 */
export function consumeChange(pipeline: Pipeline, origin: Origin, changed: PushedItem): void {
  const known = pipeline.items.get(changed.documentId);
  if (known && known.indexedOrderingId !== null) {
    const permissions = changed.permissions ?? 0;
    consumePut(pipeline, origin, { ...changed, bytes: known.bytes, permissions });
    return;
  }
  const id = changed.documentId;
  const { at } = record(pipeline, origin, { kind: 'UPDATE', id, steps: NOTHING_TO_CHANGE });
  usageOn(pipeline, at).items += 1;
}

/** Takes in a deletion, with the item's children (by URI prefix) where asked for; each child leaves a row if `leavesRows`. */
export async function consumeDelete(
  pipeline: Pipeline,
  origin: Origin,
  target: PushedDelete,
  leavesRows: boolean,
): Promise<void> {
  const { documentId, deleteChildren } = target;
  const kind = deleteChildren ? 'DELETE_AND_CHILDREN' : 'DELETE';
  const known = pipeline.items.get(documentId);
  const refusal = !DOCUMENT_ID.test(documentId)
    ? INVALID_ID_STEPS
    : isOutOfSequence(pipeline, known, origin.orderingId)
      ? OUT_OF_SEQUENCE_STEPS
      : null;
  const { at } = record(pipeline, origin, { kind, id: documentId, steps: refusal ?? DELETED });
  usageOn(pipeline, at).items += 1;
  if (refusal) return;
  const removed = known ?? {
    documentId,
    lastOrderingId: 0n,
    indexedOrderingId: null,
    indexedAt: 0,
    bytes: 0,
  };
  pipeline.items.set(documentId, { ...removed, lastOrderingId: origin.orderingId, indexedOrderingId: null });
  if (!deleteChildren) return;
  const prefix = documentId.endsWith('/') ? documentId : `${documentId}/`;
  await remove(pipeline, origin, leavesRows, (item) => item.documentId.startsWith(prefix));
}

/** Takes in a delete older than, which leaves a row of its own. */
export async function consumeOlderThan(
  pipeline: Pipeline,
  origin: Origin,
  leavesRows: boolean,
): Promise<void> {
  record(pipeline, origin, { kind: 'DELETE_OLDER_THAN', id: 'DELETE_OLDER_THAN', steps: only('CONSUMING') });
  await removeOlder(pipeline, origin, leavesRows);
}

/** Removes every item whose ordering id is strictly lower, and refuses what comes later with a lower one. */
export async function removeOlder(pipeline: Pipeline, origin: Origin, leavesRows: boolean): Promise<void> {
  await remove(pipeline, origin, leavesRows, () => true);
  if (origin.orderingId > pipeline.floor) pipeline.floor = origin.orderingId;
}

/** Looks through all items, while others have their turn. */
async function remove(
  pipeline: Pipeline,
  origin: Origin,
  leavesRows: boolean,
  concerns: (item: Item) => boolean,
): Promise<void> {
  let looked = 0;
  for (const item of pipeline.items.values()) {
    looked += 1;
    if (looked % LOOKED_AT_ONCE === 0) await othersFirst();
    if (item.indexedOrderingId === null || item.indexedOrderingId >= origin.orderingId || !concerns(item))
      continue;
    item.indexedOrderingId = null;
    if (leavesRows) record(pipeline, origin, { kind: 'DELETE', id: item.documentId, steps: REMOVED });
  }
}

/** Remembers that a call was refused for coming too often, once in each burst of them. */
export function noticeLimit({ limitNotices }: Pipeline, at: number, id: string): void {
  const last = limitNotices.at(-1);
  if (!last || burstOf(last.at) !== burstOf(at)) limitNotices.push({ id, at });
}

const OPERATION_OF_STATUS = {
  REBUILD: 'REBUILD',
  REFRESH: 'FULL_REFRESH',
  INCREMENTAL: 'INCREMENTAL_REFRESH',
} as const satisfies Record<Exclude<StatusType, 'IDLE'>, Activity['operation']>;

/** An active status opens an activity, IDLE closes it with success; a second active status aborts the one before. */
export function consumeStatus(pipeline: Pipeline, at: number, activityId: string, status: StatusType): void {
  const open = pipeline.activities.findLast((activity) => activity.endedAt === null);
  if (open)
    Object.assign(open, {
      endedAt: at,
      result: status === 'IDLE' ? 'SUCCESS' : 'ABORT',
    } satisfies Partial<Activity>);
  if (status === 'IDLE') return;
  pipeline.activities.push({
    id: activityId,
    operation: OPERATION_OF_STATUS[status],
    startedAt: at,
    endedAt: null,
    result: null,
    processed: 0,
  });
}
