import type { OperationName } from './operations';

/** How long a hanging answer hangs at most (real milliseconds). */
const LONGEST_HANG_MS = 600_000;

/** Between the two halves of an answer that is cut (real milliseconds). */
const BEFORE_CUT_MS = 20;

/** Something that goes wrong with an operation, so many times, and counts how often it did. */
export interface Fault {
  id: string;
  operation: OperationName;
  /** Answered instead of doing the operation. Without a status, a body and a mode, the operation is done, only later. */
  status?: number | undefined;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Real milliseconds before the answer. */
  delayMs: number;
  /** `hang`: no answer. `cut`: the answer breaks off in the middle of its body. `done`: the operation is done, and answered so. */
  mode?: 'hang' | 'cut' | 'done' | undefined;
  /** Fires no more than so often; null: always. */
  times: number | null;
  fired: number;
}

/** The fault that is to fire now for an operation, the oldest first; counting it is part of asking. */
export function fire(faults: Iterable<Fault>, operation: OperationName): Fault | undefined {
  for (const fault of faults) {
    if (fault.operation !== operation || (fault.times !== null && fault.fired >= fault.times)) continue;
    fault.fired += 1;
    return fault;
  }
  return undefined;
}

/** Resolves after real milliseconds, or at once when the caller has gone. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    signal.addEventListener('abort', done);
  });
}

/** Answers what a fault says, doing the operation (`answer`) only where the fault leaves it its answer. */
export async function answerFaulty(
  fault: Fault,
  signal: AbortSignal,
  answer: () => Promise<Response>,
): Promise<Response> {
  await pause(fault.delayMs, signal);
  if (fault.mode === 'hang') {
    await pause(LONGEST_HANG_MS, signal);
    return new Response(null, { status: 504 });
  }
  // What a gateway says that has lost patience with an operation that goes on.
  if (fault.mode === 'done') await answer();
  const isOwn = fault.status !== undefined || fault.body !== undefined;
  const response = isOwn ? ownAnswer(fault) : await answer();
  for (const [name, value] of Object.entries(fault.headers)) response.headers.set(name, value);
  return fault.mode === 'cut' ? cut(response) : response;
}

function ownAnswer({ status = 200, body }: Fault): Response {
  const allowsBody = status !== 204 && status !== 205 && status !== 304;
  const headers = { 'content-type': 'application/json' };
  return allowsBody && body ? new Response(body, { status, headers }) : new Response(null, { status });
}

async function cut(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  let sent = false;
  const half = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // The first half has to leave before the connection breaks.
      const over = sent || whole.length === 0;
      if (over) await pause(BEFORE_CUT_MS, new AbortController().signal);
      if (over) return controller.error(new Error('cut by a fault'));
      sent = true;
      controller.enqueue(whole.subarray(0, Math.ceil(whole.length / 2)));
    },
  });
  const headers = new Headers(response.headers);
  // An empty answer is cut before the first byte that it announces, and so needs a status that allows one.
  headers.set('content-length', String(Math.max(1, whole.length)));
  const status = [204, 205, 304].includes(response.status) ? 200 : response.status;
  return new Response(half, { status, headers });
}
