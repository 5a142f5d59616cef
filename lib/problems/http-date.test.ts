import { expect, it } from 'vitest';
import { readHttpDate } from './http-date';

it.each([
  ['Fri, 20 Nov 2026 09:00:00 GMT', '2026-11-20T09:00:00.000Z'],
  [' Fri, 20 Nov 2026 09:00:00 GMT ', '2026-11-20T09:00:00.000Z'],
  ['Fri, 20 Nov 2026 09:00:00', null],
  ['2026-11-20 09:00:00', null],
  ['yesterday GMT', null],
  ['Fri, 20 Nov 1000 09:00:00 GMT', null],
])('the date %j of an answer is %j, in whatever zone this machine is', (value, iso) => {
  expect(readHttpDate(value)).toBe(iso);
});
