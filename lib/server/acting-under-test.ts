import 'server-only';
import { z } from 'zod';
import type { CoveoClient } from '@/lib/coveo/client';
import { type SandboxUnderTest, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { readIssue } from '@/lib/store/read-issues';
import { processWide } from './process-wide';
import { readHealth } from './read-health';
import type { WantedAction } from './source-actions';
import { processStore } from './store';

/** How a call of a test goes wrong: not done at all, or done although no good answer comes. */
export type Trouble = '504' | '504 done' | 'cut' | 'cut done' | 'hang' | 'hang done' | '403';

const told = z.object({ now: z.string() });

/** For tests: a source that is acted upon. Waiting moves the organization’s clock, so nothing sleeps. */
export interface Acting extends SandboxUnderTest {
  readonly client: CoveoClient;
  readonly wanted: WantedAction;
  /** Has the next call of this method, whose path ends so, go wrong; it may be said several times. */
  readonly trouble: (method: string, path: string, trouble: Trouble) => void;
  /** How often a call of this method was made whose path ends so. */
  readonly made: (method: string, path: string) => number;
  readonly advance: (ms: number) => Promise<void>;
  /** Ends whoever waits, as when Pushscope is stopped: from the next wait on. */
  readonly onWait: (hear: () => void) => void;
}

/** For tests: makes an organization with one scenario, and a client for it. */
export async function actingOn(scenario: string): Promise<Acting> {
  const sandbox = await sandboxWith(scenario);
  const troubles: { method: string; path: string; trouble: Trouble }[] = [];
  const calls: string[] = [];
  let hear = () => {};
  let late = new AbortController();
  const advance = async (advanceMs: number) => {
    told.parse(await sandbox.control('POST', '/organizations/under-test/clock', { advanceMs }));
  };
  const client: CoveoClient = {
    ...sandbox.client,
    sleep: async (ms) => {
      hear();
      await advance(Math.max(1, Math.round(ms)));
    },
    deadline: () => {
      late = new AbortController();
      return late.signal;
    },
    fetch: async (url, init) => {
      const method = init.method ?? 'GET';
      const { pathname } = new URL(url);
      calls.push(`${method} ${pathname}`);
      const at = troubles.findIndex((each) => each.method === method && pathname.endsWith(each.path));
      const [trouble] = at === -1 ? [] : troubles.splice(at, 1);
      if (trouble === undefined) return sandbox.client.fetch(url, init);
      if (trouble.trouble.endsWith(' done')) await sandbox.client.fetch(url, init);
      switch (trouble.trouble) {
        case '403':
          return Response.json({ errorCode: 'ACCESS_DENIED', message: 'Access is denied' }, { status: 403 });
        case '504':
        case '504 done':
          return Response.json({ message: 'Endpoint request timed out' }, { status: 504 });
        case 'cut':
        case 'cut done':
          throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
        case 'hang':
        case 'hang done':
          late.abort();
          return new Promise(() => {});
      }
    },
  };
  return {
    ...sandbox,
    client,
    wanted: {
      access: { ok: true, client, digest: 'digest' },
      sourceId: sandbox.sourceId,
      who: 'Ann',
      issue: null,
      signal: new AbortController().signal,
    },
    trouble: (method, path, trouble) => void troubles.push({ method, path, trouble }),
    made: (method, path) =>
      calls.filter((call) => call.startsWith(`${method} `) && call.endsWith(path)).length,
    advance,
    onWait: (told) => {
      hear = told;
    },
  };
}

/** For tests: the same for the issue of a problem, which a look at the source opens. */
export async function withIssue(acting: Acting, problem: string): Promise<Acting> {
  const look = await readHealth({
    access: acting.wanted.access,
    sourceId: acting.sourceId,
    requested: { from: null, to: null },
    refresh: true,
    signal: acting.wanted.signal,
    onEvent: () => {},
  });
  if (look.state !== 'read') throw new Error(look.state);
  const id = look.health.findings.find((finding) => finding.problem === problem)?.issue?.id ?? '';
  const issue = await readIssue(await processStore(), id);
  if (issue === null) throw new Error(`There is no issue of ${problem}.`);
  return { ...acting, wanted: { ...acting.wanted, issue } };
}

/** For tests: has the store of this process fail with each write that `fails` says, counted from 1. */
export async function failingStore(fails: (write: number) => boolean): Promise<void> {
  const database = await processStore();
  let writes = 0;
  const write: typeof database.write = (work) => {
    writes += 1;
    return fails(writes) ? Promise.reject(new Error('The disk is full.')) : database.write(work);
  };
  processWide().store = Promise.resolve({ ok: true, value: { ...database, write } });
}
