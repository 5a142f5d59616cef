import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Verdict } from '@/lib/health/health';
import type { ScanResult } from '@/lib/scan/scan-result';
import type { Database, Opened } from '@/lib/store/database';
import type { Looker } from '@/lib/store/source-days';
import type { Allowance } from './rate-limit';
import type { RunningScan } from './running-scan';
import type { SharedLook } from './shared-look';

/**
 * What exists once in this process. Next loads route handlers, pages and instrumentation as separate copies of a
 * module, so module state would not be shared; `globalThis` is. Nothing here outlives a restart.
 */
export interface ProcessWide {
  /** What Coveo said of a token, by token digest and organization. */
  readonly verified: Map<string, { readonly refused: boolean; readonly at: number }>;
  /**
   * When a token last read a source and its log, by token digest and source, or the source alone, by the same after
   * "seen ": ms of this machine's clock.
   */
  readonly reached: Map<string, number>;
  /** Finished scans, for the minute in which they are fresh. */
  readonly scans: Map<string, { readonly result: ScanResult; readonly at: number }>;
  /** The merges of finished scans into the store, by who looked: whoever looks at the same scan waits for the same one. */
  readonly merges: WeakMap<ScanResult, Map<Looker, Promise<void>>>;
  /** Finished scans with what was recorded beside, and a mark of that: nothing is put together twice. */
  readonly recorded: WeakMap<ScanResult, { readonly mark: string; readonly result: ScanResult }>;
  /** When recorded pushes were last cleared away, by this machine's clock. */
  recordedClearedAt: number;
  /** Running scans by token and source: whoever asks the same joins. */
  readonly running: Map<string, RunningScan>;
  /** Looks at verifications of fixes, under way or just had, by issue and number. */
  readonly looks: Map<string, SharedLook>;
  /** How many scans run, and what lets on those that wait, the first first. */
  readonly turns: { running: number; readonly waiting: (() => void)[] };
  /** The last verdict on each source, by token digest. */
  readonly verdicts: Map<string, LastVerdict>;
  /** What is left to client addresses of requests that are limited, by kind and address. */
  readonly allowances: Map<string, Allowance>;
  /** The capsules that client addresses saved where anybody may: ids by place and address. */
  readonly saved: Map<string, readonly string[]>;
  /** Bytes of bodies that are being read, or may come. */
  bodyBytes: number;
  /** Under which name this process has actions at Coveo, and those that it is at, by their ids. */
  readonly acting: { readonly holder: string; readonly running: Map<string, Promise<void>> };
  /** Whether calls to Coveo that fail are written to the log. */
  logsCalls: boolean;
  /** What is to be done when this process is asked to end. */
  readonly stops: Set<() => void>;
  /** Whether it was asked. */
  stopping: boolean;
  /** The store, once somebody asked for it. */
  store: Promise<Opened<Database>> | null;
}

/** What was last said of a source. */
export interface LastVerdict {
  readonly verdict: Verdict;
  readonly asOf: string;
  readonly reason: string | null;
}

declare global {
  var pushscopeProcess: ProcessWide | undefined;
}

/** The one copy in this process. */
export function processWide(): ProcessWide {
  globalThis.pushscopeProcess ??= {
    verified: new Map(),
    reached: new Map(),
    scans: new Map(),
    merges: new WeakMap(),
    recorded: new WeakMap(),
    recordedClearedAt: 0,
    running: new Map(),
    looks: new Map(),
    turns: { running: 0, waiting: [] },
    verdicts: new Map(),
    allowances: new Map(),
    saved: new Map(),
    bodyBytes: 0,
    acting: { holder: randomUUID(), running: new Map() },
    logsCalls: false,
    stops: new Set(),
    stopping: false,
    store: null,
  };
  return globalThis.pushscopeProcess;
}

/** Sets a key as the newest of a map, and drops the oldest ones beyond `most`. */
export function setNewest<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
