import { describe, expect, it } from 'vitest';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import { capturedOf, healthOn } from '@/lib/health/issue/issue-under-test';
import { PROBLEMS } from '@/lib/problems/problems';
import type { VerifiedFix } from './fix-verification-items';
import { answerSource, beforeReading, standsWithoutPush } from './fix-verification-source';
import { at, fix } from './fix-verification-under-test';

describe('a source as a whole', () => {
  const whole = fix({ subject: 'source', items: [], total: 0 });
  const pushes = { entered: 12, young: 0, gap: null };
  const early = (over: object, asOf: string) => {
    const answer = beforeReading(whole, { ...pushes, ...over, asOf });
    return answer === null ? null : [answer.state, answer.text, answer.expectBy];
  };

  it('is read once something was pushed and has settled', () => {
    const gap = { call: 'logs.facetsStats', why: 'Coveo answered 503.', status: 503, requestId: null };
    expect([
      early({ entered: 0 }, at(2)),
      early({ entered: 0 }, at(37)),
      early({ young: 3 }, at(2)),
      early({ young: 3 }, at(100)),
      early({}, at(2)),
      early({ entered: null, young: null, gap }, at(2)),
    ]).toEqual([
      [
        'waiting',
        'Nothing was pushed after Sun 22 Nov 12:00 UTC so far. A run that is pushed now can be judged 30 min after its last push: expect by Sun 22 Nov 12:36 UTC.',
        at(36),
      ],
      [
        'cannot tell',
        'No push after Sun 22 Nov 12:00 UTC: nothing to verify. The customer has to push again.',
        null,
      ],
      [
        'waiting',
        '12 rows of pushes came after Sun 22 Nov 12:00 UTC. Their run can be judged 30 min after its last push: expect by Sun 22 Nov 12:32 UTC, if nothing more comes.',
        at(32),
      ],
      null,
      null,
      [
        'cannot tell',
        'Not everything could be read, so nothing is said of the fix. Coveo answered 503.',
        null,
      ],
    ]);
  });

  it('is judged by the rule of the problem, where it was looked for and a run has settled since', () => {
    const health = healthOn('2026-11-23', [0, 0, 0, 0, 2]);
    const [finding] = health.findings;
    const judged = (verified: VerifiedFix, alone = false, over = {}) => {
      const { state, text, proofTotal } = answerSource(verified, { ...health, ...over }, alone);
      return [state, text, proofTotal];
    };
    const own = fix({}, 'rejected-unexplained', finding?.key);
    const notChecked = [{ problem: 'silent-source', title: 'Silent', why: 'Two runs were seen.' }];
    expect([
      judged(own),
      judged(fix({}, 'silent-source')),
      judged(fix({}, 'silent-source'), false, { notChecked }),
      judged(fix({ since: '2026-11-23T10:00:00.000Z' }, 'silent-source')),
      judged(fix({ since: '2026-11-23T10:00:00.000Z' }, 'refresh-stuck'), true),
    ]).toEqual([
      [
        'failed',
        `After the run of Mon 23 Nov 02:00 UTC it is found again: “${finding?.title}”.`,
        finding?.evidenceTotal,
      ],
      [
        'passed',
        'A run of Mon 23 Nov 02:00 UTC has settled since, with 10 operations pushed: it was looked for and not found.',
        0,
      ],
      ['cannot tell', 'It could not be looked for: Two runs were seen.', 0],
      [
        'cannot tell',
        'No run has settled that began after Mon 23 Nov 10:00 UTC: can’t tell. A few items pushed by hand are no run.',
        0,
      ],
      ['passed', 'As of Mon 23 Nov 12:00 UTC it was looked for and not found.', 0],
    ]);
  });

  it('stands without a push where its problem needs no row, whatever proves it', () => {
    const captured = capturedOf(healthOn('2026-11-20', [0, 0, 2]));
    const activity = buildActivity({
      id: 'a',
      operation: 'REFRESH',
      state: 'EXECUTING',
      result: null,
    });
    const open = { ...captured, finding: { ...captured.finding, activities: [activity], evidenceTotal: 0 } };
    expect([
      standsWithoutPush('refresh-stuck', open, PROBLEMS),
      standsWithoutPush('silent-source', open, PROBLEMS),
      standsWithoutPush('silent-source', captured, PROBLEMS),
      standsWithoutPush('organization-paused', null, PROBLEMS),
      standsWithoutPush('gone', null, PROBLEMS),
    ]).toEqual([
      true,
      false,
      false,
      PROBLEMS.some(({ id, live }) => id === 'organization-paused' && live),
      false,
    ]);
  });

  it('does not stand without a push where its problem needs rows, counted or read', () => {
    const ofRows = new Set<string>(['counts', 'failures', 'batches', 'histories', 'buckets']);
    const ids = PROBLEMS.flatMap(({ id, live }) =>
      live?.needs.some((part) => ofRows.has(part)) === true ? [id] : [],
    );
    expect(ids).toContain('slow-pipeline');
    expect(ids.filter((id) => standsWithoutPush(id, null, PROBLEMS))).toEqual([]);
  });
});
