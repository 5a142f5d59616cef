import 'server-only';
import type { Database, Opened, StoreFailure } from '@/lib/store/database';
import { openStore } from '@/lib/store/open-store';
import { readEnvironment } from './environment';
import { processWide } from './process-wide';
import { sayWhy } from './say-why';

/** The store of this process; opened once, by whoever asks first. Throws the sentence when it cannot be opened. */
export async function processStore(): Promise<Database> {
  const opened = await openOnce();
  if (!opened.ok) throw new Error(opened.failure.text);
  return opened.value;
}

/**
 * Opens the store when the server starts, so that the schema is brought up to date before the first request. Where it
 * cannot be opened, the process ends with the reason: Pushscope without its store would lose what it is told.
 */
export async function openStoreAtStart(): Promise<void> {
  const opened = await openOnce();
  if (!opened.ok) sayWhy(opened.failure.text);
}

/** Whether the store answers at this moment. */
export async function isStoreReady(): Promise<boolean> {
  const opened = await openOnce();
  if (!opened.ok) return false;
  return opened.value.read
    .selectFrom('issues')
    .select('id')
    .limit(1)
    .execute()
    .then(
      () => true,
      () => false,
    );
}

/** What whoever asked is told of a store that fails; where it is and what to do stands in the server's log. */
const TOLD: Readonly<Record<StoreFailure['kind'], string>> = {
  'in use': 'Pushscope’s store is in use by another program. Try again.',
  'not writable': 'Pushscope may not write to its store. Nothing was stored.',
  full: 'The disk of Pushscope’s store is full or fails. Nothing was stored.',
  damaged: 'Pushscope’s store is damaged. Nothing was stored.',
  unreachable: 'Pushscope’s store does not answer. Try again.',
  newer: 'Pushscope’s store belongs to a newer version.',
  unknown: 'Pushscope’s store failed.',
};

/**
 * A sentence for whoever asked when the store is to blame for an error, and one into the log; null when it is not to
 * blame, or nobody has used it.
 */
export async function explainStoreFailure(error: unknown): Promise<string | null> {
  const opened = await processWide().store;
  const failure = opened?.ok ? opened.value.explain(error) : null;
  if (failure === null) return null;
  console.error(failure.text);
  return TOLD[failure.kind];
}

async function openOnce(): Promise<Opened<Database>> {
  const shared = processWide();
  shared.store ??= open();
  const opened = await shared.store;
  // What kept it from opening may have gone by the next time.
  if (!opened.ok) shared.store = null;
  return opened;
}

async function open(): Promise<Opened<Database>> {
  const opened = await openStore(readEnvironment());
  // Next ends the process itself when it is asked to, and waits for nobody.
  if (opened.ok) process.once('exit', opened.value.closeNow);
  return opened;
}
