import { expect, it } from 'vitest';
import { percentDone } from './scan-progress';

it('goes by what is furthest behind, and is full only when neither calls nor rows are missing', () => {
  expect(percentDone({ callsDone: 5, callsPlanned: 10, rowsDone: 10, rowsPlanned: 100 })).toBe(10);
  expect(percentDone({ callsDone: 5, callsPlanned: 10, rowsDone: 90, rowsPlanned: 100 })).toBe(50);
  expect(percentDone({ callsDone: 5, callsPlanned: 10, rowsDone: 0, rowsPlanned: 0 })).toBe(50);
  expect(percentDone({ callsDone: 10, callsPlanned: 10, rowsDone: 999, rowsPlanned: 1000 })).toBe(97);
  expect(percentDone({ callsDone: 999, callsPlanned: 1000, rowsDone: 10, rowsPlanned: 10 })).toBe(97);
  expect(percentDone({ callsDone: 12, callsPlanned: 10, rowsDone: 10, rowsPlanned: 10 })).toBe(100);
});
