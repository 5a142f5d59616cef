import 'server-only';
import type { CoveoClient, FetchInit } from '@/lib/coveo/client';
import { noConnection } from '@/lib/coveo/client-under-test';
import { FAULTS, type FaultUnderTest } from '@/lib/coveo/faults-under-test';
import { operations } from '@/lib/sandbox/operations';
import { BEGINNING, type SandboxUnderTest, sandboxWith } from '@/lib/scan/sandbox-under-test';

/** Coveo's id of every request that a fault answers. */
export const FAULTY_ID = 'f852c8h1';

/** What goes wrong with a call, and what must be told of it. */
export interface Trouble {
  readonly what: string;
  /** Null where no answer comes. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** Answers in Coveo's place; `late` ends the client's patience. */
  readonly answer: (token: string, late: () => void) => Promise<Response>;
}

/** The client's own table of faults, and no connection at all. */
export const TROUBLES: readonly Trouble[] = [
  ...FAULTS.map((fault) => ({
    what: fault.what,
    status: fault.failure.status,
    requestId: fault.answer.mode === 'hang' ? null : FAULTY_ID,
    answer: async (token: string, late: () => void) => {
      if (fault.answer.mode !== 'hang') return answerOf(fault, token);
      late();
      return new Promise<Response>(() => {});
    },
  })),
  { what: 'no connection at all', status: null, requestId: null, answer: noConnection },
];

/** For tests: a sandbox in whose place a trouble answers one operation, in a time of its own. */
export interface FaultyCoveo extends SandboxUnderTest {
  /** The operations that were asked for since it was emptied. */
  readonly operations: Set<string>;
  /** From now on an operation is answered by a trouble; null: by the sandbox again. */
  readonly trouble: (now: { readonly operation: string; readonly trouble: Trouble } | null) => void;
  /** Lets another sandbox answer, whose time it is, with the same client. */
  readonly become: (other: SandboxUnderTest, nowMs: number) => void;
}

/** For tests: such a sandbox. Nobody sleeps: a wait moves the client's clock on. */
export async function faultyCoveo(...args: Parameters<typeof sandboxWith>): Promise<FaultyCoveo> {
  const sandbox = await sandboxWith(...args);
  const asked = new Set<string>();
  let answering: SandboxUnderTest = sandbox;
  let now: { readonly operation: string; readonly trouble: Trouble } | null = null;
  let begun = BEGINNING;
  let clock = begun;
  let latest = new AbortController();
  const client: CoveoClient = {
    ...sandbox.client,
    attempts: 4,
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    // An attempt asks for its deadline and fetches in one go: the newest deadline is that of the fetch.
    deadline: () => {
      latest = new AbortController();
      return latest.signal;
    },
    fetch: (url, init) => {
      const own = latest;
      const operation = operationOf(url, init);
      asked.add(operation);
      if (operation === now?.operation) return now.trouble.answer(sandbox.client.token, () => own.abort());
      return answering.client.fetch(url, init);
    },
  };
  return {
    ...sandbox,
    client,
    operations: asked,
    trouble: (next) => {
      now = next;
      clock = begun;
    },
    become: (other, nowMs) => {
      answering = other;
      begun = nowMs;
      clock = nowMs;
    },
  };
}

const PATTERNS = operations.map(({ operation, method, path }) => ({
  operation,
  method,
  path: new RegExp(`^/sandbox${path.replace(/:\w+/g, '[^/]+')}$`),
}));

function operationOf(url: string, { method }: FetchInit): string {
  const { pathname } = new URL(url);
  const found = PATTERNS.find((one) => one.method === (method ?? 'GET') && one.path.test(pathname));
  if (found === undefined) throw new Error(`The sandbox has no operation for ${method} ${pathname}.`);
  return found.operation;
}

function answerOf({ answer }: FaultUnderTest, token: string): Response {
  const { status = 200, headers = {}, body, mode } = answer;
  const whole = body === undefined ? null : bytesOf(body.replace('<key>', token));
  const init = {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': FAULTY_ID, ...headers },
  };
  if (whole === null) return new Response(null, init);
  const end = mode === 'cut' ? Math.ceil(whole.length / 2) : whole.length;
  let sent = 0;
  // A piece at a time, as a network gives it: of a long error the client reads the beginning only.
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent < end) controller.enqueue(whole.slice(sent, Math.min(end, sent + PIECE)));
      else if (mode === 'cut') controller.error(new TypeError('terminated'));
      else controller.close();
      sent += PIECE;
    },
  });
  return new Response(stream, init);
}

const PIECE = 256 * 1024;
const known = new Map<string, Uint8Array>();

/** Ten megabytes are encoded once, not in every test. */
function bytesOf(text: string): Uint8Array {
  const bytes = known.get(text) ?? new TextEncoder().encode(text);
  known.set(text, bytes);
  return bytes;
}
