import 'server-only';

/** Sends one event: its name and its data, which must be plain JSON. */
export type Send = (event: string, data: unknown) => void;

/**
 * A `text/event-stream` answer: `work` sends events until it ends. Its signal ends when the reader goes away. A
 * comment now and then keeps proxies from closing a silent stream; an exception ends it with the event `failed`.
 */
export function eventStream(
  request: Request,
  work: (send: Send, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const send: Send = (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      heartbeat = setInterval(() => write(': still here\n\n'), 15_000);
      try {
        await work(send, signal);
      } catch (error) {
        console.error('A stream broke:', error);
        send('failed', {
          type: 'about:blank',
          title: 'Something broke in Pushscope',
          status: 500,
          detail: 'This is a mistake of Pushscope itself. Its log says more.',
          instance: new URL(request.url).pathname,
        });
      } finally {
        clearInterval(heartbeat);
        if (!signal.aborted) controller.close();
      }
    },
    cancel() {
      clearInterval(heartbeat);
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
