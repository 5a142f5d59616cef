import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CALLS } from '@/lib/coveo/calls-under-test';
import { OPTIONAL_PARTS, type Part } from '@/lib/evidence/coverage';
import type { Health } from '@/lib/health/health';
import { PROBLEMS } from '@/lib/problems/problems';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { readIssue } from '@/lib/store/read-issues';
import { type Access, resolveAccess } from './access';
import { captureSource } from './capture-source';
import { checkConnection } from './check-connection';
import { type FaultyCoveo, faultyCoveo, TROUBLES, type Trouble } from './faulty-coveo-under-test';
import { issueNow } from './issue-now';
import { listSources } from './list-sources';
import { freshProcess } from './process-store-under-test';
import { processWide } from './process-wide';
import { readActions } from './read-actions';
import { readCensus } from './read-census';
import { readHealth } from './read-health';
import { readItem } from './read-item';
import { readLedgerRows } from './read-ledger-rows';
import { readReport } from './read-report';
import { processStore } from './store';
import { timeAtCoveo } from './time-at-coveo';
import { beginFixVerification, checkFixVerification } from './verify-fix';

const PROBLEM = 'metadata-too-large';
const DAY_MS = 24 * 3_600_000;
const { signal } = new AbortController();
const ALL = { from: null, to: null };
const ROWS = { rows: 300 };

let coveo: FaultyCoveo;
let access: Extract<Access, { ok: true }>;
let issue: string;
/** Too large when the issue opened, indexed since. */
let item: string;
let clear = async () => {};

/** A source whose items were too large: an issue. Two days later all its items are indexed: nothing is wrong. */
beforeAll(async () => {
  clear = await freshProcess();
  // The same source, as the sandbox makes it: of one name and one seed.
  coveo = await faultyCoveo(['healthy', PROBLEM], ROWS);
  access = { ok: true, client: coveo.client, digest: 'digest' };
  const { findings } = await health();
  issue = findings[0]?.issue?.id ?? '';
  item = findings[0]?.items.sample[0] ?? '';
  const mended = await sandboxWith(['healthy'], ROWS);
  await mended.control('POST', '/organizations/under-test/clock', { advanceMs: 2 * DAY_MS });
  coveo.become(mended, BEGINNING + 2 * DAY_MS);
});

afterEach(() => coveo.trouble(null));

afterAll(() => clear());

/** One look at the data of a page. */
interface Page<T> {
  readonly page: string;
  /** The reads that it makes. */
  readonly reads: readonly string[];
  /** Those that fail, each in each way: all, but where the others do so on another page by the same use case. */
  readonly fails?: readonly string[];
  readonly look: () => Promise<T>;
  /** What must hold of a look at which one read fails: `whole` is what it is without. */
  readonly stands: (seen: T, whole: T, failed: Failed) => void;
  /** What of it must be the same again once the trouble is over; all of it unless given. */
  readonly lasting?: (seen: T) => unknown;
}

interface Failed {
  readonly operation: string;
  readonly trouble: Trouble;
}

function promises<T>({ page, reads, fails = reads, look, stands, lasting = (seen) => seen }: Page<T>): void {
  describe(page, () => {
    let whole: T;

    beforeAll(async () => {
      await forget();
      coveo.operations.clear();
      whole = await look();
    });

    test('makes the reads of this table', () => {
      expect([...coveo.operations].sort()).toEqual([...reads].sort());
    });

    describe.each(fails)('where %s fails', (operation) => {
      test.each(TROUBLES)('by $what, stands and says so, and is whole again after', async (trouble) => {
        await forget();
        coveo.trouble({ operation, trouble });
        stands(await look(), whole, { operation, trouble });
        coveo.trouble(null);
        expect(lasting(await look())).toEqual(lasting(whole));
      });
    });
  });
}

const SCAN = [
  'sources.get',
  'organization.status',
  'activities.latest',
  'activities.list',
  'logs.facetsStats',
  'logs.list',
  'limits',
  'privilege.evaluate',
  'apikeys.list',
] as const;

const PARTS_OF: Readonly<Record<string, readonly Part[]>> = {
  'sources.get': ['source'],
  'organization.status': ['organization'],
  'activities.latest': ['activities'],
  'activities.list': ['activities'],
  'logs.facetsStats': ['counts'],
  'logs.list': ['failures', 'batches', 'histories'],
  limits: ['limits'],
  'privilege.evaluate': ['privileges'],
  'apikeys.list': ['keys'],
};

promises({
  page: 'the page of a source, with its rows and its census, an issue’s “now”, and a capture',
  reads: SCAN,
  // All of them wait for one reading.
  look: async () => {
    const question = { access, sourceId: coveo.sourceId, refresh: true, signal, onEvent: () => {} };
    const rows = new URLSearchParams({
      outcome: 'pushed',
      from: '2026-11-20T00:00:00Z',
      to: '2026-11-24T16:00:00Z',
    });
    const [shown, census, behind, now, captured] = await Promise.all([
      readHealth({ ...question, requested: ALL }),
      readCensus(question),
      readLedgerRows(rows, question),
      storedIssue().then((stored) => issueNow(stored, access, signal)),
      captureSource(access, coveo.sourceId, signal),
    ]);
    return { shown, census, behind, now, captured };
  },
  stands: ({ shown, census, behind, now, captured }, whole, failed) => {
    const { operation } = failed;
    if (isGone(failed)) {
      for (const seen of [shown, census, behind]) {
        expect(seen.state).toBe('no such source');
        expectTold(seen, failed);
      }
      expect([now.state, captured.status]).toEqual(['not checked', 404]);
      expectTold(now, failed);
      if (captured.status !== 404) throw new Error();
      expectSaid(captured.detail, failed);
      return;
    }
    if (shown.state !== 'read' || census.state !== 'read' || behind.state !== 'read') throw new Error();
    if (captured.status !== 200 || whole.shown.state !== 'read') throw new Error();
    const parts = PARTS_OF[operation] ?? [];
    const isOptional = OPTIONAL_PARTS.some((part) => parts.includes(part));
    const { verdict, notChecked, coverage } = shown.health;
    expectTold(coverage.reads, failed);
    expect([verdict, captured.captured.verdict]).toEqual(
      isOptional ? ['healthy', 'healthy'] : ['unknown', 'unknown'],
    );
    const unchecked = notChecked.map(({ problem }) => problem);
    // Nothing was recorded of this source: doors of recorded calls are not asked.
    const waiting = PROBLEMS.filter(
      ({ live }) => live?.ofRecorded !== true && live?.needs.some((part) => parts.includes(part)),
    );
    expect(waiting.map(({ id }) => id).filter((id) => !unchecked.includes(id))).toEqual([]);
    if (waiting.length > 0) expectTold(notChecked, failed);
    expectTold(captured.captured.failed, failed);

    const isShort = coverage.rowsRead < whole.shown.health.coverage.rowsRead;
    if (isShort) {
      expectTold(census.census.notRead, failed);
      expectTold(behind.rows.failed, failed);
      expect(behind.rows.notRead).not.toBeNull();
    } else {
      expect([census, behind]).toEqual([whole.census, whole.behind]);
    }
    if (isShort || waiting.some(({ id }) => id === PROBLEM)) {
      expect(now.state).toBe('not checked');
      expectTold(now, failed);
    } else {
      expect(now).toEqual(whole.now);
    }
  },
  lasting: ({ shown, ...others }) => ({
    ...others,
    shown: shown.state === 'read' && withoutReads(shown.health),
  }),
});

promises({
  page: 'the page of a source beyond the live logs',
  reads: SCAN,
  fails: ['activities.list'],
  look: () => health({ from: '2026-10-20T00:00:00Z', to: null }),
  stands: ({ verdict, timeline, coverage }, whole, failed) => {
    expect([verdict, whole.verdict]).toEqual(['unknown', 'healthy']);
    expect(timeline.buckets).toEqual(whole.timeline.buckets);
    expectTold(coverage.reads, failed);
  },
  lasting: withoutReads,
});

promises({
  page: 'the list of sources',
  reads: ['sources.pages', 'organization.status', 'activities.latest', 'logs.facetsStats'],
  look: () => listSources(access, signal),
  stands: ({ sources, notRead }, whole, failed) => {
    expectTold(notRead, failed);
    expect(notRead.map(({ call }) => call)).toEqual([failed.operation]);
    const listed = failed.operation === 'sources.pages' ? [] : whole.sources.map(({ id }) => id);
    expect(sources.map(({ id }) => id)).toEqual(listed);
    if (failed.operation === 'organization.status') {
      expect(sources.map(({ verdict }) => verdict)).toEqual(['unknown']);
    }
  },
});

promises({
  page: 'the page of an item',
  reads: ['sources.get', 'organization.status', 'logs.list', 'logs.facetsStats'],
  look: () => readItem({ access, sourceId: coveo.sourceId, uri: item, match: null, signal }),
  stands: (seen, whole, failed) => {
    if (isGone(failed)) {
      expect(seen.state).toBe('no such source');
      expectTold(seen, failed);
      return;
    }
    if (seen.state !== 'read' || seen.answer.kind !== 'item') throw new Error();
    if (whole.state !== 'read' || whole.answer.kind !== 'item') throw new Error();
    const { state, deciders, coverage } = seen.answer;
    expectTold(coverage.reads, failed);
    const open = deciders.filter(({ answer }) => answer === 'unknown');
    expect(state).toBe(failed.operation === 'logs.list' ? 'unknown' : whole.answer.state);
    // How many items went with a deletion is said beside, and decides nothing.
    if (failed.operation.startsWith('logs.')) return;
    expectTold(open, failed);
  },
});

promises({
  page: 'the report of a source',
  reads: ['sources.get', 'activities.list'],
  look: async () => {
    const answer = await readReport({ access, sourceId: coveo.sourceId, requested: ALL, signal });
    if (answer.state !== 'read') throw new Error(answer.state);
    return answer.report;
  },
  stands: ({ days, issues, activitiesRead, notRead }, whole, failed) => {
    expectTold(notRead, failed);
    expect([days, issues]).toEqual([whole.days, whole.issues]);
    if (failed.operation === 'activities.list') expect(activitiesRead).toEqual([]);
  },
});

promises({
  page: 'what was done to a source',
  reads: ['sources.get'],
  look: () => readActions({ access, sourceId: coveo.sourceId }, signal),
  stands: (seen, _, failed) => {
    if (seen.state !== 'unreachable') throw new Error(seen.state);
    if (isGone(failed)) expect(seen.status).toBe(404);
    else expectSaid(seen.detail, failed);
  },
});

promises({
  page: 'connecting',
  reads: ['organization.status', 'privileges.me', 'privilege.evaluate'],
  look: () => checkConnection(coveo.client, signal),
  stands: (seen, whole, failed) => {
    if (failed.operation === 'organization.status') {
      if (seen.ok) throw new Error('A connection was made that Coveo did not confirm.');
      return expectSaid(seen.detail, failed);
    }
    if (!seen.ok || !whole.ok) throw new Error();
    const open = seen.lines.filter((line) => line.failed !== null);
    expectTold(open, failed);
    expect(open.map(({ state }) => state)).not.toContain('good');
    const [others, before] = [seen, whole].map(({ lines }) =>
      lines.filter(({ id }) => !open.some((line) => line.id === id)),
    );
    return expect(others).toEqual(before);
  },
});

promises({
  page: 'whether a token may look, as every page asks',
  reads: ['organization.status'],
  look: () => {
    processWide().verified.clear();
    const credentials = { authorization: `Bearer ${coveo.client.token}`, cookie: () => undefined };
    return resolveAccess('sandbox', coveo.client.organization, credentials, signal, () => coveo.client);
  },
  stands: (seen, _, failed) => {
    const isRefused = failed.trouble.status === 401 || failed.trouble.status === 403;
    expect(seen.ok).toBe(!isRefused);
    if (!seen.ok) expect(seen.detail).toContain(`Coveo’s request id: ${failed.trouble.requestId}.`);
  },
  lasting: ({ ok }) => ok,
});

promises({
  page: 'resolving an issue, which what is seen later brings back',
  reads: ['organization.status'],
  look: () => timeAtCoveo(coveo.client, signal),
  // None of these answers has a Date: this machine's clock has to do then, and the issue is resolved all the same.
  stands: (seen, whole) => expect([seen, whole]).toEqual([null, '2026-11-24T16:00:30.000Z']),
});

promises({
  page: 'the verification of a fix',
  reads: ['sources.get', 'logs.facetsStats', 'logs.list'],
  look: async () => {
    const begun = await beginFixVerification(await storedIssue(), access, { since: null, who: null }, signal);
    if (begun.state !== 'begun' && begun.state !== 'under way') return begun;
    return checkFixVerification(await storedIssue(), begun.n, access, { signal, again: true });
  },
  stands: (seen, _, failed) => {
    if (seen === null || !('plan' in seen)) {
      if (seen?.state !== 'not reached') throw new Error();
      return expectSaid(seen.detail, failed);
    }
    expect(seen.state).toBe('cannot tell');
    return expectTold(seen.notRead, failed);
  },
  lasting: (seen) => seen?.state,
});

test('every read that the client can make fails somewhere above, but for those that no page makes', () => {
  const made = new Set([...SCAN, 'sources.pages', 'privileges.me']);
  const reads = CALLS.filter(({ kind }) => kind === 'read').map(({ call }) => call);
  expect([...new Set(reads)].filter((call) => !made.has(call))).toEqual(['logs.facets', 'activities.get']);
});

/** A process that has read nothing of late, with the verdicts that it remembers. */
async function forget(): Promise<void> {
  const { scans, reached } = processWide();
  scans.clear();
  reached.clear();
  const { write } = await processStore();
  await write(async (transaction) => void (await transaction.deleteFrom('slices').execute()));
}

async function storedIssue() {
  const stored = await readIssue(await processStore(), issue);
  if (stored === null) throw new Error('There is no such issue.');
  return stored;
}

async function health(requested: { from: string | null; to: string | null } = ALL): Promise<Health> {
  const question = { access, sourceId: coveo.sourceId, refresh: true, signal, onEvent: () => {} };
  const answer = await readHealth({ ...question, requested });
  if (answer.state !== 'read') throw new Error(answer.state);
  return answer.health;
}

/** What is the same however much of it was kept. */
function withoutReads({ coverage: { complete, rowsCounted, rowsRead }, ...others }: Health) {
  return { ...others, coverage: { complete, rowsCounted, rowsRead } };
}

/** Coveo says that it knows no such source, which is an answer. */
function isGone({ operation, trouble }: Failed): boolean {
  return operation === 'sources.get' && trouble.status === 404;
}

/** Somewhere in it, the call that failed stands with its status and Coveo's request id. */
function expectTold(told: unknown, { operation, trouble: { status, requestId } }: Failed): void {
  const calls = callsIn(told).filter(({ call }) => call === operation);
  expect(calls).toContainEqual({ call: operation, status, requestId });
}

function callsIn(told: unknown): { call: unknown; status: unknown; requestId: unknown }[] {
  if (typeof told !== 'object' || told === null) return [];
  const inside = Object.values(told).flatMap(callsIn);
  if (!('call' in told) || typeof told.call !== 'string') return inside;
  const { call, status = null, requestId = null } = { status: null, requestId: null, ...told };
  return [{ call, status, requestId }, ...inside];
}

/** A sentence that says which request failed, and how. */
function expectSaid(text: string, { trouble: { status, requestId } }: Failed): void {
  expect(text).toMatch(/^.{20}/);
  if (status !== null && status !== 200) expect(text).toContain(String(status));
  if (requestId !== null) expect(text).toContain(`Coveo’s request id: ${requestId}.`);
}
