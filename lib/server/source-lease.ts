import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IssuePlace } from '@/lib/store/issue';
import { endLease, takeLease } from '@/lib/store/leases';
import { processStore } from './store';

/** A holder that says nothing for so long is taken for dead. */
const LEASE_MS = 30_000;
const RENEWED_EVERY_MS = 10_000;
/** How often who waits looks again, and for how long: then they read what is kept by then, and the rest themselves. */
const LOOKED_EVERY_MS = 500;
const WAITED_FOR_MS = 60_000;

/** The right to be the only one, of all instances, who reads a source at this moment. */
export interface SourceLease {
  /** Gives it back. */
  readonly end: () => Promise<void>;
}

/** Waits so long, or until the signal ends. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Takes the lease on a source; null while another scan has it. Where the store fails, nobody is kept from reading. */
export async function takeSourceLease(place: IssuePlace): Promise<SourceLease | null> {
  const holder = randomUUID();
  const hold = async () => {
    const nowMs = Date.now();
    return takeLease(await processStore(), place, { holder, nowMs, until: nowMs + LEASE_MS });
  };
  try {
    if (!(await hold())) return null;
  } catch (error) {
    console.error('The lease on a source could not be taken:', error);
    return { end: async () => {} };
  }
  const renewing = setInterval(() => hold().catch(() => false), RENEWED_EVERY_MS);
  renewing.unref();
  return {
    end: async () => {
      clearInterval(renewing);
      try {
        await endLease(await processStore(), place, holder);
      } catch (error) {
        console.error('The lease on a source could not be ended:', error);
      }
    },
  };
}

/** Waits for the lease on a source, a minute at the most; null where it did not come, or the signal ended the wait. */
export async function awaitSourceLease(
  place: IssuePlace,
  signal: AbortSignal,
  pause: Pause = pauseFor,
): Promise<SourceLease | null> {
  for (let waited = 0; waited < WAITED_FOR_MS && !signal.aborted; waited += LOOKED_EVERY_MS) {
    await pause(LOOKED_EVERY_MS, signal);
    const lease = await takeSourceLease(place);
    if (lease !== null) return lease;
  }
  return null;
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
