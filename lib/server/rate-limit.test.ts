import { expect, it } from 'vitest';
import { type Allowance, MOST_ALLOWANCES, secondsToWait, spend } from './rate-limit';

const START = 1_000_000;
const at = (seconds: number, perMinute = 6) => ({ perMinute, nowMs: START + seconds * 1000 });

it('lets as many through at once as a minute has, and then one after the other', () => {
  const allowances = new Map<string, Allowance>();
  const waits: (number | null)[] = [];
  for (const second of [0, 0, 0, 0, 0, 0, 0, 4, 10, 10, 60, 300]) {
    const wait = secondsToWait(allowances, 'connect 192.0.2.1', at(second));
    waits.push(wait);
    if (wait === null) spend(allowances, 'connect 192.0.2.1', at(second));
  }
  expect(waits).toEqual([null, null, null, null, null, null, 10, 6, null, 10, null, null]);
});

it('keeps addresses and kinds apart', () => {
  const allowances = new Map<string, Allowance>();
  for (let n = 0; n < 6; n += 1) spend(allowances, 'connect 192.0.2.1', at(0));
  expect(
    ['connect 192.0.2.1', 'connect 192.0.2.2', 'diagnose 192.0.2.1'].map((key) =>
      secondsToWait(allowances, key, at(0)),
    ),
  ).toEqual([10, null, null]);
});

it('lets what was counted beyond the limit be waited for, too', () => {
  const allowances = new Map<string, Allowance>();
  for (let n = 0; n < 12; n += 1) spend(allowances, 'refused 192.0.2.1', at(0));
  expect(secondsToWait(allowances, 'refused 192.0.2.1', at(0))).toBe(70);
});

it('is not fooled by a clock that goes back', () => {
  const allowances = new Map<string, Allowance>();
  for (let n = 0; n < 6; n += 1) spend(allowances, 'a', at(0));
  expect(secondsToWait(allowances, 'a', at(-3600))).toBe(10);
});

it('remembers so many addresses and no more', () => {
  const allowances = new Map<string, Allowance>();
  for (let n = 0; n <= MOST_ALLOWANCES; n += 1) spend(allowances, `a ${n}`, at(0));
  expect([allowances.size, allowances.has('a 0'), allowances.has('a 1')]).toEqual([
    MOST_ALLOWANCES,
    false,
    true,
  ]);
});
