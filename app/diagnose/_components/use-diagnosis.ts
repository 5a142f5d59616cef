'use client';

import { useCallback } from 'react';
import { type Reader, type Reading, useReader } from '@/app/_components/use-reader';
import type { DiagnosisReport } from '@/lib/diagnosis/report';

/** A paste to read: its text, or the bytes of a file. `now` is ISO. */
export interface Paste {
  readonly input: string | Uint8Array;
  readonly now: string;
}

const DIAGNOSING: Reader<Paste, DiagnosisReport> = {
  hire: () => new Worker(new URL('./diagnose.worker.ts', import.meta.url), { type: 'module' }),
  loadHere: async () => {
    const { diagnose } = await import('@/lib/diagnosis/diagnose');
    return ({ input, now }) => diagnose(input, { now });
  },
  early: true,
};

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
  const { output, reading, read, stop, forget } = useReader(DIAGNOSING);
  const readPaste = useCallback(
    (input: string | Uint8Array) => read({ input, now: new Date().toISOString() }),
    [read],
  );
  return { report: output, reading, read: readPaste, stop, forget };
}
