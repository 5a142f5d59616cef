'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reading } from '@/app/_components/use-reader';
import { formatBytes } from '@/components/diagnosis/byte-words';
import { MAX_PASTE_BYTES } from '@/lib/diagnosis/paste-limit';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { keepPaste } from './left-paste';
import { useDiagnosis } from './use-diagnosis';

/** A text longer than this does not go into the box, which would make typing slow: it is named beside it. */
export const MAX_IN_BOX = 200_000;
/** So long after the last key the text is read. */
const TYPING_MS = 150;

/** A paste that is not in the box: a file's name, or null for a text; and its size. */
export interface HeldPaste {
  readonly name: string | null;
  readonly bytes: number;
}

/**
 * What is in the box, and what is made of it. What is pasted, dropped or opened is read at once and stands in the box
 * without its secrets as soon as it is read; what is typed is read as one types, and loses them when the box loses the
 * focus.
 */
export function usePaste(): {
  readonly value: string;
  readonly held: HeldPaste | null;
  /** Why the last paste was refused, or what else must be said of it. */
  readonly notice: string | null;
  /** Whether what is in the box came as a whole and was not edited since. */
  readonly untouched: boolean;
  readonly report: DiagnosisReport | null;
  readonly reading: Reading;
  readonly type: (text: string) => void;
  readonly take: (input: string | Uint8Array, name: string | null) => void;
  readonly say: (notice: string) => void;
  /** Puts the text without its secrets into the box, when it has been read. */
  readonly tidy: () => void;
  readonly stop: () => void;
  readonly clear: () => void;
} {
  const { report, reading, read, stop, forget } = useDiagnosis();
  const [value, setValue] = useState('');
  const [held, setHeld] = useState<HeldPaste | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [untouched, setUntouched] = useState(false);
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** The text that the newest report is of; null for a file. */
  const beingRead = useRef<string | null>(null);
  const tidyAtOnce = useRef(false);

  const begin = useCallback(
    (input: string | Uint8Array) => {
      clearTimeout(typing.current);
      beingRead.current = typeof input === 'string' ? input : null;
      read(input);
    },
    [read],
  );

  const clear = useCallback(() => {
    clearTimeout(typing.current);
    setValue('');
    setHeld(null);
    setNotice(null);
    keepPaste(null);
    forget();
  }, [forget]);

  const type = useCallback(
    (text: string) => {
      setNotice(null);
      if (text.trim() === '') {
        clear();
        setValue(text);
        return;
      }
      setValue(text);
      setHeld(null);
      setUntouched(false);
      tidyAtOnce.current = false;
      clearTimeout(typing.current);
      typing.current = setTimeout(() => begin(text), TYPING_MS);
    },
    [begin, clear],
  );

  const take = useCallback(
    (input: string | Uint8Array, name: string | null) => {
      const bytes = sizeOf(input);
      if (bytes > MAX_PASTE_BYTES) {
        setNotice(tooLarge(name, bytes));
        return;
      }
      if (bytes === 0) {
        setNotice(`${name ?? 'What was pasted'} is empty.`);
        return;
      }
      setNotice(null);
      const inBox = typeof input === 'string' && input.length <= MAX_IN_BOX;
      setValue(inBox ? input : '');
      setHeld(inBox ? null : { name, bytes });
      setUntouched(true);
      tidyAtOnce.current = true;
      begin(input);
    },
    [begin],
  );

  const tidy = useCallback(() => {
    // After a stop or a failure the report is of an earlier text.
    if (report === null || reading !== 'idle') return;
    if (beingRead.current === value) {
      beingRead.current = report.text;
      setValue(report.text);
    }
  }, [report, reading, value]);

  useEffect(() => {
    if (report === null || !tidyAtOnce.current) return;
    tidyAtOnce.current = false;
    if (report.text.length > MAX_IN_BOX) return;
    beingRead.current = report.text;
    setValue(report.text);
    setHeld(null);
  }, [report]);

  useEffect(() => {
    if (report !== null) keepPaste(report.text.length > MAX_IN_BOX ? null : report.text);
  }, [report]);

  useEffect(() => () => clearTimeout(typing.current), []);

  return { value, held, notice, untouched, report, reading, type, take, say: setNotice, tidy, stop, clear };
}

/** Says size and limit of what is too large to be read. */
export function tooLarge(name: string | null, bytes: number): string {
  return `${name ?? 'What was pasted'} is ${formatBytes(bytes)}; at most ${formatBytes(MAX_PASTE_BYTES)} can be read. Nothing of it was read: paste the part that holds the error.`;
}

function sizeOf(input: string | Uint8Array): number {
  if (typeof input !== 'string') return input.byteLength;
  return input.length > MAX_PASTE_BYTES ? input.length : new Blob([input]).size;
}
