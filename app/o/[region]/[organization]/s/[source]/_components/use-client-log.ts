'use client';

import { useCallback } from 'react';
import { type Reader, type Reading, useReader } from '@/app/_components/use-reader';
import type { RecordedPlace } from '@/lib/evidence/recorded-push';
import type { RecordedPaste } from '@/lib/paste/recorded-paste';

/** A client's log to read, or the bytes of a file, and which source's calls are looked for. */
export interface ClientLog {
  readonly input: string | Uint8Array;
  readonly place: RecordedPlace;
  /** The zone of times that show none (`Z`, `+01:00`); null where nobody says it. */
  readonly assumedZone: string | null;
}

/** Most sources have no recorded calls: nobody is hired before there is something to read. */
const READING: Reader<ClientLog, RecordedPaste> = {
  hire: () => new Worker(new URL('./recorded.worker.ts', import.meta.url), { type: 'module' }),
  loadHere: async () => {
    const { readRecordedPaste } = await import('@/lib/paste/recorded-paste');
    return ({ input, place, assumedZone }) => readRecordedPaste(input, place, assumedZone);
  },
  early: false,
};

/**
 * Reads the calls of a source in a client's log, away from the page's own thread. Nothing leaves the browser. `asOf`
 * (ISO) is Coveo's time of what the page shows: where this machine's clock is behind it, no call lies in the future.
 */
export function useClientLog(
  { organization, source }: Pick<RecordedPlace, 'organization' | 'source'>,
  asOf: string,
): {
  /** Of the log read last; null where none was. */
  readonly found: RecordedPaste | null;
  readonly reading: Reading;
  readonly read: (input: string | Uint8Array, assumedZone: string | null) => void;
  readonly stop: () => void;
  /** Drops what was found, and what is being read. */
  readonly forget: () => void;
} {
  const { output, reading, read, stop, forget } = useReader(READING);
  const readLog = useCallback(
    (input: string | Uint8Array, assumedZone: string | null) => {
      const here = new Date().toISOString();
      read({ input, place: { organization, source, now: here < asOf ? asOf : here }, assumedZone });
    },
    [read, organization, source, asOf],
  );
  return { found: output, reading, read: readLog, stop, forget };
}
