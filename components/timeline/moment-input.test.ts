import { describe, expect, it } from 'vitest';
import { readMomentInput } from './moment-input';

const AT = { state: 'ok', iso: '2026-11-17T02:00:00.000Z' };
const WHY = { state: 'error', why: 'Not a time. Use 2026-11-17T02:00Z, or epoch seconds or milliseconds.' };

describe('a pasted time', () => {
  it.each([
    '2026-11-17T02:00:00.000Z',
    '2026-11-17T02:00Z',
    '2026-11-17 02:00',
    '2026-11-17 02:00:00 UTC',
    '2026-11-17T03:00:00+01:00',
    '2026-11-16T21:00:00-0500',
    ' 1794880800 ',
    '1794880800000',
    '1794880800000000',
    '1794880800000000000',
  ])('reads %s', (text) => {
    expect(readMomentInput(text)).toEqual(AT);
  });

  it('takes a day alone as its beginning in UTC', () => {
    expect(readMomentInput('2026-11-17')).toEqual({ state: 'ok', iso: '2026-11-17T00:00:00.000Z' });
  });

  it.each(['', 'yesterday', '2026-13-40', '17/11/2026', '12345', '2026-11-17T25:00Z'])(
    'refuses "%s" and says what it takes',
    (text) => {
      expect(readMomentInput(text)).toEqual(WHY);
    },
  );
});
