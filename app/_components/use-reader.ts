'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReaderAnswer, ReaderJob } from './serve-reader';

/** Reading that takes longer than this is said, and can be stopped. */
const SLOW_MS = 200;

/** How the reading goes. */
export type Reading = 'idle' | 'reading' | 'slow' | 'stopped' | 'failed';

/** Who reads: a worker of `serveReader`, and where workers do not start the same on the page's own thread. */
export interface Reader<I, O> {
  /** May throw where the browser has no workers, or refuses this one. */
  readonly hire: () => Worker;
  readonly loadHere: () => Promise<(input: I) => O>;
  /** Whether a worker is hired before there is something to read. */
  readonly early: boolean;
}

/**
 * Reads in a worker, or on the page's own thread where workers do not start. A new input supersedes the one that is
 * being read. `output` is of the input read last, and stays until the next is there. `reader` must stay the same.
 */
export function useReader<I, O>(
  reader: Reader<I, O>,
): {
  readonly output: O | null;
  readonly reading: Reading;
  readonly read: (input: I) => void;
  readonly stop: () => void;
  /** Drops the output, and what is being read. */
  readonly forget: () => void;
} {
  const { early } = reader;
  const [output, setOutput] = useState<O | null>(null);
  const [reading, setReading] = useState<Reading>('idle');
  const worker = useRef<Worker | null>(null);
  const started = useRef(false);
  const unavailable = useRef(false);
  const job = useRef<ReaderJob<I> | null>(null);
  const lastId = useRef(0);
  const slowTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const end = useCallback((state: Reading) => {
    clearTimeout(slowTimer.current);
    job.current = null;
    setReading(state);
  }, []);

  const finish = useCallback(
    (id: number, found: O) => {
      if (job.current?.id !== id) return;
      setOutput(found);
      end('idle');
    },
    [end],
  );

  const dismiss = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
    started.current = false;
  }, []);

  const readHere = useCallback(
    (mine: ReaderJob<I>) => {
      reader
        .loadHere()
        .then((readOne) => {
          if (job.current?.id === mine.id) finish(mine.id, readOne(mine.input));
        })
        .catch(() => {
          if (job.current?.id === mine.id) end('failed');
        });
    },
    [reader, end, finish],
  );

  const hire = useCallback((): Worker | null => {
    if (unavailable.current) return null;
    if (worker.current !== null) return worker.current;
    const hired = hiredBy(reader.hire);
    if (hired === null) {
      unavailable.current = true;
      return null;
    }
    hired.addEventListener('message', ({ data }: MessageEvent<ReaderAnswer<O>>) => {
      if (data.state === 'started') started.current = true;
      else finish(data.id, data.output);
    });
    hired.addEventListener('error', () => {
      const broken = started.current;
      dismiss();
      if (!broken) unavailable.current = true;
      if (job.current === null) return;
      if (broken) end('failed');
      else readHere(job.current);
    });
    worker.current = hired;
    return hired;
  }, [reader, dismiss, end, finish, readHere]);

  const read = useCallback(
    (input: I) => {
      if (job.current !== null) dismiss();
      clearTimeout(slowTimer.current);
      lastId.current += 1;
      const mine: ReaderJob<I> = { id: lastId.current, input };
      job.current = mine;
      setReading('reading');
      slowTimer.current = setTimeout(() => setReading('slow'), SLOW_MS);
      const hired = hire();
      if (hired === null) readHere(mine);
      else hired.postMessage(mine);
    },
    [dismiss, hire, readHere],
  );

  const stop = useCallback(() => {
    dismiss();
    end('stopped');
    if (early) hire();
  }, [early, dismiss, end, hire]);

  const forget = useCallback(() => {
    if (job.current !== null) dismiss();
    end('idle');
    setOutput(null);
  }, [dismiss, end]);

  useEffect(() => {
    if (early) hire();
    return () => {
      clearTimeout(slowTimer.current);
      job.current = null;
      dismiss();
    };
  }, [early, hire, dismiss]);

  return { output, reading, read, stop, forget };
}

function hiredBy(hire: () => Worker): Worker | null {
  try {
    return hire();
  } catch {
    return null;
  }
}
