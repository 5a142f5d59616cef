import { beforeEach, describe, expect, it } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { listSources } from './list-sources';

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
});

describe('the list of sources', () => {
  it('counts the week up to Coveo’s own now, whatever this machine’s clock says', async () => {
    const { client } = await sandboxWith('healthy');
    const windows: string[] = [];
    const wrong: CoveoClient = {
      ...client,
      now: () => BEGINNING - 30 * 24 * 3_600_000,
      fetch: (url, init) => {
        const { pathname, searchParams } = new URL(url);
        if (pathname.endsWith('/facetsStats'))
          windows.push(`${searchParams.get('from')} ${searchParams.get('to')}`);
        return client.fetch(url, init);
      },
    };
    const list = await listSources(
      { ok: true, client: wrong, digest: 'digest' },
      new AbortController().signal,
    );
    expect(windows).toEqual(['2026-11-15T16:00:00.000Z 2026-11-22T16:00:00.000Z']);
    expect(list.asOf).toBe('2026-11-22T16:00:30.000Z');
    expect(list.sources[0]?.rows?.total).toBeGreaterThan(0);
  });

  it.each([
    [{ lifeCycleState: 'DELETING', paused: false, readOnly: false }, 'The organization is being deleted.'],
    [{ pauseState: 'PAUSED' }, 'The organization is paused: it takes no push.'],
    [
      { lifeCycleState: 'ACTIVE', paused: false, readOnly: true },
      'The organization is read-only: it takes no push.',
    ],
  ])('calls sources failing by the state of their organization alone: %j', async (body, reason) => {
    const { client, control } = await sandboxWith('healthy');
    await control('POST', '/organizations/under-test/faults', { operation: 'organization.status', body });
    const list = await listSources({ ok: true, client, digest: 'digest' }, new AbortController().signal);
    expect(list.sources.map((source) => [source.verdict, source.verdictAsOf, source.reason])).toEqual([
      ['failing', null, reason],
    ]);
  });
});
