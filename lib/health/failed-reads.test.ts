import { expect, it } from 'vitest';
import type { Read } from '@/lib/evidence/coverage';
import { failedReads, failedReadText, failedRowReads } from './failed-reads';

const time = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', rows: 0 };
const refused: Read = {
  ...time,
  call: 'logs.list',
  state: 'refused',
  request: 'POST https://api.cloud.coveo.com/logs/v1/organizations/acme',
  status: 403,
  requestId: 'a1',
  why: 'Coveo answered 403.',
};
const READS: readonly Read[] = [
  { ...time, call: 'sources.get', state: 'read' },
  refused,
  { ...refused, requestId: 'a2' },
  { ...refused, why: 'Coveo answered 500.', status: 500 },
  { ...time, call: 'limits', state: 'refused', why: 'No answer in time.' },
  { ...time, call: 'logs.list', state: 'skipped', why: 'Not asked.' },
];

it('names each failed read once, without its address', () => {
  expect(failedReads(READS)).toEqual([
    { call: 'logs.list', why: 'Coveo answered 403.', status: 403, requestId: 'a1' },
    { call: 'logs.list', why: 'Coveo answered 500.', status: 500, requestId: 'a1' },
    { call: 'limits', why: 'No answer in time.' },
  ]);
  expect(failedRowReads(READS).map(({ status }) => status)).toEqual([403, 500]);
});

it('tells one in a sentence', () => {
  expect(failedReads(READS).map(failedReadText)).toEqual([
    'Coveo answered 403. Coveo’s request id: a1.',
    'Coveo answered 500. Coveo’s request id: a1.',
    'No answer in time.',
  ]);
});
