import type { PushedDelete, PushedItem } from './item';

/** What a push job says that it is doing (article 35). */
export type StatusType = 'REBUILD' | 'REFRESH' | 'INCREMENTAL' | 'IDLE';

/** What a batch consists of: a file that is read when it is consumed, items that a scenario made, or a text that is not JSON. */
export type BatchContent =
  | { kind: 'file'; path: string }
  | { kind: 'items'; addOrUpdate: readonly PushedItem[]; delete: readonly PushedDelete[] }
  | { kind: 'broken'; message: string };

/** What a Push API call asks for, once it has been accepted; `throttled` was refused, and is remembered for that only. */
export type PushRequest =
  | { type: 'put'; orderingId: bigint; item: PushedItem }
  | { type: 'delete'; orderingId: bigint; target: PushedDelete }
  | { type: 'batch'; orderingId: bigint; fileId: string; content: BatchContent }
  | { type: 'olderThan'; orderingId: bigint; queueDelayMs: number }
  | { type: 'status'; status: StatusType }
  | { type: 'throttled' };

/** An accepted call: the request, and when it came (epoch milliseconds). */
export interface AcceptedCall {
  at: number;
  requestId: string;
  request: PushRequest;
}
