import { expect, it } from 'vitest';
import { sentence, summarise } from './bucket-summary';

const add = { key: 'ADD', label: 'Add', color: 'blue', counts: [1200, 0, 5], total: 1205 };
const rejected = { key: 'rejected', label: 'Rejected', color: 'red', counts: [50, 0, 0], total: 50 };
const indexed = { key: 'indexed', label: 'Indexed', color: 'green', counts: [1150, 0, 5], total: 1155 };

it('reads a bucket out as a sentence, without what is 0', () => {
  const window = { from: '2026-11-17T02:00:00.000Z', to: '2026-11-17T03:00:00.000Z' };
  const summary = summarise([0, 0], window, [add], [rejected, indexed], []);
  expect(sentence(summary, [0, 0], false)).toBe(
    'Tue 17 Nov 02:00 UTC, 60 min: pushed 1,200 add; ended 50 rejected, 1,150 indexed.',
  );
});

it('sums what is selected', () => {
  const window = { from: '2026-11-17T02:00:00.000Z', to: '2026-11-17T05:00:00.000Z' };
  const summary = summarise([0, 2], window, [add], [rejected, indexed], []);
  expect(sentence(summary, [0, 2], true)).toBe(
    '3 buckets selected, Tue 17 Nov 02:00 UTC, 3 h: pushed 1,205 add; ended 50 rejected, 1,155 indexed.',
  );
});

it('says nothing where nothing was', () => {
  const window = { from: '2026-11-17T03:00:00.000Z', to: '2026-11-17T04:00:00.000Z' };
  expect(sentence(summarise([1, 1], window, [add], [indexed], []), [1, 1], false)).toBe(
    'Tue 17 Nov 03:00 UTC, 60 min: pushed nothing; ended nothing.',
  );
});

it('does not call nothing what was not read', () => {
  const window = { from: '2026-11-17T03:00:00.000Z', to: '2026-11-17T04:00:00.000Z' };
  const unread = [{ from: '2026-11-17T03:30:00.000Z', to: '2026-11-17T09:00:00.000Z' }];
  expect(sentence(summarise([1, 1], window, [add], [indexed], unread), [1, 1], false)).toBe(
    'Tue 17 Nov 03:00 UTC, 60 min: pushed not read; ended not read.',
  );
});

it('reads recorded calls out, with what was refused; not recorded is not none', () => {
  const lane = {
    counts: { accepted: [3, 0, 0], refused: [2, 0, 0] },
    refusals: [
      {
        bucket: 0,
        status: 429,
        errorCode: 'TOO_MANY_REQUESTS',
        problem: { id: 'too-many-requests', title: 'Too many requests' },
        count: 2,
      },
    ],
    stretches: [{ from: '2026-11-17T02:00:00.000Z', to: '2026-11-17T03:30:00.000Z' }],
  };
  const said = (bucket: number) => {
    const window = {
      from: `2026-11-17T0${2 + bucket}:00:00.000Z`,
      to: `2026-11-17T0${3 + bucket}:00:00.000Z`,
    };
    const range = [bucket, bucket] as const;
    return sentence(summarise(range, window, [], [], [], lane), range, false);
  };
  expect([said(0), said(1), said(2)]).toEqual([
    'Tue 17 Nov 02:00 UTC, 60 min: pushed nothing; ended nothing. Calls: 2 refused, 3 accepted (2 × 429 TOO_MANY_REQUESTS: Too many requests).',
    'Tue 17 Nov 03:00 UTC, 60 min: pushed nothing; ended nothing. Calls: none.',
    'Tue 17 Nov 04:00 UTC, 60 min: pushed nothing; ended nothing. Calls: not recorded.',
  ]);
});
