import 'server-only';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { answerPaste, type PasteAnswer, type PasteQuestion } from './paste-answer';

/** What came of a paste: the report, written out as UTF-8, or why there is none. */
export type DiagnosedPaste =
  | { readonly ok: true; readonly written: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: 'no text' | 'stopped' | 'busy' };

/**
 * From this size on a paste is read in a thread of its own, in bytes. Starting one takes some tens of milliseconds, but
 * nobody else waits for them; a smaller paste holds others up for a few at most.
 */
const LARGE = 64 * 1024;
/** How many large pastes are read at a time; the others wait. */
const THREADS = 2;

/** How many more may wait for a thread, each in memory with up to 10 MB. */
const MOST_WAITING = 8;

const inTurn = pLimit(THREADS);

/**
 * Diagnoses a paste without keeping others waiting: a large one is read in a thread, until `signal` ends, be it before
 * its turn; where too many wait already, it is refused at once. No text is there where the JSON cannot be read or holds
 * none.
 */
export async function diagnosePaste(question: PasteQuestion, signal: AbortSignal): Promise<DiagnosedPaste> {
  if (question.bytes.byteLength < LARGE) return outcome(answerPaste(question));
  if (inTurn.pendingCount >= MOST_WAITING) return { ok: false, why: 'busy' };
  const stopped = new Promise<DiagnosedPaste>((resolve) => {
    signal.addEventListener('abort', () => resolve({ ok: false, why: 'stopped' }), { once: true });
  });
  return Promise.race([inTurn(() => inThread(question, signal)), stopped]);
}

function outcome(answer: PasteAnswer): DiagnosedPaste {
  return answer === null ? { ok: false, why: 'no text' } : { ok: true, written: answer };
}

function inThread(question: PasteQuestion, signal: AbortSignal): Promise<DiagnosedPaste> {
  if (signal.aborted) return Promise.resolve({ ok: false, why: 'stopped' });
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./paste-worker.ts', import.meta.url), {
      workerData: question,
      transferList: [question.bytes.buffer],
    });
    const stop = () => {
      resolve({ ok: false, why: 'stopped' });
      void thread.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    thread.once('message', (answer: PasteAnswer) => resolve(outcome(answer)));
    thread.once('error', reject);
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`A thread that reads a paste ended with code ${code}, without an answer.`));
    });
  });
}
