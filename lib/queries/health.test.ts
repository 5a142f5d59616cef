import { afterEach, expect, it, vi } from 'vitest';
import { ApiError } from './api-error';
import { readTail } from './health';

afterEach(() => vi.unstubAllGlobals());

const TARGET = { region: 'sandbox', organization: 'acme', source: 'one', from: null, to: null };
const PROGRESS = 'event: progress\ndata: {"callsDone":1}\n\n';

/** Streams a text, and then breaks as a connection does; whoever aborts breaks it too. */
function streaming(text: string): void {
  vi.stubGlobal('fetch', async (_path: string, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (text === '') controller.error(signal.aborted ? signal.reason : new TypeError('network error'));
        else controller.enqueue(new TextEncoder().encode(text));
        text = '';
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  });
}

it('a scan whose connection breaks in the middle is told as one that Pushscope did not answer', async () => {
  streaming(PROGRESS);
  const failed = await readTail(TARGET, new AbortController().signal).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ApiError);
  expect(failed).toMatchObject({
    problem: {
      status: 0,
      title: 'Pushscope did not answer',
      instance: '/api/o/sandbox/acme/s/one/scan?refresh=1',
    },
  });
});

it('whoever leaves in the middle is told nothing of a connection', async () => {
  streaming(PROGRESS);
  const leaving = new AbortController();
  leaving.abort();
  await expect(readTail(TARGET, leaving.signal)).rejects.toBe(leaving.signal.reason);
});

it('what the server says of a scan that failed is what is told', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Not ready',
    status: 503,
    detail: 'Being stopped.',
    instance: '/x',
  };
  streaming(`${PROGRESS}event: failed\ndata: ${JSON.stringify(problem)}\n\n`);
  await expect(readTail(TARGET, new AbortController().signal)).rejects.toMatchObject({ problem });
});
