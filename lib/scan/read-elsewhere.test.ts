import { expect, it } from 'vitest';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';

/** What other sources left, as a scan of a source beside them sees it. */
async function elsewhereOf(scenario: string, beside: readonly string[], budget: { calls?: number } = {}) {
  const { client, sourceId, asked } = await sandboxWith(scenario, { beside });
  const { evidence } = await scanSource({
    client,
    sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
    budget,
  });
  const counts = asked.filter((path) => path.endsWith('/facetsStats')).length;
  return { elsewhere: evidence.elsewhere, counts, newest: evidence.rows.at(-1)?.at ?? '', evidence };
}

it('counts what all other sources left since the newest row of a source that has been silent', async () => {
  const { elsewhere, counts, newest, evidence } = await elsewhereOf('silent', ['healthy', 'daily-limit']);
  expect(counts).toBe(3);
  expect(elsewhere).toMatchObject({ sources: 2, to: evidence.window.to });
  expect([(elsewhere?.from ?? '') > newest, (elsewhere?.rows ?? 0) > 1_000]).toEqual([true, true]);
  expect(evidence.coverage.reads.map(({ why }) => why)).toContain(
    'Of all sources, to tell whether this one alone is silent.',
  );
});

it('asks nothing where the source is not silent, and nothing more where the budget is used up', async () => {
  expect(await elsewhereOf('healthy', ['silent'])).toMatchObject({ elsewhere: null, counts: 2 });
  expect(await elsewhereOf('silent', ['healthy'], { calls: 8 })).toMatchObject({ elsewhere: null });
});
