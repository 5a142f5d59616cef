import { mix, uuidOf } from '../hash';
import type { AcceptedCall, BatchContent, PushRequest } from '../pipeline/call';
import type { PushedItem } from '../pipeline/item';
import type { Rhythm, Run } from './schedule';

const MINUTE_MS = 60_000;
const QUEUE_DELAY_MS = 15 * MINUTE_MS;

/** A customer's push job: what it is called, how often it runs, and what it pushes. */
export interface Job {
  /** Name of the source that it pushes to. */
  name: string;
  /** Items are `<uri>/<number>`. */
  uri: string;
  rhythm: Rhythm;
  /** Items in a run. */
  size: number;
  /** Items that a run has new, and about as many that are gone, compared with the run before. */
  turnover: number;
  /** Items that the first run of its history has beyond `size`; none unless given. */
  firstRun?: number;
  /** Batches in a run. */
  batches: number;
  /** What becomes of the items of each run, where other scenarios are mixed into its own. */
  items?: ItemsOfRun;
}

/** Makes of the items of a run what is pushed instead. */
export type ItemsOfRun = (items: readonly PushedItem[], job: Job, seed: number, run: Run) => PushedItem[];

/** A job's items in a run, and its calls, to be changed by a scenario before they are made. */
export interface RunPlan {
  items: PushedItem[];
  /** Whether the job tells the status: both ends, its beginning only (it died), or not at all. */
  status: 'both' | 'begins' | 'none';
  /** The ordering id of the delete-older-than at its end; null: it makes none. */
  olderThan: bigint | null;
}

/** The stable number of an item, from its URI's end: what a scenario picks items by. */
export function itemNumber(item: PushedItem): number {
  return Number(item.documentId.slice(item.documentId.lastIndexOf('/') + 1));
}

function itemsOf(job: Job, seed: number, { index }: Run): PushedItem[] {
  const jitter = Math.min(3, job.turnover + 1);
  const first = job.turnover * index + (mix(seed, index, 1) % jitter);
  const end = job.turnover * index + job.size + (mix(seed, index, 2) % jitter);
  return Array.from({ length: end - first }, (_, offset) => {
    const noise = mix(seed, first + offset);
    return {
      documentId: `${job.uri}/${first + offset}`,
      bytes: 2_000 + (noise % 30_000),
      metadataBytes: 200 + (noise % 900),
    };
  });
}

/** What a proper connector does in a run: all items, status at both ends, and what is older than its start deleted. */
export function fullRun(job: Job, seed: number, run: Run): RunPlan {
  const items = itemsOf(job, seed, run);
  return {
    items: job.items ? job.items(items, job, seed, run) : items,
    status: 'both',
    olderThan: BigInt(run.start),
  };
}

/** A call of a job at a time (epoch milliseconds); ids are decided by seed and time. */
export function jobCall(seed: number, at: number, request: PushRequest): AcceptedCall {
  return { at, requestId: uuidOf(seed, 1, at), request };
}

function contentOf(items: readonly PushedItem[]): BatchContent {
  return { kind: 'items', addOrUpdate: items, delete: [] };
}

/** A load of a job by the Stream API: what was streamed in chunks replaces all that the source had, as of this time. */
export function loadCall(seed: number, at: number, chunks: readonly (readonly PushedItem[])[]): AcceptedCall {
  const files = chunks.map((items, index) => ({
    fileId: uuidOf(seed, 2, at + index),
    content: contentOf(items),
  }));
  return jobCall(seed, at, { type: 'load', orderingId: BigInt(at), files });
}

/** A batch of a job; its ordering id is the time of the call unless given. */
export function batchCall(
  seed: number,
  at: number,
  content: readonly PushedItem[] | Extract<BatchContent, { kind: 'broken' }>,
  orderingId = BigInt(at),
): AcceptedCall {
  const file = { fileId: uuidOf(seed, 2, at), content: 'kind' in content ? content : contentOf(content) };
  return jobCall(seed, at, { type: 'batch', orderingId, use: 'push', file });
}

/** The batches of a run, as items with the time of each: evenly over 10 to 40 minutes. */
export function batchesOf(
  job: Job,
  seed: number,
  run: Run,
  plan: RunPlan,
): { at: number; items: PushedItem[] }[] {
  const size = Math.ceil(plan.items.length / job.batches);
  const spacing = Math.floor(durationOf(seed, run) / (job.batches + 1));
  return Array.from({ length: job.batches }, (_, index) => ({
    at: run.start + MINUTE_MS + index * spacing,
    items: plan.items.slice(index * size, (index + 1) * size),
  })).filter(({ items }) => items.length > 0);
}

function durationOf(seed: number, { index }: Run): number {
  return (10 + (mix(seed, index, 3) % 30)) * MINUTE_MS;
}

/** The calls of a run around its batches: status, delete older than, status. */
export function callsAround(seed: number, run: Run, plan: RunPlan, batches: AcceptedCall[]): AcceptedCall[] {
  const end = run.start + durationOf(seed, run);
  const calls = [...batches];
  if (plan.status !== 'none') calls.unshift(jobCall(seed, run.start, { type: 'status', status: 'REFRESH' }));
  if (plan.olderThan !== null) {
    const request = { type: 'olderThan', orderingId: plan.olderThan, queueDelayMs: QUEUE_DELAY_MS } as const;
    calls.push(jobCall(seed, end - 5_000, request));
  }
  if (plan.status === 'both') calls.push(jobCall(seed, end, { type: 'status', status: 'IDLE' }));
  return calls;
}

/** The calls of the runs of a job that does all properly, but for the items that it pushes. */
export function callsWith(items: ItemsOfRun) {
  return (job: Job, seed: number, run: Run): AcceptedCall[] => {
    const plan = fullRun(job, seed, run);
    return callsOf(job, seed, run, { ...plan, items: items(plan.items, job, seed, run) });
  };
}

/** The calls of a run whose batches are pushed as they are. */
export function callsOf(job: Job, seed: number, run: Run, plan: RunPlan): AcceptedCall[] {
  const batches = batchesOf(job, seed, run, plan).map(({ at, items }) => batchCall(seed, at, items));
  return callsAround(seed, run, plan, batches);
}
