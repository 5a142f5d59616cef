import type { ApiCall, Handler } from '../api-call';
import { invalidParameter, missingParameter } from '../error-bodies';
import { usageOn } from '../pipeline/accept';
import { EXPIRES_SECONDS } from '../presigned-url';
import type { OpenStream, Source } from '../source';
import {
  accepted,
  makeContainer,
  orderingIdNow,
  orderingIdOf,
  readQueueDelay,
  streamableSource,
  take,
  takeUploads,
} from './push-call';
import { guarded } from './push-limits';

/** A stream lives as long as a container: that of the first one is in it. */
const LIFETIME_MS = EXPIRES_SECONDS * 1_000;

const SHARD = /^[a-z\d]{1,10}$/i;

/** Does something for a source that the Stream API is for, or refuses the call (412). */
function onSource(answer: (call: ApiCall, source: Source) => Response | Promise<Response>): Handler {
  return guarded((call) => {
    const source = streamableSource(call);
    return source instanceof Response ? source : answer(call, source);
  });
}

/** Does something with an open stream of the path's source, or refuses the call (412). */
function onStream(
  answer: (call: ApiCall, source: Source, stream: OpenStream) => Response | Promise<Response>,
): Handler {
  return onSource((call, source) => {
    dropOldStreams(source, call.now);
    const stream = source.streams.get(call.param('stream'));
    return stream ? answer(call, source, stream) : invalidParameter('streamId', 'the id of an open stream');
  });
}

function dropOldStreams({ streams }: Source, now: number): void {
  for (const [id, { openedAt }] of streams) if (now - openedAt > LIFETIME_MS) streams.delete(id);
}

const open = onSource((call, source) => {
  dropOldStreams(source, call.now);
  usageOn(source.pipeline, call.now).calls += 1;
  const streamId = call.newId();
  const container = makeContainer(call);
  source.streams.set(streamId, { openedAt: call.now, fileIds: [container.fileId] });
  return Response.json({ streamId, ...container }, { status: 201 });
});

const chunk = onStream((call, source, { fileIds }) => {
  usageOn(source.pipeline, call.now).calls += 1;
  const container = makeContainer(call);
  fileIds.push(container.fileId);
  return Response.json(container);
});

const close = onStream(async (call, source, { fileIds }) => {
  const files = await takeUploads(call, fileIds);
  if (files instanceof Response) return files;
  source.streams.delete(call.param('stream'));
  for (const fileId of fileIds) call.organization.containers.delete(fileId);
  const orderingId = orderingIdNow(call);
  take(call, source, { type: 'load', orderingId, files });
  return accepted(call, orderingId, 200);
});

function pushing(use: 'update' | 'merge'): Handler {
  return onSource(async (call, source) => {
    const { searchParams } = call.url;
    const fileId = searchParams.get('fileId');
    if (!fileId) return missingParameter('fileId');
    const shard = searchParams.get('shard');
    if (use === 'update' && shard !== null && !SHARD.test(shard)) {
      return invalidParameter('shard', '1 to 10 letters and digits');
    }
    const files = await takeUploads(call, [fileId]);
    if (files instanceof Response) return files;
    const orderingId = orderingIdNow(call);
    for (const file of files) take(call, source, { type: 'batch', orderingId, use, file });
    return accepted(call, orderingId);
  });
}

const olderThan = onSource((call, source) => {
  const orderingId = orderingIdOf(call.param('time'), 'epochMilliseconds');
  if (orderingId instanceof Response) return orderingId;
  const queueDelayMs = readQueueDelay(call);
  if (queueDelayMs instanceof Response) return queueDelayMs;
  take(call, source, { type: 'olderThan', orderingId, queueDelayMs });
  return accepted(call, orderingId, 201);
});

/** The Stream API, for Catalog sources. */
export const streamHandlers = {
  'stream.open': open,
  'stream.chunk': chunk,
  'stream.close': close,
  'stream.update': pushing('update'),
  'stream.merge': pushing('merge'),
  'stream.olderThan': olderThan,
} as const satisfies Record<string, Handler>;
