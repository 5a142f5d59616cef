import 'server-only';
import type { VerificationAnswer } from '@/lib/health/fix/fix-verification';
import { processWide, setNewest } from './process-wide';
import { type Asker, hasReached } from './source-reach';

/** The longest that a look which has ended is told to others. */
const LONGEST_TOLD_MS = 60_000;
const LOOKS_KEPT = 500;

/** What a look at a verification came to, and when to look again, in ms from its end; null when not. */
export interface Looked {
  readonly answer: VerificationAnswer;
  readonly checkAfterMs: number | null;
}

/** A look at a verification that is under way for all who wait for it, or was just had. */
export interface SharedLook {
  /** By whose token. */
  readonly digest: string;
  readonly stopping: AbortController;
  readonly looked: Promise<Looked>;
  viewers: number;
  /** What it came to and when, ms of this machine's clock; null while it is under way. */
  ended: { readonly looked: Looked; readonly at: number } | null;
}

/** Who looks at which verification. `again`: what was just seen does not do. */
export interface Look {
  /** Names the verification. */
  readonly key: string;
  readonly asker: Asker;
  readonly again: boolean;
  readonly signal: AbortSignal;
}

/**
 * Looks at a verification, or shares the look that is under way or was just had: with who asks by the same token, or by
 * one that has itself read the source in the last ten minutes. A look ends with the last who wait for it; who leaves
 * before gets what `look` makes of a signal that has ended.
 */
export async function shareLook(
  { key, asker, again, signal }: Look,
  look: (signal: AbortSignal) => Promise<Looked>,
): Promise<Looked> {
  const known = processWide().looks.get(key);
  const mayShare = known !== undefined && (known.digest === asker.access.digest || hasReached(asker));
  const told = mayShare && !again ? justSeen(known, asker) : null;
  if (told !== null) return told;
  const isUnderWay = mayShare && known.ended === null && !known.stopping.signal.aborted;
  const shared = isUnderWay ? known : begin(key, asker, look);
  shared.viewers++;
  const left = untilAborted(signal).then(() => null);
  const looked = await Promise.race([shared.looked, left]);
  shared.viewers--;
  if (looked !== null) return looked;
  if (shared.viewers > 0) return look(signal);
  shared.stopping.abort();
  return shared.looked;
}

/** What was seen so shortly before that it need not be asked again; a look that ended all is written down, and not told. */
function justSeen({ ended }: SharedLook, { access }: Asker): Looked | null {
  const checkAfterMs = ended?.looked.checkAfterMs ?? null;
  if (ended === null || checkAfterMs === null) return null;
  const age = Math.max(0, access.client.now() - ended.at);
  if (age >= Math.min(LONGEST_TOLD_MS, checkAfterMs / 2)) return null;
  return { ...ended.looked, checkAfterMs: checkAfterMs - age };
}

function begin(key: string, { access }: Asker, look: (signal: AbortSignal) => Promise<Looked>): SharedLook {
  const stopping = new AbortController();
  const { looks } = processWide();
  const forget = () => {
    if (looks.get(key) === made) looks.delete(key);
  };
  const looked = look(stopping.signal).then(
    (value) => {
      if (stopping.signal.aborted) forget();
      else made.ended = { looked: value, at: access.client.now() };
      return value;
    },
    (error: unknown) => {
      forget();
      throw error;
    },
  );
  const made: SharedLook = { digest: access.digest, stopping, looked, viewers: 0, ended: null };
  setNewest(looks, key, made, LOOKS_KEPT);
  return made;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
