import { expect, it } from 'vitest';
import type { Read } from '@/lib/evidence/coverage';
import { groupReads, holesIn } from './read-group';

it('makes one line of the reads of a call that went the same way, and keeps the failed ones apart', () => {
  const hour = (from: string, to: string, rest: Partial<Read> = {}): Read => ({
    call: 'logs.list',
    from: `2026-11-17T${from}:00:00.000Z`,
    to: `2026-11-17T${to}:00:00.000Z`,
    state: 'read',
    rows: 100,
    ...rest,
  });
  const refused = hour('02', '03', {
    state: 'refused',
    rows: 0,
    status: 403,
    requestId: 'r-1',
    why: 'Access denied.',
  });
  expect(groupReads([hour('00', '01'), hour('01', '02'), refused, hour('03', '04')])).toEqual([
    {
      call: 'logs.list',
      state: 'read',
      times: 3,
      rows: 300,
      from: '2026-11-17T00:00:00.000Z',
      to: '2026-11-17T04:00:00.000Z',
      sample: hour('00', '01'),
    },
    {
      call: 'logs.list',
      state: 'refused',
      times: 1,
      rows: 0,
      from: '2026-11-17T02:00:00.000Z',
      to: '2026-11-17T03:00:00.000Z',
      sample: refused,
    },
  ]);
});

it('keeps apart what different rows were asked for, and takes neither a sample nor what is optional for a hole', () => {
  const window = { from: '2026-11-17T00:00:00.000Z', to: '2026-11-18T00:00:00.000Z' };
  const failures: Read = { call: 'logs.list', ...window, of: 'rows not COMPLETED', state: 'read', rows: 7 };
  const batches: Read = { ...failures, of: 'rows of batches', rows: 2 };
  const sample: Read = { ...failures, of: 'a sample', state: 'sampled', rows: 100 };
  const keys: Read = { call: 'apikeys.list', ...window, state: 'refused', rows: 0, status: 403 };
  const refused: Read = { ...failures, state: 'refused', rows: 0, status: 504 };
  const reads = [failures, batches, sample, keys, refused];
  expect(groupReads(reads).map(({ sample, rows }) => [sample.of, rows])).toEqual([
    ['rows not COMPLETED', 7],
    ['rows of batches', 2],
    ['a sample', 100],
    [undefined, 0],
    ['rows not COMPLETED', 0],
  ]);
  expect(holesIn(reads, window)).toEqual([refused]);
  expect(holesIn(reads, { from: window.to, to: '2026-11-19T00:00:00.000Z' })).toEqual([]);
});
