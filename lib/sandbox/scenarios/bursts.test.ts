import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';
import { count, where } from './observe-under-test';

const START = '2026-03-10T12:00:00.000Z';

it.each([10_000, 200_000])('has about %i rows, of which half a percent is not COMPLETED', async (rows) => {
  const { organization, send } = sandboxAt(START);
  const { id, call } = await organization({ scenarios: ['bursts'], rows });
  const { body } = await send('GET', `/sandbox/_control/organizations/${id}`);
  const held = Number(Object(body).rows);
  expect(held / rows).toBeGreaterThan(0.95);
  expect(held).toBeLessThanOrEqual(rows);
  const week = new URLSearchParams({ from: '2026-03-03T12:00:00Z', to: START });
  const counts = Object(
    (await call('POST', `/logs/v1/organizations/${id}/facetsStats?${week}`, { body: {} })).body,
  );
  expect(Math.round((1_000 * counts.results.REJECTED) / held)).toBe(5);
});

it('fails in five bursts, for three reasons by turns', async () => {
  const { organization } = sandboxAt(START);
  const { rows } = await organization({ scenarios: ['bursts'], rows: 20_000 });
  const failed = where(await rows(), { result: 'REJECTED' });
  const nights = new Map<string, Set<string>>();
  for (const { datetime, task } of failed) {
    const run = datetime.slice(0, 13);
    nights.set(run, (nights.get(run) ?? new Set()).add(task));
  }
  expect([...nights.values()].map((tasks) => [...tasks])).toEqual([
    ['PROCESSING'],
    ['MAPPING'],
    ['CONSUMING'],
    ['PROCESSING'],
    ['MAPPING'],
  ]);
  expect(count(failed, 'task')).toEqual({ PROCESSING: 40, MAPPING: 40, CONSUMING: 20 });
});
