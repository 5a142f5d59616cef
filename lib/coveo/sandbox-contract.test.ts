import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LogRow } from '@/lib/evidence/log-row';
import { DAY_MS, MINUTE_MS, toIso } from '@/lib/evidence/time';
import { createSandbox } from '@/lib/sandbox/sandbox';
import { getActivity, latestActivities, listActivities } from './activities';
import type { CallResult } from './call';
import { type CoveoClient, createCoveoClient } from './client';
import { countLogs, listLogFacets, listLogs } from './logs';
import { getOrganizationStatus } from './organization';
import {
  createFileContainer,
  deleteItem,
  deleteOlderThan,
  pushBatch,
  pushItem,
  setSourceStatus,
  uploadToContainer,
} from './push';
import { getSource, listPushSources } from './sources';

const SANDBOX = 'http://127.0.0.1:4100/sandbox';
const START = Date.parse('2026-11-20T12:00:00.000Z');

const folder = mkdtempSync(path.join(os.tmpdir(), 'coveo-contract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A sandbox of its own, with a client of its demo organization and a clock that a test can move. */
function contract() {
  let now = START;
  const sandbox = createSandbox({ now: () => now, folder });
  const client = createCoveoClient({
    region: 'sandbox',
    organization: 'sandbox-demo',
    token: 'xx5a4db0c0-0000-4000-8000-000000000001',
    sandboxUrl: SANDBOX,
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    sleep: async () => {},
    now: () => now,
  });
  const advance = (ms: number) => {
    now += ms;
  };
  const fault = async (settings: Record<string, unknown>) => {
    const made = await sandbox.fetch(
      new Request(`${SANDBOX}/_control/organizations/sandbox-demo/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      }),
    );
    expect(made.status).toBe(201);
  };
  const lastWeek = () => ({ from: now - 7 * DAY_MS, to: now });
  return { client, advance, fault, lastWeek };
}

function unwrap<T>(result: CallResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The source that takes pushes: the first by name. */
async function firstSource(client: CoveoClient): Promise<string> {
  const { sources } = unwrap(await listPushSources(client));
  const [first] = [...sources].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (!first) throw new Error('The demo organization has no sources.');
  return first.id;
}

describe('reading', () => {
  test('lists the Push sources, and reads each of them alone', async () => {
    const { client } = contract();
    const { sources, calls, unreadable } = unwrap(await listPushSources(client));
    expect({ many: sources.length > 1, calls, unreadable }).toEqual({ many: true, calls: 1, unreadable: 0 });
    for (const source of sources) expect(unwrap(await getSource(client, source.id))).toEqual(source);
  });

  test('counts the rows that it can list, page by page, of one source alone', async () => {
    const { client, lastWeek } = contract();
    const sourceId = await firstSource(client);
    const query = { window: lastWeek(), sourceIds: [sourceId] };
    const counts = unwrap(await countLogs(client, query));
    const rows: LogRow[] = [];
    for (let page = 0, more = true; more; page += 1) {
      const read = unwrap(await listLogs(client, { ...query, page, perPage: 1_000 }));
      expect([read.unreadable, read.foreign]).toEqual([0, 0]);
      rows.push(...read.rows);
      more = read.hasNextPage;
    }
    expect(rows.length).toBeGreaterThan(1_000);
    expect(new Set(rows.map(({ guid }) => guid)).size).toBe(rows.length);
    expect(counts.sources).toEqual({ [sourceId]: rows.length });
    for (const facet of ['operation', 'result', 'task'] as const) {
      expect(counts[`${facet}s`]).toEqual(tally(rows.map((row) => row[facet])));
    }
    const facets = unwrap(await listLogFacets(client, query));
    expect([...facets.tasks].sort()).toEqual(Object.keys(counts.tasks).sort());
    expect(facets.sources).toEqual([sourceId]);
  });

  test('lists activities in a window, the latest, and one by its id', async () => {
    const { client } = contract();
    const resourceIds = [await firstSource(client)];
    const window = { from: toIso(START - 14 * DAY_MS), to: toIso(START) };
    const { activities, unreadable, foreign } = unwrap(await listActivities(client, { window, resourceIds }));
    expect({ some: activities.length > 0, unreadable, foreign }).toEqual({
      some: true,
      unreadable: 0,
      foreign: 0,
    });
    const [first] = unwrap(await latestActivities(client, { resourceIds, perPage: 1 })).activities;
    expect(first).toBeDefined();
    expect(unwrap(await getActivity(client, first?.id ?? ''))).toEqual(first);
  });

  test("takes the time of Coveo's answers", async () => {
    const { client, advance } = contract();
    advance(MINUTE_MS);
    const result = await getOrganizationStatus(client);
    expect(result).toMatchObject({
      ok: true,
      value: { lifeCycleState: 'ACTIVE', paused: false, readOnly: false },
      receipt: { call: 'organization.status', at: toIso(START + MINUTE_MS), requestId: expect.any(String) },
    });
  });
});

describe('pushing', () => {
  test('an item is enqueued, then indexed, then deleted', async () => {
    const { client, advance } = contract();
    const sourceId = await firstSource(client);
    const documentId = 'https://example.com/contract?a=1&b=2#c';
    const rowsOf = async () => {
      advance(MINUTE_MS);
      const window = { from: START, to: START + DAY_MS };
      const query = { window, sourceIds: [sourceId], documentId, page: 0, perPage: 100 };
      return unwrap(await listLogs(client, query)).rows.map(({ task, operation, result }) =>
        [task, operation, result].join(' '),
      );
    };
    const accepted = unwrap(
      await pushItem(client, { sourceId, documentId, item: { data: 'x', title: 'y' } }),
    );
    expect(accepted.orderingId).toMatch(/^\d{13}$/);
    expect(await rowsOf()).toContain('INDEXING ADD COMPLETED');
    unwrap(await deleteItem(client, { sourceId, documentId }));
    expect(await rowsOf()).toContain('INDEXING DELETE COMPLETED');
  });

  test.each([
    ['text', (text: string) => text],
    ['bytes', (text: string) => new TextEncoder().encode(text)],
    ['a stream', (text: string) => new Blob([text]).stream()],
  ])('a batch goes through a file container as %s', async (_what, bodyOf) => {
    const { client, advance } = contract();
    const sourceId = await firstSource(client);
    const text = JSON.stringify({ addOrUpdate: [{ documentId: 'https://example.com/batch/1', data: 'x' }] });
    const container = unwrap(await createFileContainer(client));
    unwrap(await uploadToContainer(client, container, bodyOf(text), { bytes: text.length }));
    unwrap(await pushBatch(client, { sourceId, fileId: container.fileId }));
    advance(MINUTE_MS);
    const window = { from: START, to: START + DAY_MS };
    const { results } = unwrap(
      await countLogs(client, { window, sourceIds: [sourceId], documentId: 'https://example.com/batch/1' }),
    );
    expect(results).toEqual({ COMPLETED: 4 });
  });

  test('a container expires after an hour, and says so in the words of S3', async () => {
    const { client, advance } = contract();
    const container = unwrap(await createFileContainer(client));
    advance(61 * MINUTE_MS);
    const result = await uploadToContainer(client, container, '{}');
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: 'refused',
        call: 'upload',
        status: 403,
        code: 'AccessDenied',
        message: 'Request has expired',
        bodyKind: 'xml',
      },
    });
    const signature = new URL(container.uploadUri).searchParams.get('X-Amz-Signature');
    expect(signature).not.toBeNull();
    expect(JSON.stringify(result)).not.toContain(signature);
  });

  test('a status opens an activity and closes it', async () => {
    const { client, advance } = contract();
    const sourceId = await firstSource(client);
    unwrap(await setSourceStatus(client, { sourceId, status: 'REBUILD' }));
    advance(MINUTE_MS);
    const open = unwrap(await getSource(client, sourceId));
    expect(open.status).toBe('REFRESHING');
    unwrap(await setSourceStatus(client, { sourceId, status: 'IDLE' }));
    advance(MINUTE_MS);
    expect(unwrap(await getSource(client, sourceId)).status).toBe('PUSH_READY');
    expect(unwrap(await getActivity(client, open.activityId ?? ''))).toMatchObject({
      operation: 'REBUILD',
      state: 'EXECUTED',
      result: 'SUCCESS',
      resourceId: sourceId,
    });
  });

  test('a delete-older-than empties a source once its delay is over', async () => {
    const { client, advance } = contract();
    const sourceId = await firstSource(client);
    unwrap(await deleteOlderThan(client, { sourceId, orderingId: String(START), queueDelay: 0 }));
    advance(10 * MINUTE_MS);
    expect(unwrap(await getSource(client, sourceId)).items).toBe(0);
  });
});

describe('failing', () => {
  test('a wrong token is refused', async () => {
    const { client } = contract();
    expect(
      await getOrganizationStatus({ ...client, token: 'xx00000000-0000-4000-8000-000000000000' }),
    ).toMatchObject({
      ok: false,
      failure: { kind: 'refused', status: 401, code: 'INVALID_TOKEN', requestId: expect.any(String) },
    });
  });

  test('a window of more than a week is refused', async () => {
    const { client } = contract();
    const window = { from: START - 8 * DAY_MS, to: START };
    expect(await countLogs(client, { window })).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  test('a body cut in the middle is unreadable, and every attempt is told', async () => {
    const { client, fault, lastWeek } = contract();
    await fault({ operation: 'logs.list', mode: 'cut', times: 4 });
    const result = await listLogs(client, { window: lastWeek(), page: 0, perPage: 10 });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', call: 'logs.list', status: 200, requestId: expect.any(String) },
    });
    expect(!result.ok && result.failure.attempts.length).toBe(4);
  });

  test('a gateway that answers HTML once is asked again', async () => {
    const { client, fault } = contract();
    await fault({
      operation: 'sources.pages',
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><title>502 Bad Gateway</title></html>',
      times: 1,
    });
    const result = await listPushSources(client);
    expect(result.ok && result.receipt.attempts.map(({ status }) => status)).toEqual([502, 200]);
  });

  test('a host that hangs times out', async () => {
    const { client, fault } = contract();
    await fault({ operation: 'organization.status', mode: 'hang' });
    expect(await getOrganizationStatus({ ...client, attempts: 1, timeoutMs: 20 })).toMatchObject({
      ok: false,
      failure: { kind: 'timeout', call: 'organization.status', status: null },
    });
  });
});

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
