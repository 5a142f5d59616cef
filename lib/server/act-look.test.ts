import { expect, it } from 'vitest';
import { z } from 'zod';
import type { CoveoClient } from '@/lib/coveo/client';
import { toIso } from '@/lib/evidence/time';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { lookAtSource } from './act-look';

const asked = z.object({ states: z.array(z.string()).optional() });

/** Activities newest first, answered by pages of the size that is asked for, as the Activities API does. */
function withActivities(client: CoveoClient, activities: readonly { readonly state: string }[]): CoveoClient {
  return {
    ...client,
    fetch: async (url, init) => {
      const { pathname, searchParams } = new URL(url);
      if (!pathname.endsWith('/activities/latest')) return client.fetch(url, init);
      const { states = [] } = asked.parse(JSON.parse(String(init.body)));
      const found = activities.filter(({ state }) => states.length === 0 || states.includes(state));
      const items = found.slice(0, Number(searchParams.get('perPage')));
      return Response.json({ items, totalEntries: found.length, totalPages: 2 });
    },
  };
}

it('sees a refresh that was left open however many activities came after it', async () => {
  const { client, sourceId } = await sandboxWith('healthy');
  const ago = (days: number) => toIso(BEGINNING - days * 86_400_000);
  const nightly = Array.from({ length: 30 }, (_, day) => ({
    id: `night-${day}`,
    operation: 'REFRESH',
    state: 'EXECUTED',
    result: 'SUCCESS',
    startDate: ago(day + 0.1),
    endDate: ago(day),
    resourceId: sourceId,
    resourceType: 'SOURCE',
  }));
  const dead = {
    ...nightly[0],
    id: 'dead',
    state: 'EXECUTING',
    result: null,
    startDate: ago(40),
    endDate: null,
  };
  const looked = await lookAtSource(
    withActivities(client, [...nightly, dead]),
    sourceId,
    new AbortController().signal,
  );
  expect(looked).toMatchObject({
    state: 'looked',
    look: {
      source: { status: 'PUSH_READY' },
      standing: 'active',
      refresh: { operation: 'REFRESH', startedAt: ago(40) },
    },
  });
});
