import 'server-only';
import { redact } from '@/lib/redaction/redact';
import { errorFacts, log } from './log';
import type { ProblemJson } from './problem-json';
import { requestIdOf } from './request-identity';
import { mistakeOfOurs } from './route';
import { onStop } from './stopping';

/** Sends one event: its name and its data, which must be plain JSON. */
export type Send = (event: string, data: unknown) => void;

/**
 * A `text/event-stream` answer: `work` sends events until it ends. Its signal ends when the reader goes away. A
 * comment now and then keeps proxies from closing a silent stream; an exception ends it with the event `failed`, and so
 * does the end of this process.
 */
export function eventStream(
  request: Request,
  work: (send: Send, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const { signal } = gone;
  // Not by AbortSignal.any: Node 20 keeps such a signal for good, with all that waits for it, once somebody listens.
  const leave = () => gone.abort();
  if (request.signal.aborted) leave();
  request.signal.addEventListener('abort', leave, { once: true });
  let release = () => {};
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const send: Send = (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      const heartbeat = setInterval(() => write(': still here\n\n'), 15_000);
      const stay = onStop(() => {
        send(
          'failed',
          failure(request, 503, 'Not ready', 'Pushscope is being stopped. Try again in a moment.'),
        );
        end();
        gone.abort();
      });
      release = () => {
        clearInterval(heartbeat);
        stay();
        request.signal.removeEventListener('abort', leave);
      };
      const end = () => {
        release();
        if (!signal.aborted) controller.close();
      };
      try {
        await work(send, signal);
      } catch (error) {
        const requestId = requestIdOf(request.headers);
        log('error', 'a stream broke', { requestId, ...errorFacts(error) });
        send('failed', failure(request, 500, 'Something broke in Pushscope', mistakeOfOurs(requestId)));
      } finally {
        end();
      }
    },
    cancel() {
      release();
      gone.abort();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function failure(request: Request, status: number, title: string, detail: string): ProblemJson {
  const instance = redact(new URL(request.url).pathname);
  return { type: 'about:blank', title, status, detail, instance };
}
