import { expect, it } from 'vitest';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { readOlderActivities } from './read-older-activities';

const NOW = '2026-11-22T16:00:30.000Z';
const { signal } = new AbortController();

it('asks for windows of 31 days at most, as far back as Coveo keeps activities, and says what is older', async () => {
  const { client, sourceId, asked } = await sandboxWith('healthy');
  const window = { from: '2026-04-01T00:00:00.000Z', to: '2026-11-22T16:00:00.000Z' };
  const { activities, reads } = await readOlderActivities(client, { sourceId, window, now: NOW }, signal);
  const kept = '2026-05-26T16:00:30.000Z';
  expect(reads[0]).toEqual({
    call: 'activities.list',
    from: window.from,
    to: kept,
    state: 'skipped',
    rows: 0,
    why: 'Coveo keeps activities for 180 days only.',
  });
  expect(reads.slice(1).map(({ from, to, state }) => [from.slice(0, 10), to.slice(0, 10), state])).toEqual([
    ['2026-10-22', '2026-11-22', 'read'],
    ['2026-09-21', '2026-10-22', 'read'],
    ['2026-08-21', '2026-09-21', 'read'],
    ['2026-07-21', '2026-08-21', 'read'],
    ['2026-06-20', '2026-07-21', 'read'],
    ['2026-05-26', '2026-06-20', 'read'],
  ]);
  expect(asked.length).toBe(6);
  expect(activities.length).toBeGreaterThan(0);
  expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
});

it('of a time older than Coveo keeps asks nobody', async () => {
  const { client, sourceId, asked } = await sandboxWith('healthy');
  const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
  const read = await readOlderActivities(client, { sourceId, window, now: NOW }, signal);
  expect([read.activities, read.reads.map(({ from, to, state }) => ({ from, to, state })), asked]).toEqual([
    [],
    [{ ...window, state: 'skipped' }],
    [],
  ]);
});
