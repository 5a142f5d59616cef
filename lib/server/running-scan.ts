import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ScanEvent } from '@/lib/scan/scan-event';
import type { ScanResult } from '@/lib/scan/scan-result';
import { processWide } from './process-wide';
import { inTurn } from './scan-turns';

/** What a viewer hears of a scan; `scan` is the id by which it can be stopped. */
export type ScanNews = ScanEvent & { readonly scan: string };

/** Who waits for a scan. */
export interface Viewer {
  /** The viewer went away or lost patience. */
  readonly signal: AbortSignal;
  readonly onEvent: (news: ScanNews) => void;
}

/** A scan under way, shared by all who look at one source with one token. */
export interface RunningScan {
  readonly id: string;
  readonly viewers: Set<Viewer>;
  readonly stopping: AbortController;
  /** The newest plan, for who comes later. */
  plan: ScanNews | null;
  /** The last plan or progress, for who comes later. */
  latest: ScanNews | null;
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
 * Joins the running scan of `key`, or begins one. It ends when it has read everything, when it is stopped, or when the
 * last viewer has left: who waits then gets what was read so far, and so does who leaves while others stay. `whole` is
 * false for those.
 */
export async function watchScan(
  key: string,
  viewer: Viewer,
  scan: Scan,
): Promise<{ readonly result: ScanResult; readonly whole: boolean }> {
  const shared = processWide().running.get(key) ?? begin(key, scan);
  shared.viewers.add(viewer);
  if (shared.plan && shared.plan !== shared.latest) viewer.onEvent(shared.plan);
  if (shared.latest) viewer.onEvent(shared.latest);
  const toTheEnd = shared.result.then((result) => ({ result, whole: !shared.stopping.signal.aborted }));
  const left = untilAborted(viewer.signal).then(async () => {
    shared.viewers.delete(viewer);
    if (shared.viewers.size > 0) return { result: (await shared.begun)(), whole: false };
    stop(key, shared);
    return toTheEnd;
  });
  return Promise.race([toTheEnd, left]);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Stops the running scan of `key` for all of its viewers. False when there is none of that id. */
export function stopRunning(key: string, id: string): boolean {
  const shared = processWide().running.get(key);
  if (shared?.id !== id) return false;
  stop(key, shared);
  return true;
}

function begin(key: string, scan: Scan): RunningScan {
  const id = randomUUID();
  const viewers = new Set<Viewer>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const onEvent = (event: ScanEvent) => {
    const news = { ...event, scan: id };
    if (event.type !== 'wait') shared.latest = news;
    if (event.type === 'plan') shared.plan = news;
    for (const viewer of viewers) viewer.onEvent(news);
  };
  let onReading: (soFar: () => ScanResult) => void = () => {};
  const begun = new Promise<() => ScanResult>((resolve) => {
    onReading = resolve;
  });
  const result = inTurn(signal, () => scan({ signal, onEvent, onReading })).finally(() =>
    forget(key, shared),
  );
  const shared: RunningScan = { id, viewers, stopping, plan: null, latest: null, begun, result };
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
