import type { CallFailure } from './call';
import { type Hosts, hostsOf, type Region } from './hosts';

/** What `fetch` is given: always with a signal, and with `duplex` where the body is a stream. */
export type FetchInit = RequestInit & { readonly signal: AbortSignal; readonly duplex?: 'half' };

/** The part of `fetch` that the client uses; the URL is absolute. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/** Waits `ms` milliseconds; an abort ends the wait at once, without an error. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** A signal that fires after `ms` milliseconds. */
export type Deadline = (ms: number) => AbortSignal;

/**
 * All that a call to Coveo needs: where, as whom, and how patiently. A plain value; every function of this folder
 * takes one. It holds the access token: never log it or send it to a browser.
 */
export interface CoveoClient {
  readonly region: Region;
  readonly hosts: Hosts;
  readonly organization: string;
  readonly token: string;
  readonly fetch: Fetch;
  /** Milliseconds that one attempt may take, the reading of the body included. */
  readonly timeoutMs: number;
  /** Attempts in all, the first included; at least 1. */
  readonly attempts: number;
  /** Milliseconds of the first wait; it doubles with each attempt, up to `maxWaitMs`. */
  readonly backoffMs: number;
  /** The longest wait between two attempts; a Retry-After beyond it ends the call. */
  readonly maxWaitMs: number;
  readonly sleep: Sleep;
  /** What ends an attempt that takes longer than it may. */
  readonly deadline: Deadline;
  /** A number from 0 up to 1, for the jitter of waits. */
  readonly random: () => number;
  /** Epoch milliseconds of this machine, for durations and waits only: the time of an answer is its Date header. */
  readonly now: () => number;
  /** Told of each call that failed for good, but for those that their caller ended. */
  readonly onFailure: (failure: CallFailure) => void;
}

/** What a client is made of: the first four are needed, the rest have defaults. */
export interface CoveoClientSettings extends Partial<Omit<CoveoClient, 'hosts'>> {
  readonly region: Region;
  readonly organization: string;
  readonly token: string;
  /** The sandbox's base URL, its `/sandbox` path included. */
  readonly sandboxUrl: string;
}

/** Source Logs may take up to a minute (article 59). */
const TIMEOUT_MS = 65_000;
const ATTEMPTS = 4;
const BACKOFF_MS = 500;
const MAX_WAIT_MS = 30_000;

/** A client for one organization and one access token. White space around a pasted token is dropped. */
export function createCoveoClient(settings: CoveoClientSettings): CoveoClient {
  return {
    region: settings.region,
    hosts: hostsOf(settings.region, settings.sandboxUrl),
    organization: settings.organization,
    token: settings.token.trim(),
    fetch: settings.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
    attempts: Math.max(1, settings.attempts ?? ATTEMPTS),
    backoffMs: settings.backoffMs ?? BACKOFF_MS,
    maxWaitMs: settings.maxWaitMs ?? MAX_WAIT_MS,
    sleep: settings.sleep ?? sleep,
    deadline: settings.deadline ?? ((ms) => AbortSignal.timeout(ms)),
    random: settings.random ?? Math.random,
    now: settings.now ?? Date.now,
    onFailure: settings.onFailure ?? (() => {}),
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
