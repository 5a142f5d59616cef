import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ScanEvent } from '@/lib/scan/scan-event';
import type { ScanResult } from '@/lib/scan/scan-result';
import { processWide } from './process-wide';

/** What a viewer hears of a scan; `scan` is the id by which they can stop watching it. */
export type ScanNews = ScanEvent & { readonly scan: string };

/** Who waits for a scan. */
export interface Viewer {
  /** The viewer went away or lost patience. */
  readonly signal: AbortSignal;
  readonly onEvent: (news: ScanNews) => void;
}

/** A scan under way, shared by all who look at one source with one token. */
export interface RunningScan {
  /** By the id that each was given; `stop` ends their watching. */
  readonly viewers: Map<string, { readonly tell: (event: ScanEvent) => void; readonly stop: () => void }>;
  readonly stopping: AbortController;
  /** The newest plan, for who comes later. */
  plan: ScanEvent | null;
  /** The last plan or progress, for who comes later. */
  latest: ScanEvent | null;
  /** How to get what was read so far, from when there is anything. */
  readonly begun: Promise<() => ScanResult>;
  readonly result: Promise<ScanResult>;
}

/** Reads a source until it is read or the signal ends it. */
export type Scan = (told: {
  readonly signal: AbortSignal;
  readonly onEvent: (event: ScanEvent) => void;
  readonly onReading: (soFar: () => ScanResult) => void;
}) => Promise<ScanResult>;

/**
 * Joins the running scan of `key`, or begins one. It ends when it has read everything, or when the last viewer has left
 * or stopped: they get what was read so far, and so does who leaves while others stay. `whole` is false for those.
 */
export async function watchScan(
  key: string,
  viewer: Viewer,
  scan: Scan,
): Promise<{ readonly result: ScanResult; readonly whole: boolean }> {
  const shared = processWide().running.get(key) ?? begin(key, scan);
  const id = randomUUID();
  const stopped = new AbortController();
  const tell = (event: ScanEvent) => viewer.onEvent({ ...event, scan: id });
  shared.viewers.set(id, { tell, stop: () => stopped.abort() });
  if (shared.plan && shared.plan !== shared.latest) tell(shared.plan);
  if (shared.latest) tell(shared.latest);
  const toTheEnd = shared.result.then((result) => ({ result, whole: !shared.stopping.signal.aborted }));
  const gone = onceAborted(viewer.signal, () => stopped.abort());
  const leaving = new Promise<void>((resolve) => onceAborted(stopped.signal, resolve));
  const left = leaving.then(async () => {
    shared.viewers.delete(id);
    if (shared.viewers.size > 0) return { result: (await shared.begun)(), whole: false };
    stop(key, shared);
    return toTheEnd;
  });
  // A signal that outlives the scan must not keep its rows.
  return Promise.race([toTheEnd, left]).finally(gone);
}

/** Does `then` once the signal fires, or at once where it has; what comes back takes that away again. */
function onceAborted(signal: AbortSignal, then: () => void): () => void {
  if (signal.aborted) then();
  signal.addEventListener('abort', then, { once: true });
  return () => signal.removeEventListener('abort', then);
}

/** Ends a viewer's watching of the running scan of `key`. False when there is none of that id. */
export function stopRunning(key: string, id: string): boolean {
  const watching = processWide().running.get(key)?.viewers.get(id);
  watching?.stop();
  return watching !== undefined;
}

function begin(key: string, scan: Scan): RunningScan {
  const viewers: RunningScan['viewers'] = new Map();
  const stopping = new AbortController();
  const { signal } = stopping;
  const onEvent = (event: ScanEvent) => {
    if (event.type !== 'wait') shared.latest = event;
    if (event.type === 'plan') shared.plan = event;
    for (const { tell } of viewers.values()) tell(event);
  };
  let onReading: (soFar: () => ScanResult) => void = () => {};
  const begun = new Promise<() => ScanResult>((resolve) => {
    onReading = resolve;
  });
  const result = scan({ signal, onEvent, onReading }).finally(() => forget(key, shared));
  const shared: RunningScan = { viewers, stopping, plan: null, latest: null, begun, result };
  processWide().running.set(key, shared);
  return shared;
}

/** A scan that is ending is joined by nobody any more. */
function stop(key: string, shared: RunningScan): void {
  forget(key, shared);
  shared.stopping.abort();
}

function forget(key: string, shared: RunningScan): void {
  const { running } = processWide();
  if (running.get(key) === shared) running.delete(key);
}
