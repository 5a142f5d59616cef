import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serveSandbox } from '@/lib/sandbox/served-sandbox-under-test';
import type { CallFailure, CallResult } from './call';
import { CALLS, type CallUnderTest, type Target } from './calls-under-test';
import { type CoveoClient, createCoveoClient, type Deadline } from './client';
import { FAULTS, type FaultUnderTest } from './faults-under-test';
import { createFileContainer } from './push';

const AT = '2026-11-22T12:00:00.000Z';
const REQUEST_ID = 'f852c8h1';
const BACKOFF = [500, 1_000, 2_000];

/** A port below those that systems hand out, on which nothing listens. */
const NOBODY = 'http://127.0.0.1:2';

let served: Awaited<ReturnType<typeof serveSandbox>>;
let organization: Awaited<ReturnType<typeof served.organization>>;
let target: Target;

beforeAll(async () => {
  // The server of the tests says aloud each time that it was told to break off an answer.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  served = await serveSandbox(AT);
  organization = await served.organization({ id: 'faulty', scenarios: [] });
  const { client } = patientClient(served.url);
  const container = await createFileContainer(client);
  if (!container.ok) throw new Error(container.failure.message);
  target = { sourceId: organization.source, container: container.value };
});

afterAll(async () => {
  await served.close();
  vi.restoreAllMocks();
});

test('the table has every call of this folder', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const names = readdirSync(folder)
    .filter((name) => !name.includes('test'))
    .flatMap((name) => [
      ...readFileSync(`${folder}${name}`, 'utf8').matchAll(/(?:\bcall: |\bwrite\()'([a-zA-Z.]+)'/g),
    ])
    .map(([, name]) => name);
  expect(CALLS.map(({ call }) => call).sort()).toEqual(names.sort());
});

describe.each(FAULTS)('after $what', (fault) => {
  test.each(CALLS)('$call gives one whole outcome', async (call) => {
    const id = await setFault(call, fault);
    const { client, slept } = patientClient(
      served.url,
      fault.answer.mode === 'hang' ? onceArrived() : never(),
    );
    const result = await call.make(client, target, {});
    expect(result).toEqual(expected(call, fault));
    expect(slept).toEqual(waitsOf(call, fault));
    expect(await removeFault(id)).toBe(attemptsOf(call, fault));
    for (const secret of secrets()) expect(JSON.stringify(result)).not.toContain(secret);
  });
});

describe('where nobody listens', () => {
  test.each(CALLS)('$call gives one whole failure', async (call) => {
    const { client, slept } = patientClient(NOBODY);
    const container = {
      ...target.container,
      uploadUri: target.container.uploadUri.replace(/^http:..[^/]+/, NOBODY),
    };
    const attempts = call.kind === 'read' ? 4 : 1;
    const waits = BACKOFF.slice(0, attempts - 1);
    expect(await call.make(client, { ...target, container }, {})).toEqual({
      ok: false,
      failure: {
        kind: 'unreachable',
        call: call.call,
        method: call.method,
        url: urlOf(call, NOBODY),
        status: null,
        code: null,
        message: 'No connection to 127.0.0.1:2 (ECONNREFUSED).',
        requestId: null,
        body: '',
        bodyKind: 'empty',
        waf: false,
        at: null,
        ms: 0,
        attempts: attemptList(attempts, waits, { status: null, kind: 'unreachable', retryAfter: null }),
      } satisfies CallFailure,
    });
    expect(slept).toEqual(waits);
  });
});

/** A client whose time is the test's: it waits for nothing, and nothing times out unless `deadline` says so. */
function patientClient(sandboxUrl: string, deadline: Deadline = never()) {
  const slept: number[] = [];
  const client: CoveoClient = createCoveoClient({
    region: 'sandbox',
    organization: organization.id,
    token: organization.key,
    sandboxUrl,
    sleep: async (ms) => {
      slept.push(ms);
    },
    random: () => 1,
    now: () => 0,
    deadline,
  });
  return { client, slept };
}

function never(): Deadline {
  return () => new AbortController().signal;
}

/** A deadline that is over as soon as the sandbox has the request. */
function onceArrived(): Deadline {
  return () => {
    const controller = new AbortController();
    const before = served.requests.length;
    const look = () => {
      if (served.requests.length > before) controller.abort();
      else setImmediate(look);
    };
    look();
    return controller.signal;
  };
}

function secrets(): string[] {
  const signature = new URL(target.container.uploadUri).searchParams.get('X-Amz-Signature');
  if (!signature) throw new Error('The container has no signature.');
  return [organization.key, signature];
}

async function setFault(call: CallUnderTest, { answer }: FaultUnderTest): Promise<string> {
  const made = await served.send('POST', control('/faults'), {
    body: {
      operation: call.call,
      ...answer,
      headers: { 'x-request-id': REQUEST_ID, ...answer.headers },
      ...(answer.body !== undefined && { body: answer.body.replace('<key>', organization.key) }),
    },
  });
  expect(made.status).toBe(201);
  return String(Object(made.body).id);
}

/** Removes a fault; answers how often it fired. */
async function removeFault(id: string): Promise<unknown> {
  const { body } = await served.send('GET', control(`/faults/${id}`));
  await served.send('DELETE', control(`/faults/${id}`));
  return Object(body).fired;
}

function control(path: string): string {
  return `/sandbox/_control/organizations/${organization.id}${path}`;
}

/** Whether the status alone tells this call's success, so that what is wrong with the body does not matter. */
function isAccepted(call: CallUnderTest, { answer, failure }: FaultUnderTest): boolean {
  return call.unreadable === null && failure.kind === 'unreadable' && answer.status === 200;
}

function attemptsOf(call: CallUnderTest, fault: FaultUnderTest): number {
  return isAccepted(call, fault) ? 1 : fault.attempts[call.kind];
}

function waitsOf(call: CallUnderTest, fault: FaultUnderTest): readonly number[] {
  return (fault.waits ?? BACKOFF).slice(0, attemptsOf(call, fault) - 1);
}

function expected(call: CallUnderTest, fault: FaultUnderTest): CallResult<unknown> {
  const { failure, answer } = fault;
  const came = answer.mode !== 'hang';
  const retryAfter = answer.headers?.['retry-after'] ?? null;
  const facts = {
    call: call.call,
    method: call.method,
    url: urlOf(call, served.url),
    requestId: came ? REQUEST_ID : null,
    at: came ? AT : null,
    ms: 0,
  };
  if (isAccepted(call, fault)) {
    const attempts = attemptList(1, [], { status: 200, kind: 'answered', retryAfter });
    return { ok: true, value: call.accepted, receipt: { ...facts, status: 200, attempts } };
  }
  const attempts = attemptList(attemptsOf(call, fault), waitsOf(call, fault), {
    status: failure.status,
    kind: failure.kind,
    retryAfter,
  });
  const message = failure.message ?? call.unreadable ?? '';
  return { ok: false, failure: { ...facts, waf: false, ...failure, message, attempts } };
}

function attemptList(
  count: number,
  waits: readonly number[],
  attempt: Omit<CallFailure['attempts'][number], 'waitedMs'>,
) {
  return Array.from({ length: count }, (_, index) => ({ ...attempt, waitedMs: waits[index] ?? 0 }));
}

function urlOf(call: CallUnderTest, base: string): string {
  const { container } = target;
  if (call.kind === 'upload') {
    const upload = container.uploadUri.replace(served.url, base === NOBODY ? `${NOBODY}/sandbox` : base);
    return upload.replace(/(X-Amz-(?:Signature|Credential|Security-Token)=)[^&]*/g, '$1<redacted>');
  }
  if (call.path(target).startsWith('/rest/')) return `${base}${call.path(target)}`;
  const service = call.call.startsWith('push.')
    ? 'push/v1'
    : call.call.startsWith('logs.')
      ? 'logs/v1'
      : 'rest';
  return `${base}/${service}/organizations/${organization.id}${call.path(target)}`;
}
