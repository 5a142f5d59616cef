import { expect, it } from 'vitest';
import { zonedTexts } from './zoned-texts';

const NEAR = '2026-11-22T16:00:00.000Z';

it('sentences are told in the zone; times, numbers and what is raw stay', () => {
  const evidence = [{ guid: 'a', meta: { said: 'at Sun 22 Nov 03:04 UTC' } }];
  const answer = {
    asOf: NEAR,
    reasons: [{ text: '82 items lost, Sun 22 Nov 03:04 UTC: metadata too large.', problem: null }],
    findings: [{ text: 'First Wed 18 Nov 03:04 UTC.', count: 2, evidence }],
  };
  expect(zonedTexts(answer, 'Europe/Paris', NEAR)).toEqual({
    asOf: NEAR,
    reasons: [{ text: '82 items lost, Sun 22 Nov 2026 04:04 CET: metadata too large.', problem: null }],
    findings: [{ text: 'First Wed 18 Nov 2026 04:04 CET.', count: 2, evidence }],
  });
});
