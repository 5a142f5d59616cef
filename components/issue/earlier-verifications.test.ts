import { expect, it } from 'vitest';
import { earlierVerifications } from './earlier-verifications';

const change = (revision: number, kind: string) => ({
  revision,
  at: `2026-11-22T0${revision}:00:00.000Z`,
  who: 'Ann',
  kind,
  text: '',
});

it('lists what ended before the newest one began, newest first', () => {
  const history = [
    change(1, 'opened'),
    change(2, 'verification-begun'),
    change(3, 'note'),
    change(4, 'verification-failed'),
    change(5, 'verification-begun'),
    change(6, 'verification-given-up'),
    change(7, 'verification-begun'),
    change(8, 'verification-passed'),
  ];
  expect(earlierVerifications(history, 7)).toEqual([
    { n: 5, at: '2026-11-22T06:00:00.000Z', ended: 'given up' },
    { n: 2, at: '2026-11-22T04:00:00.000Z', ended: 'failed' },
  ]);
  expect(earlierVerifications(history.slice(0, 5), 5)).toEqual([
    { n: 2, at: '2026-11-22T04:00:00.000Z', ended: 'failed' },
  ]);
  expect(earlierVerifications(history.slice(0, 1), null)).toEqual([]);
});
