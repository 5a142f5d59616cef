import { expect, it } from 'vitest';
import { nearestFilled } from './nearest-filled';

const FILLED = [false, false, true, false, false, true, false];

it('points at the bucket itself when something is in it, or nothing is near', () => {
  expect(nearestFilled(FILLED, 2.9, 1)).toBe(2);
  expect(nearestFilled(FILLED, 0.2, 1)).toBe(0);
});

it('points at the nearest bucket with something in it within reach', () => {
  expect(nearestFilled(FILLED, 1.5, 1)).toBe(2);
  expect(nearestFilled(FILLED, 3.2, 1)).toBe(2);
  expect(nearestFilled(FILLED, 4.4, 2)).toBe(5);
  expect(nearestFilled(FILLED, 6.5, 1)).toBe(5);
});

it('stays among the buckets', () => {
  expect(nearestFilled(FILLED, 9, 1)).toBe(6);
  expect(nearestFilled(FILLED, -3, 1)).toBe(0);
});
