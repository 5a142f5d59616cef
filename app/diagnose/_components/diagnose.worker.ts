import { diagnose } from '@/lib/diagnosis/diagnose';
import type { DiagnosisReport } from '@/lib/diagnosis/report';

/** A paste to read: its text, or the bytes of a file. `now` is ISO. */
export interface Job {
  readonly id: number;
  readonly input: string | Uint8Array;
  readonly now: string;
}

/** What the worker says: that it has started, and what it made of a paste. */
export type Answer =
  | { readonly state: 'started' }
  | { readonly state: 'read'; readonly id: number; readonly report: DiagnosisReport };

function answer(message: Answer): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<Job>) => {
  answer({ state: 'read', id: data.id, report: diagnose(data.input, { now: data.now }) });
});
answer({ state: 'started' });
