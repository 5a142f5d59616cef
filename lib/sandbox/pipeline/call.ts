import type { PushedDelete, PushedItem } from './item';

/** What a push job says that it is doing (article 35). */
export type StatusType = 'REBUILD' | 'REFRESH' | 'INCREMENTAL' | 'IDLE';

/** What a batch consists of: a file that is read when it is consumed, items that a scenario made, or a text that is not JSON. */
export type BatchContent =
  | { kind: 'file'; path: string }
  | { kind: 'items'; addOrUpdate: readonly PushedItem[]; delete: readonly PushedDelete[] }
  | { kind: 'broken'; message: string };

/** The file of a batch, or one of the files of a load. */
export interface BatchFile {
  fileId: string;
  content: BatchContent;
}

/** What is done with a batch's items: a Push source takes them, the Stream API also takes changes, or nothing but changes. */
export type BatchUse = 'push' | 'update' | 'merge';

/** What a Push API or Stream API call asks for, once it has been accepted; `throttled` was refused, and is remembered for that only. */
export type PushRequest =
  | { type: 'put'; orderingId: bigint; item: PushedItem }
  | { type: 'delete'; orderingId: bigint; target: PushedDelete }
  | { type: 'batch'; orderingId: bigint; use: BatchUse; file: BatchFile }
  | { type: 'load'; orderingId: bigint; files: readonly BatchFile[] }
  | { type: 'olderThan'; orderingId: bigint; queueDelayMs: number }
  | { type: 'status'; status: StatusType }
  | { type: 'throttled' };

/** An accepted call: the request, and when it came (epoch milliseconds). */
export interface AcceptedCall {
  at: number;
  requestId: string;
  request: PushRequest;
}

/** The files that a call hands to the pipeline. */
export function filesOf(request: PushRequest): readonly BatchFile[] {
  if (request.type === 'load') return request.files;
  return request.type === 'batch' ? [request.file] : [];
}
