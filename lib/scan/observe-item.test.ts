import { describe, expect, it } from 'vitest';
import type { ItemMatch } from '@/lib/evidence/item-observation';
import { type ItemSighting, observeItem } from './observe-item';
import { type SandboxUnderTest, sandboxWith } from './sandbox-under-test';

const INDEXED = 'https://support.example.com/cases/42152';
const REMOVED = 'https://support.example.com/cases/41559';

function look(
  { client, sourceId }: SandboxUnderTest,
  uri: string,
  match: ItemMatch = 'exact',
  signal = new AbortController().signal,
): Promise<ItemSighting> {
  return observeItem({ client, sourceId, uri, shownUri: uri, match, signal });
}

async function observation(sandbox: SandboxUnderTest, uri: string, signal?: AbortSignal) {
  const sighting = await look(sandbox, uri, 'exact', signal);
  if (sighting.kind !== 'item') throw new Error(`It was ${sighting.kind}.`);
  return sighting.observation;
}

describe('looking at one item', () => {
  it('costs eight calls, in two stretches of seven days', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    const { calls, reads, history, window, now } = await observation(sandbox, INDEXED);
    expect(calls).toBe(8);
    expect(sandbox.asked).toEqual([
      `/sandbox/rest/sources/${sandbox.sourceId}`,
      '/sandbox/rest/status',
      ...Array.from({ length: 6 }, () => '/sandbox/logs/v1'),
    ]);
    expect([now, window]).toEqual([
      '2026-11-22T16:00:30.000Z',
      { from: '2026-11-08T16:00:31.000Z', to: '2026-11-22T16:00:31.000Z' },
    ]);
    expect(new Set(history.rows.map(({ item }) => item))).toEqual(new Set([INDEXED]));
    expect(reads.map(({ call, state }) => `${call} ${state}`)).toEqual([
      'sources.get read',
      'organization.status read',
      ...Array.from({ length: 6 }, () => 'logs.list read'),
    ]);
  });

  it('counts the removals around the deletion that most likely caused its own', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    const { removedAround, calls } = await observation(sandbox, REMOVED);
    expect([removedAround, calls]).toEqual([2, 9]);
  });

  it('is whole however small the pages are', async () => {
    const large = await observation(await sandboxWith('metadata-too-large'), INDEXED);
    const small = await observation(await sandboxWith('metadata-too-large', { perPageCap: 3 }), INDEXED);
    expect(small.history).toEqual(large.history);
    expect(small.calls).toBeGreaterThan(large.calls);
  });

  it('looks for nearly the same where it has no row', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    const slash = await observation(sandbox, `${INDEXED}/`);
    expect(slash.near?.items.map(({ uri, how }) => `${how}: ${uri}`)).toEqual([
      `without the slash at its end: ${INDEXED}`,
    ]);
    const capitals = await observation(sandbox, 'https://support.example.com/Cases/42152');
    expect(capitals.near?.items.map(({ uri, how }) => `${how}: ${uri}`)).toEqual([
      `with other capital letters: ${INDEXED}`,
    ]);
    const nothing = await observation(sandbox, 'https://support.example.com/nothing/like/it');
    expect([nothing.near?.items, nothing.near?.part.state, nothing.calls]).toEqual([[], 'complete', 12]);
  });

  it('asks no more once the logs are refused, and keeps what the failure says', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    await sandbox.control('POST', '/organizations/under-test/faults', {
      operation: 'logs.list',
      status: 403,
      body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' },
    });
    const seen = await observation(sandbox, INDEXED);
    expect(sandbox.asked.filter((path) => path.includes('/logs/')).length).toBeLessThanOrEqual(2);
    expect(seen.history).toEqual({
      rows: [],
      part: {
        state: 'missing',
        why: 'Coveo answered 403 ACCESS_DENIED for the log rows (Source Logs API).',
        call: 'logs.list',
        status: 403,
        requestId: expect.any(String),
      },
    });
    expect([seen.deletions.part.state, seen.failedBatches.part.state, seen.near]).toEqual([
      'missing',
      'missing',
      null,
    ]);
  });

  it.each([
    ['source', 'sources.get', 'the source (Sources API)'],
    ['organization', 'organization.status', 'the organization’s status'],
  ] as const)(
    'says of the %s which call failed, and reads the rows all the same',
    async (part, operation, what) => {
      const sandbox = await sandboxWith('metadata-too-large');
      await sandbox.control('POST', '/organizations/under-test/faults', { operation, status: 500, body: {} });
      const seen = await observation(sandbox, INDEXED);
      expect(seen[part]).toEqual({
        value: null,
        answer: {
          call: operation,
          status: 500,
          requestId: expect.any(String),
          why: `Coveo answered 500 for ${what}.`,
        },
      });
      expect(seen.history.part.state).toBe('complete');
    },
  );

  it('that is ended is not read, and says so', async () => {
    const { history } = await observation(
      await sandboxWith('metadata-too-large'),
      INDEXED,
      AbortSignal.abort(),
    );
    expect(history.part).toMatchObject({ state: 'missing', why: 'Stopped before it was read.' });
  });

  it('asks nothing more of a source that Coveo does not know', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    expect(await look({ ...sandbox, sourceId: 'nobody-under-test' }, INDEXED)).toEqual({
      kind: 'no such source',
      answer: {
        call: 'sources.get',
        status: 404,
        requestId: expect.stringMatching(/./),
        why: 'Coveo answered 404 NOT_FOUND for the source (Sources API).',
      },
    });
    expect(sandbox.asked.length).toBe(2);
  });
});

describe('looking for items', () => {
  it('by a part or a pattern finds them, without batches', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    const part = await look(sandbox, 'cases/4215', 'substring');
    const pattern = await look(sandbox, 'https://*/cases/4215?', 'wildcard');
    const found = [part, pattern].map((sighting) =>
      sighting.kind === 'search' ? new Set(sighting.search.found.rows.map(({ item }) => item)).size : null,
    );
    expect(found).toEqual([9, 9]);
  });

  it('that finds one only is that item', async () => {
    const sighting = await look(await sandboxWith('metadata-too-large'), '/42152', 'substring');
    expect(sighting.kind === 'item' && sighting.observation.uri).toBe(INDEXED);
  });

  it('ends at its budget of rows, and says so', async () => {
    const sighting = await look(await sandboxWith('metadata-too-large'), 'support', 'substring');
    expect(sighting.kind === 'search' && sighting.search.found.part).toMatchObject({
      state: 'partial',
      why: 'The budget of 5000 rows was used up.',
    });
  });
});
