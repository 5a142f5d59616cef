'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import type { Answer, Job } from './diagnose.worker';

/** Reading that takes longer than this is said, and can be stopped. */
const SLOW_MS = 200;

/** How the reading goes. */
export type Reading = 'idle' | 'reading' | 'slow' | 'stopped' | 'failed';

/**
 * Diagnoses in a worker, or on the page's own thread where workers do not start. A new paste supersedes the one that
 * is being read. `report` is of the paste read last, and stays until the next is there. Nothing leaves the browser.
 */
export function useDiagnosis(): {
  readonly report: DiagnosisReport | null;
  readonly reading: Reading;
  readonly read: (input: string | Uint8Array) => void;
  readonly stop: () => void;
  /** Drops the report, and what is being read. */
  readonly forget: () => void;
} {
  const [report, setReport] = useState<DiagnosisReport | null>(null);
  const [reading, setReading] = useState<Reading>('idle');
  const worker = useRef<Worker | null>(null);
  const started = useRef(false);
  const unavailable = useRef(false);
  const job = useRef<Job | null>(null);
  const lastId = useRef(0);
  const slowTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const end = useCallback((state: Reading) => {
    clearTimeout(slowTimer.current);
    job.current = null;
    setReading(state);
  }, []);

  const finish = useCallback(
    (id: number, found: DiagnosisReport) => {
      if (job.current?.id !== id) return;
      setReport(found);
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
    (mine: Job) => {
      import('@/lib/diagnosis/diagnose')
        .then(({ diagnose }) => {
          if (job.current?.id === mine.id) finish(mine.id, diagnose(mine.input, { now: mine.now }));
        })
        .catch(() => {
          if (job.current?.id === mine.id) end('failed');
        });
    },
    [end, finish],
  );

  const hire = useCallback((): Worker | null => {
    if (unavailable.current) return null;
    if (worker.current !== null) return worker.current;
    const hired = startWorker();
    if (hired === null) {
      unavailable.current = true;
      return null;
    }
    hired.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.state === 'started') started.current = true;
      else finish(data.id, data.report);
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
  }, [dismiss, end, finish, readHere]);

  const read = useCallback(
    (input: string | Uint8Array) => {
      if (job.current !== null) dismiss();
      clearTimeout(slowTimer.current);
      lastId.current += 1;
      const mine: Job = { id: lastId.current, input, now: new Date().toISOString() };
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
    hire();
  }, [dismiss, end, hire]);

  const forget = useCallback(() => {
    if (job.current !== null) dismiss();
    end('idle');
    setReport(null);
  }, [dismiss, end]);

  useEffect(() => {
    hire();
    return () => {
      clearTimeout(slowTimer.current);
      job.current = null;
      dismiss();
    };
  }, [hire, dismiss]);

  return { report, reading, read, stop, forget };
}

/** Null where the browser has no workers, or refuses this one. */
function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./diagnose.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
