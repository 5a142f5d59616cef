import { expect, it } from 'vitest';
import { readPipeline } from '@/lib/evidence/pipeline';
import { changedAspects, whatChanged } from '@/lib/health/change/what-changed';
import type { ScanBudget } from './budget';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';

/** What is said of a scenario to have changed, in short; or why nothing can be said. */
async function told(scenario: string, dialect: string, budget: Partial<ScanBudget> = {}) {
  const { client, sourceId } = await sandboxWith(scenario, { dialect });
  const { evidence } = await scanSource({
    client,
    sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
    budget,
  });
  const changed = whatChanged(evidence, readPipeline(evidence), sourceId);
  if (changed.state !== 'compared') return changed;
  return {
    good: changed.good.from.slice(0, 10),
    changed: changedAspects(changed).map(({ name, good, newest }) => `${name}: ${good} -> ${newest}`),
    notKnown: changed.notKnown,
  };
}

it.each(['rich', 'bare'])('a healthy source in the dialect %s: nothing changed', async (dialect) => {
  expect(await told('healthy', dialect)).toEqual({
    good: '2026-11-21',
    changed: [],
    notKnown: dialect === 'bare' ? ['orderingId'] : [],
  });
});

it('a clock that is an hour ahead is seen in the orderingIds, and passes over the runs that had it already', async () => {
  expect(await told('one-hour-off', 'rich')).toEqual({
    good: '2026-11-19',
    changed: [
      'Refused before they were taken in: 0 -> 12',
      'Rejected: 0 -> 12',
      'orderingId: milliseconds, about the time of its row -> milliseconds, 60 min ahead of its row',
    ],
    notKnown: ['Items per batch'],
  });
});

it('half of the items missing is half of each batch, and no delete older than, in every dialect', async () => {
  expect(await told('half-missing', 'bare')).toEqual({
    good: '2026-11-19',
    changed: [
      'Pushed: 701 -> 350',
      'UPDATE pushed: 700 -> 349',
      'Indexed: 701 -> 350',
      'Delete older than requests: 1 -> 0',
      'Items per batch: 95 to 101, median 101 -> 50 to 50, median 50',
    ],
    notKnown: ['orderingId'],
  });
});

it('where rows were counted, it compares what was read whole and says what it could not', async () => {
  expect(await told('half-missing', 'rich', { rows: 2_000 })).toEqual({
    good: '2026-11-19',
    changed: ['Pushed: 701 -> 350', 'Indexed: 701 -> 350', 'Delete older than requests: 1 -> 0'],
    notKnown: ['Unfinished', 'Items per batch', 'Consumed to indexed', 'Operations by kind', 'orderingId'],
  });
});
