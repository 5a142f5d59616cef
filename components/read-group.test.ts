import { expect, it } from 'vitest';
import type { Read } from '@/lib/evidence/coverage';
import { groupReads } from './read-group';

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
