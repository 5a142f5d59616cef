import type { CoveoClient } from './client';

/** One request as it goes out. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
}

/** What came back, as far as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * How one attempt ended. `cut`: the connection broke inside the body. `long`: the body is longer than the client reads.
 * `answer` is null where not even headers came.
 */
export interface Exchange {
  readonly end: 'whole' | 'cut' | 'long' | 'unreachable' | 'timeout' | 'aborted';
  readonly answer: Answer | null;
  /** The system's code where no answer came, such as ECONNREFUSED. */
  readonly systemCode: string | null;
  readonly ms: number;
}

/** The longest body of a success that is read, in bytes. */
export const LONGEST_ANSWER = 64 * 1024 * 1024;

/** The longest body of any other status that is read, in bytes: what an error has to say stands at its beginning. */
const LONGEST_ERROR = 256 * 1024;

/** Sends one request and reads its answer to the end, or to where it breaks, times out or is aborted. Never throws. */
export async function exchange(
  client: CoveoClient,
  outgoing: Outgoing,
  caller: AbortSignal,
  timeoutMs: number,
): Promise<Exchange> {
  const began = client.now();
  const deadline = client.deadline(timeoutMs);
  const signal = AbortSignal.any([caller, deadline]);
  const decoder = new TextDecoder();
  let head: { status: number; headers: Headers } | null = null;
  let body = '';
  const ended = (end: Exchange['end'], systemCode: string | null = null): Exchange => ({
    end,
    answer: head ? { ...head, body } : null,
    systemCode,
    ms: client.now() - began,
  });

  try {
    const response = await unlessAborted(send(client, outgoing, signal), signal);
    head = { status: response.status, headers: response.headers };
    const most = response.ok ? LONGEST_ANSWER : LONGEST_ERROR;
    const reader = response.body?.getReader();
    for (let bytes = 0; reader; ) {
      const part = await unlessAborted(reader.read(), signal);
      if (part.done) break;
      body += decoder.decode(part.value, { stream: true });
      bytes += part.value.byteLength;
      if (bytes <= most) continue;
      reader.cancel().catch(() => {});
      return ended('long');
    }
    body += decoder.decode();
    return ended('whole');
  } catch (error) {
    if (caller.aborted) return ended('aborted');
    if (deadline.aborted) return ended('timeout');
    return head ? ended('cut') : ended('unreachable', systemCodeOf(error));
  }
}

async function send(client: CoveoClient, outgoing: Outgoing, signal: AbortSignal): Promise<Response> {
  const { method, url, headers, body } = outgoing;
  // Without a signal, Next answers a repeated GET from its memo.
  const init = { method, headers, body, signal, cache: 'no-store', redirect: 'manual' } as const;
  return client.fetch(url, body instanceof ReadableStream ? { ...init, duplex: 'half' } : init);
}

/** The promise, or a rejection once the signal fires: a fetch that ignores its signal cannot hold a call up. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The code alone: an error's text can hold what was sent. */
function systemCodeOf(error: unknown): string | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(cause.code)) {
      return cause.code;
    }
  }
  return null;
}
