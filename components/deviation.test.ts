import { describe, expect, it } from 'vitest';
import { deviation } from './deviation';

describe('deviation', () => {
  it('says "as usual" only when the numbers are the same', () => {
    expect(deviation(1200, 1200)).toEqual({ direction: 'level', text: 'as usual', share: 0 });
    expect(deviation(0, 0)).toEqual({ direction: 'level', text: 'as usual', share: 0 });
  });

  it('calls a number near the usual so, and names the usual', () => {
    expect(deviation(1230, 1200)).toEqual({
      direction: 'level',
      text: 'near usual 1,200',
      share: 0.025,
    });
  });

  it('tells how far below the usual a number is', () => {
    expect(deviation(600, 1200)).toEqual({ direction: 'down', text: '50 % · usual 1,200', share: -0.5 });
    expect(deviation(0, 1200)).toEqual({ direction: 'down', text: '100 % · usual 1,200', share: -1 });
  });

  it('tells how far above the usual a number is, in times where percents would not be read', () => {
    expect(deviation(1800, 1200)).toEqual({ direction: 'up', text: '50 % · usual 1,200', share: 0.5 });
    expect(deviation(412, 2)).toEqual({ direction: 'up', text: '206 × usual 2', share: 205 });
  });

  it('makes nothing of numbers that are small on both sides', () => {
    expect(deviation(2, 1)).toEqual({ direction: 'level', text: 'usual 1', share: null });
    expect(deviation(3, 0)).toEqual({ direction: 'level', text: 'usually 0', share: null });
    expect(deviation(3, 12)).toEqual({ direction: 'down', text: '75 % · usual 12', share: -0.75 });
  });

  it('has no share where nothing is usual', () => {
    expect(deviation(412, 0)).toEqual({ direction: 'up', text: 'usually 0', share: null });
  });
});
