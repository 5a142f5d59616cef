import type { Source } from '../source';
import { settle } from './settle';
import type { SettleSettings } from './settling';

/** What a settlement of a source needs, beside what it arranges itself. */
export interface Settlement extends Omit<SettleSettings, 'onLargeFile'> {
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Settles a source. Resolves when that is done, or, unless it is to be done `wholly`, as soon as a large uploaded file
 * is read for it, which goes on without anybody waiting: what was consumed until then is there.
 */
export async function settleSource(source: Source, settlement: Settlement, wholly: boolean): Promise<void> {
  const { settling } = source;
  const done = settling.last.then(() => settleNow(source, settlement));
  settling.last = done.catch(() => undefined);
  if (wholly) return done;
  if (settling.isReading) return;
  await new Promise<void>((resolve, reject) => {
    const go = () => {
      settling.waiting.delete(go);
      resolve();
    };
    settling.waiting.add(go);
    done.then(go, (error: unknown) => {
      settling.waiting.delete(go);
      reject(error);
    });
  });
}

async function settleNow(source: Source, { now, ...rest }: Settlement): Promise<void> {
  const { settling } = source;
  const onLargeFile = () => {
    settling.isReading = true;
    for (const go of settling.waiting) go();
  };
  try {
    await settle(source, now, { ...rest, onLargeFile });
  } finally {
    settling.isReading = false;
  }
}
