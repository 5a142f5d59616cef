import { type CoveoClient, type CoveoClientSettings, createCoveoClient, type FetchInit } from './client';

/** A request that a client under test made. */
export interface Made {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else as it was sent. */
  readonly body: unknown;
}

/** How a stubbed host answers one request; a function may fail as `fetch` does. */
export type Stub = Response | ((init: FetchInit) => Promise<Response>);

/** The token of all clients under test: of the shape of an API key, so that a leak is seen. */
export const TOKEN = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';

/** When every stubbed answer was made, unless it says otherwise. */
const DATE = 'Sun, 22 Nov 2026 12:00:00 GMT';

/** A client for tests whose host answers in turn, without sleeping: what it asked for and waited is recorded. */
export function clientUnderTest(stubs: readonly Stub[], settings: Partial<CoveoClientSettings> = {}) {
  const made: Made[] = [];
  const slept: number[] = [];
  const left = [...stubs];
  const client: CoveoClient = createCoveoClient({
    region: 'us',
    organization: 'myorg',
    token: TOKEN,
    sandboxUrl: 'http://127.0.0.1:4100/sandbox',
    fetch: async (url, init) => {
      made.push({
        method: init.method ?? 'GET',
        url,
        headers: Object.fromEntries(new Headers(init.headers)),
        body: bodyOf(init.body),
      });
      const stub = left.shift();
      if (!stub) throw new Error('The test answers fewer requests than were made.');
      return stub instanceof Response ? stub : stub(init);
    },
    sleep: async (ms) => {
      slept.push(ms);
    },
    random: () => 1,
    now: () => 1_000_000,
    ...settings,
  });
  return { client, made, slept };
}

/** An answer with a JSON body, Coveo's request id and date. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return textAnswer(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** An answer with any body. */
export function textAnswer(
  status: number,
  body: string | null,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { status, headers: { 'x-request-id': 'req-1', date: DATE, ...headers } });
}

/** An answer whose connection breaks after `body`. */
export function cutAnswer(status: number, body: string): Response {
  const chunks = [new TextEncoder().encode(body)];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new TypeError('terminated'));
    },
  });
  return new Response(stream, { status, headers: { 'x-request-id': 'req-1', date: DATE } });
}

/** An answer that never ends: `start`, then more and more, `chunk` bytes at a time. `sent` counts the chunks. */
export function endlessAnswer(status: number, start: string, chunk: number) {
  const more = new TextEncoder().encode('x'.repeat(chunk));
  let chunks = 0;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
    pull(controller) {
      chunks += 1;
      controller.enqueue(more);
    },
  });
  const stub = new Response(stream, { status, headers: { 'x-request-id': 'req-1', date: DATE } });
  return { stub, sent: () => chunks };
}

/** A connection that fails as Node's `fetch` does. */
export async function noConnection(): Promise<Response> {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  });
}

/** A host that never answers, and does not even listen to the signal. */
export function neverAnswers(): Promise<Response> {
  return new Promise(() => {});
}

function bodyOf(body: FetchInit['body']): unknown {
  if (typeof body !== 'string') return body ?? null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
