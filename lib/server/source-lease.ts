import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ScanProgress } from '@/lib/scan/scan-event';
import type { IssuePlace } from '@/lib/store/issue';
import { endLease, readLeaseNote, takeLease } from '@/lib/store/leases';
import { processStore } from './store';

/** A holder that says nothing for so long is taken for dead. */
const LEASE_MS = 30_000;
const RENEWED_EVERY_MS = 10_000;
/** How often who reads says how far it is, for those who wait. */
const TOLD_EVERY_MS = 3_000;
/** How often who waits looks again, and for how long: then they read what is kept by then, and the rest themselves. */
const LOOKED_EVERY_MS = 500;
const WAITED_FOR_MS = 60_000;

/** The right to be the only one, of all instances, who reads a source at this moment. */
export interface SourceLease {
  /** Says how far the reading is, to those who wait for it. */
  readonly tell: (progress: ScanProgress) => void;
  /** Gives it back. */
  readonly end: () => Promise<void>;
}

/** Waits so long, or until the signal ends. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Takes the lease on a source; null while another scan has it. Where the store fails, nobody is kept from reading. */
export async function takeSourceLease(place: IssuePlace): Promise<SourceLease | null> {
  const holder = randomUUID();
  let note: string | undefined;
  let told: { readonly note: string | undefined; readonly at: number } = { note, at: 0 };
  let isOver = false;
  let holding: Promise<boolean> = Promise.resolve(true);
  const holdNow = async () => {
    if (isOver) return false;
    const nowMs = Date.now();
    told = { note, at: nowMs };
    const lease = { holder, nowMs, until: nowMs + LEASE_MS, ...(note === undefined ? {} : { note }) };
    return takeLease(await processStore(), place, lease);
  };
  // One after the other, so that none takes the lease again after its end.
  const hold = () => {
    holding = holding.catch(() => false).then(holdNow);
    return holding;
  };
  try {
    if (!(await hold())) return null;
  } catch (error) {
    console.error('The lease on a source could not be taken:', error);
    return { tell: () => {}, end: async () => {} };
  }
  const renewing = setInterval(() => {
    if (note !== told.note || Date.now() - told.at >= RENEWED_EVERY_MS) hold().catch(() => false);
  }, TOLD_EVERY_MS);
  renewing.unref();
  return {
    tell: ({ callsDone, callsPlanned, rowsDone, rowsPlanned }) => {
      const isFirst = note === undefined;
      note = JSON.stringify([callsDone, callsPlanned, rowsDone, rowsPlanned]);
      if (isFirst) hold().catch(() => false);
    },
    end: async () => {
      isOver = true;
      clearInterval(renewing);
      await holding.catch(() => false);
      try {
        await endLease(await processStore(), place, holder);
      } catch (error) {
        console.error('The lease on a source could not be ended:', error);
      }
    },
  };
}

const NOT_TOLD: ScanProgress = {
  callsDone: 0,
  callsPlanned: 0,
  rowsDone: 0,
  rowsPlanned: 0,
  elsewhere: true,
};

/**
 * Waits for the lease on a source, a minute at the most; null where it did not come, or the signal ended the wait.
 * `onProgress` hears at once that it waits, and then how far the one is that reads.
 */
export async function awaitSourceLease(
  place: IssuePlace,
  signal: AbortSignal,
  onProgress: (progress: ScanProgress) => void,
  pause: Pause = pauseFor,
): Promise<SourceLease | null> {
  onProgress((await progressElsewhere(place)) ?? NOT_TOLD);
  for (let waited = 0; waited < WAITED_FOR_MS && !signal.aborted; waited += LOOKED_EVERY_MS) {
    await pause(LOOKED_EVERY_MS, signal);
    if (waited > 0 && waited % TOLD_EVERY_MS === 0) onProgress((await progressElsewhere(place)) ?? NOT_TOLD);
    const lease = await takeSourceLease(place);
    if (lease !== null) return lease;
  }
  return null;
}

const count = z.number().int().min(0);
const noteSchema = z.tuple([count, count, count, count]);

/** How far another scan of the source is, as it last said; null where it has not, or the store fails. */
async function progressElsewhere(place: IssuePlace): Promise<ScanProgress | null> {
  try {
    const note = await readLeaseNote(await processStore(), place, Date.now());
    const parsed = note === null ? null : noteSchema.safeParse(JSON.parse(note));
    if (!parsed?.success) return null;
    const [callsDone, callsPlanned, rowsDone, rowsPlanned] = parsed.data;
    return { callsDone, callsPlanned, rowsDone, rowsPlanned, elsewhere: true };
  } catch {
    return null;
  }
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
