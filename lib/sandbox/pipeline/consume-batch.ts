import { stat, unlink } from 'node:fs/promises';
import type { Source } from '../source';
import type { BatchVisitor } from './batch-entries';
import { readBatchFile } from './batch-file';
import type { BatchFile, BatchUse } from './call';
import { consumeChange, consumeDelete, consumePut, type Origin, record, removeOlder } from './consume';
import type { PushedDelete, PushedItem } from './item';
import { othersFirst } from './others-first';
import type { SettleSettings } from './settling';
import { only } from './steps';

/** Milliseconds between two items of a batch: a small one takes its time, a large one is not held up. */
const ITEM_SPACING_MS = 4;
const SMALL_BATCH_ITEMS = 1_000;

/** Items that are consumed before others have their turn. */
const ITEMS_AT_ONCE = 1_000;

/** Nobody waits for a file that is larger than this (bytes) to be read. */
const LARGE_FILE_BYTES = 1024 * 1024;

/** The most rows that an item of a batch leaves. */
const ROWS_PER_ITEM = 4;

/** A temporary file can be cleared away by others before it is consumed. */
const GONE = 'Unable to deserialize the batch: its file is gone.';
const NO_ROOM = 'The sandbox keeps no more than three million rows, and has no room for those of the batch.';

/** What each item of a batch gets: the batch's origin, and times one after the other. */
function originsOf(origin: Origin, entries: number): () => Origin {
  const spacing = entries > SMALL_BATCH_ITEMS ? 1 : ITEM_SPACING_MS;
  let { due } = origin;
  return () => {
    due += spacing;
    return { ...origin, due };
  };
}

function recordFile({ pipeline }: Source, origin: Origin, fileId: string, failure?: string): void {
  const steps =
    failure === undefined
      ? only('CONSUMING_BATCH')
      : only('CONSUMING_BATCH', 'ERROR', { code: null, message: failure });
  record(pipeline, origin, { kind: 'BATCH_FILE', id: fileId, steps });
}

/**
 * Takes in a batch: its row, and its items and deletions one after the other, while others have their turn. Answers
 * whether it could be read.
 */
export async function consumeBatch(
  source: Source,
  origin: Origin,
  { fileId, content }: BatchFile,
  use: BatchUse,
  settings: SettleSettings,
): Promise<boolean> {
  if (content.kind === 'broken') {
    recordFile(source, origin, fileId, content.message);
    return false;
  }
  if (content.kind === 'file') return consumeFile(source, origin, fileId, content.path, use, settings);
  recordFile(source, origin, fileId);
  const nextOrigin = originsOf(origin, content.addOrUpdate.length + content.delete.length);
  let taken = 0;
  for (const item of content.addOrUpdate) {
    consumePut(source.pipeline, nextOrigin(), item);
    taken += 1;
    if (taken % ITEMS_AT_ONCE === 0) await othersFirst();
  }
  await consumeDeletions(source, nextOrigin, content.delete, settings);
  return true;
}

/** Takes in a load: its batches, and after the last one what the index has from before. Nothing is removed where one was broken. */
export async function consumeLoad(
  source: Source,
  origin: Origin,
  files: readonly BatchFile[],
  settings: SettleSettings,
): Promise<void> {
  let isWhole = true;
  for (const file of files) {
    const isRead = await consumeBatch(source, origin, file, 'update', settings);
    isWhole &&= isRead;
  }
  if (isWhole) await removeOlder(source.pipeline, origin, settings.leavesDeleteRows);
}

/** Reads an uploaded batch twice: no item of it counts when it is broken somewhere. Removes the file. */
async function consumeFile(
  source: Source,
  origin: Origin,
  fileId: string,
  path: string,
  use: BatchUse,
  settings: SettleSettings,
): Promise<boolean> {
  const size = await stat(path).then(
    (file) => file.size,
    () => null,
  );
  if (size === null) {
    recordFile(source, origin, fileId, GONE);
    return false;
  }
  if (size > LARGE_FILE_BYTES) settings.onLargeFile();
  const checked = await readBatchFile(path, {});
  const failure =
    checked.kind === 'broken'
      ? checked.message
      : checked.entries * ROWS_PER_ITEM > settings.room()
        ? NO_ROOM
        : undefined;
  recordFile(source, origin, fileId, failure);
  if (checked.kind === 'read' && failure === undefined) {
    const nextOrigin = originsOf(origin, checked.entries);
    const deletions: PushedDelete[] = [];
    const change = (item: PushedItem) => consumeChange(source.pipeline, nextOrigin(), item);
    const put = (item: PushedItem) => consumePut(source.pipeline, nextOrigin(), item);
    const visitors: Record<BatchUse, BatchVisitor> = {
      push: { put, delete: (target) => deletions.push(target) },
      update: { put, change, delete: (target) => deletions.push(target) },
      merge: { put: change },
    };
    await readBatchFile(path, visitors[use]);
    await consumeDeletions(source, nextOrigin, deletions, settings);
  }
  await unlink(path).catch(() => undefined);
  return failure === undefined;
}

async function consumeDeletions(
  { pipeline }: Source,
  nextOrigin: () => Origin,
  deletions: readonly PushedDelete[],
  { leavesDeleteRows }: SettleSettings,
): Promise<void> {
  for (const [index, target] of deletions.entries()) {
    await consumeDelete(pipeline, nextOrigin(), target, leavesDeleteRows);
    // One with children looks through all items.
    if (target.deleteChildren || index % ITEMS_AT_ONCE === ITEMS_AT_ONCE - 1) await othersFirst();
  }
}
