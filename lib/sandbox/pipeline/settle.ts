import { unlink } from 'node:fs/promises';
import { uuidOf } from '../hash';
import type { Source, Work } from '../source';
import { accept, CONSUMED_AFTER_MS, enqueue } from './accept';
import { readBatchFile } from './batch-file';
import type { BatchContent } from './call';
import { consumeDelete, consumeOlderThan, consumePut, consumeStatus, type Origin, record } from './consume';
import { only } from './steps';

/** Milliseconds between two items of a batch: a small one takes its time, a large one is not held up. */
const ITEM_SPACING_MS = 4;
const SMALL_BATCH_ITEMS = 1_000;

/** A temporary file can be cleared away by others before it is consumed. */
const UNREADABLE = { kind: 'broken', message: 'Unable to deserialize the batch: its file is gone.' } as const;

const ACTIVITY_SALT = 0xac7;

/**
 * Brings a source up to `now`: the pushes of its scenario that have come about are taken in, and everything in the
 * queue that is due goes through the pipeline. Nothing happens between two settlements; there are no timers.
 */
export async function settle(source: Source, now: number, leavesDeleteRows: boolean): Promise<void> {
  const { pipeline } = source;
  for (const call of source.plan?.callsUntil(now) ?? []) accept(pipeline, call);
  for (let work = pipeline.queue[0]; work && work.due <= now; work = pipeline.queue[0]) {
    pipeline.queue.shift();
    await perform(source, work, leavesDeleteRows);
  }
}

async function perform(source: Source, work: Work, leavesRows: boolean): Promise<void> {
  const { pipeline } = source;
  const { at, requestId, request } = work.call;
  if (request.type === 'status') {
    return consumeStatus(pipeline, at, uuidOf(source.seed, ACTIVITY_SALT, at), request.status);
  }
  const origin: Origin = { due: work.due, orderingId: request.orderingId, requestId };
  if (request.type === 'put') return consumePut(pipeline, origin, request.item);
  if (request.type === 'delete') return consumeDelete(pipeline, origin, request.target, leavesRows);
  if (request.type === 'olderThan') return consumeOlderThan(pipeline, origin, leavesRows);
  if (work.stage === 'arrive') {
    record(pipeline, origin, { kind: 'BATCH_FILE', id: request.fileId, steps: only('STREAMING_BATCH') });
    return enqueue(pipeline, { due: at + CONSUMED_AFTER_MS, call: work.call, stage: 'consume' });
  }
  const content = request.content.kind === 'file' ? await takeFile(request.content.path) : request.content;
  consumeBatch(source, origin, request.fileId, content, leavesRows);
}

async function takeFile(path: string): Promise<Exclude<BatchContent, { kind: 'file' }>> {
  const content = await readBatchFile(path).catch(() => UNREADABLE);
  await unlink(path).catch(() => undefined);
  return content;
}

function consumeBatch(
  { pipeline }: Source,
  origin: Origin,
  fileId: string,
  content: Exclude<BatchContent, { kind: 'file' }>,
  leavesRows: boolean,
): void {
  if (content.kind === 'broken') {
    const problem = { code: null, message: content.message };
    record(pipeline, origin, {
      kind: 'BATCH_FILE',
      id: fileId,
      steps: only('CONSUMING_BATCH', 'ERROR', problem),
    });
    return;
  }
  record(pipeline, origin, { kind: 'BATCH_FILE', id: fileId, steps: only('CONSUMING_BATCH') });
  const total = content.addOrUpdate.length + content.delete.length;
  const spacing = total > SMALL_BATCH_ITEMS ? 1 : ITEM_SPACING_MS;
  let due = origin.due + spacing;
  for (const item of content.addOrUpdate) {
    consumePut(pipeline, { ...origin, due }, item);
    due += spacing;
  }
  for (const target of content.delete) {
    consumeDelete(pipeline, { ...origin, due }, target, leavesRows);
    due += spacing;
  }
}
