import { uuidOf } from '../hash';
import type { Source, Work } from '../source';
import { accept, CONSUMED_AFTER_MS, enqueue } from './accept';
import { filesOf } from './call';
import {
  consumeDelete,
  consumeOlderThan,
  consumePut,
  consumeStatus,
  noticeLimit,
  type Origin,
  record,
} from './consume';
import { consumeBatch, consumeLoad } from './consume-batch';
import { forget } from './journal';
import { othersFirst } from './others-first';
import type { SettleSettings } from './settling';
import { only, STREAMED } from './steps';

const ACTIVITY_SALT = 0xac7;

/**
 * Brings a source up to `now`: the pushes of its scenario that have come about are taken in, and everything in the
 * queue that is due goes through the pipeline. Nothing happens between two settlements; there are no timers. Others have
 * their turn after each run, and what is too old is forgotten on the way: a clock can move over hundreds of them.
 */
export async function settle(source: Source, now: number, settings: SettleSettings): Promise<void> {
  for (const { start, calls } of source.plan?.runsUntil(now) ?? []) {
    // Run by run, so that the calls of a long history are never there all at once.
    await performUntil(source, start - 1, settings);
    for (const call of calls) accept(source.pipeline, call);
    forgetOld(source, settings);
    await othersFirst();
  }
  await performUntil(source, now, settings);
  forgetOld(source, settings);
}

function forgetOld({ pipeline }: Source, { forgetBefore, mostRows }: SettleSettings): void {
  forget(pipeline.journal, forgetBefore, mostRows);
}

async function performUntil(source: Source, time: number, settings: SettleSettings): Promise<void> {
  const { queue } = source.pipeline;
  for (let work = queue[0]; work && work.due <= time; work = queue[0]) {
    queue.shift();
    await perform(source, work, settings);
  }
}

async function perform(source: Source, work: Work, settings: SettleSettings): Promise<void> {
  const { pipeline } = source;
  const { leavesDeleteRows: leavesRows } = settings;
  const { at, requestId, request } = work.call;
  if (request.type === 'status') {
    return consumeStatus(pipeline, at, uuidOf(source.seed, ACTIVITY_SALT, at), request.status);
  }
  if (request.type === 'throttled') return noticeLimit(pipeline, at, uuidOf(source.seed, ACTIVITY_SALT, at));
  const origin: Origin = { due: work.due, orderingId: request.orderingId, requestId };
  if (request.type === 'put') return consumePut(pipeline, origin, request.item);
  if (request.type === 'delete') return consumeDelete(pipeline, origin, request.target, leavesRows);
  if (request.type === 'olderThan') return consumeOlderThan(pipeline, origin, leavesRows);
  if (work.stage === 'arrive') {
    const steps = source.type === 'CATALOG' ? STREAMED : only('STREAMING_BATCH');
    for (const { fileId } of filesOf(request))
      record(pipeline, origin, { kind: 'BATCH_FILE', id: fileId, steps });
    return enqueue(pipeline, { due: at + CONSUMED_AFTER_MS, call: work.call, stage: 'consume' });
  }
  if (request.type === 'load') return consumeLoad(source, origin, request.files, settings);
  await consumeBatch(source, origin, request.file, request.use, settings);
}
