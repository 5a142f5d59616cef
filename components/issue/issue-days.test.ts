import { expect, test } from 'vitest';
import { issueDays, MOST_DAYS } from './issue-days';

test('a day without rows is none where it was read whole, and not observed elsewhere', () => {
  const counted = [
    { day: '2026-11-10', count: 4 },
    { day: '2026-11-14', count: 2 },
  ];
  const looked = [{ from: '2026-11-12T06:00:00.000Z', to: '2026-11-15T09:00:00.000Z' }];
  expect(issueDays(counted, looked)).toEqual({
    days: [
      { day: '2026-11-10', count: 4 },
      { day: '2026-11-11', count: null },
      { day: '2026-11-12', count: null },
      { day: '2026-11-13', count: 0 },
      { day: '2026-11-14', count: 2 },
      { day: '2026-11-15', count: 0 },
    ],
    before: 0,
  });
});

test('the day on which an earlier reading ended is not observed, when a later one does not cover it', () => {
  const looked = [
    { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T09:00:00.000Z' },
    { from: '2026-11-03T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' },
  ];
  expect(issueDays([], looked)).toEqual({
    days: [
      { day: '2026-11-01', count: 0 },
      { day: '2026-11-02', count: null },
      { day: '2026-11-03', count: 0 },
    ],
    before: 0,
  });
});

test('only the newest days are drawn, and the rows of those before are counted', () => {
  const counted = [
    { day: '2026-01-01', count: 7 },
    { day: '2026-06-01', count: 1 },
  ];
  const { days, before } = issueDays(counted, []);
  expect([days.length, days[0]?.day, days.at(-1), before]).toEqual([
    MOST_DAYS,
    '2026-04-03',
    { day: '2026-06-01', count: 1 },
    7,
  ]);
});

test('nothing counted and nothing looked at is no day', () => {
  expect(issueDays([], [])).toEqual({ days: [], before: 0 });
});
