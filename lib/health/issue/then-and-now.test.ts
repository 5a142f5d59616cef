import { describe, expect, it } from 'vitest';
import {
  buildPush,
  buildRecorded,
  buildRow,
  missingPart,
  nights,
  runRows,
} from '@/lib/evidence/evidence-builder';
import { planVerification } from '@/lib/health/fix/fix-verification-plan';
import { answerSource, standsWithoutPush } from '@/lib/health/fix/fix-verification-source';
import { PROBLEMS, RULES_VERSION } from '@/lib/problems/problems';
import { capturedOf, healthOn, quietNights } from './issue-under-test';
import { thenAndNow } from './then-and-now';

const THEN = capturedOf(healthOn('2026-11-20', [0, 0, 0, 4]));
const NOW = '2026-11-22T12:00:00.000Z';
const now = (rejected: readonly number[], different: Parameters<typeof healthOn>[2] = {}, then = THEN) =>
  thenAndNow(then, healthOn('2026-11-22', rejected, different));

describe('then and now, where a run has settled since', () => {
  it('lays the counts of the two runs side by side', () => {
    expect(now([0, 4, 0, 0])).toEqual({
      asOf: NOW,
      state: 'differs',
      text: 'Then 4 of 10 in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC: 0 of 10.',
    });
  });

  it('is the same only where the counts are', () => {
    expect([now([0, 4, 0, 4]), now([0, 4, 0, 3])]).toEqual([
      {
        asOf: NOW,
        state: 'same',
        text: 'Then 4 of 10 in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC: 4 of 10.',
      },
      {
        asOf: NOW,
        state: 'differs',
        text: 'Then 4 of 10 in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC: 3 of 10.',
      },
    ]);
  });

  it('says at least where not everything could be read, and claims only what holds all the same', () => {
    const gap = missingPart('Coveo answered 502.', 'logs.list', 502);
    const part = { parts: { failures: gap } };
    const partThen = capturedOf(healthOn('2026-11-20', [0, 0, 0, 4], part));
    const was = 'in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC:';
    const { text, state } = now([0, 4, 0, 3], part);
    expect([
      [state, text],
      ...[now([0, 4, 0, 5], part), now([0, 4, 0, 0], {}, partThen), now([0, 4, 0, 4], {}, partThen)].map(
        (answer) => [answer.state, answer.text],
      ),
    ]).toEqual([
      [
        'not checked',
        `Then 4 of 10 ${was} at least 3 of 10. More may be there than was found: Coveo answered 502.`,
      ],
      ['differs', `Then 4 of 10 ${was} at least 5 of 10.`],
      ['differs', `Then at least 4 of 10 ${was} 0 of 10.`],
      ['not checked', `Then at least 4 of 10 ${was} 4 of 10.`],
    ]);
  });

  it('has the rows alone where no run had settled then', () => {
    const then = capturedOf(healthOn('2026-11-20', [4], { now: '2026-11-20T02:01:00.000Z' }));
    expect(now([0, 0], {}, then)).toEqual({
      asOf: NOW,
      state: 'differs',
      text: 'Then 4 rows, up to Fri 20 Nov 02:01 UTC; newest run, Sun 22 Nov 02:00 UTC: 0 of 10.',
    });
  });

  it('counts rows, no shares, where an operation may have left several', () => {
    const warned = (day: string, count: number) =>
      healthOn(day, [], {
        rows: nights(2, day === '2026-11-22' ? 0 : 2).flatMap((at) =>
          runRows(at, 10, (item) =>
            item < count ? { task: 'MAPPING', result: 'WARNING', meta: { message: 'odd' } } : undefined,
          ),
        ),
      });
    expect(thenAndNow(capturedOf(warned('2026-11-20', 4)), warned('2026-11-22', 1))).toMatchObject({
      state: 'differs',
      text: 'Then 4 rows in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC: 1 row.',
    });
  });

  it('counts batches among batches', () => {
    const batches = (day: string, daysAgo: number, results: readonly string[]) =>
      healthOn(day, [], {
        rows: [
          ...quietNights(daysAgo),
          ...results.map((result, index) =>
            buildRow({
              at: `${day}T02:00:0${index}.500Z`,
              operation: 'BATCH_FILE',
              task: 'CONSUMING_BATCH',
              item: `file-${index}`,
              result,
              meta: { errorMessage: 'Unexpected token' },
            }),
          ),
        ],
      });
    const then = capturedOf(batches('2026-11-20', 2, ['ERROR', 'COMPLETED', 'COMPLETED']));
    expect(thenAndNow(then, batches('2026-11-22', 0, ['COMPLETED', 'COMPLETED'])).text).toBe(
      'Then 1 of 3 batches in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC: 0 of 2 batches.',
    );
  });

  it('says that the rules changed, where they did', () => {
    const older = { ...THEN, versions: { ...THEN.versions, rules: 0 } };
    expect(now([0, 4, 0, 0], {}, older).text).toBe(
      `Then 4 of 10 in the run of Fri 20 Nov 02:00 UTC; newest run, Sun 22 Nov 02:00 UTC: 0 of 10. The rules changed in between (version 0 then, ${RULES_VERSION} now).`,
    );
  });
});

describe('then and now of recorded calls', () => {
  const call = (at: string, status = 202) =>
    buildPush({
      at,
      status,
      problem:
        status === 202
          ? null
          : { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' },
    });
  const refused = call('2026-11-20T02:00:00.000Z', 429);
  const then = capturedOf(healthOn('2026-11-20', [0], { recorded: buildRecorded([refused]) }));
  const since = (...pushes: ReturnType<typeof call>[]) => {
    const { state, text } = now([0, 0], { recorded: buildRecorded([refused, ...pushes]) }, then);
    return [state, text];
  };

  it('needs calls that were recorded since: what was seen then is no answer, and silence none either', () => {
    expect([
      since(),
      since(call('2026-11-22T02:00:00.000Z')),
      since(call('2026-11-22T02:00:00.000Z', 429)),
      now([0, 0], {}, then).state,
    ]).toEqual([
      ['not checked', 'Not checked now: no call was recorded since, so nobody can tell.'],
      ['differs', 'Then “1 call refused with 429”; none among the calls that were recorded since.'],
      ['same', 'Then “1 call refused with 429”; now “2 calls refused with 429”, last Sun 22 Nov 02:00 UTC.'],
      'not checked',
    ]);
  });

  it('verifies a fix by the same', () => {
    const judged = (...pushes: ReturnType<typeof call>[]) => {
      const health = healthOn('2026-11-22', [0, 0], { recorded: buildRecorded([refused, ...pushes]) });
      const plan = planVerification(
        { problem: 'too-many-requests', lastSeen: refused.at, captured: [then] },
        null,
        PROBLEMS,
      );
      const verified = { problem: 'too-many-requests', key: 'recorded' };
      const fix = { plan: { ...plan, since: refused.at }, begunAt: refused.at, verified };
      return answerSource(fix, health, standsWithoutPush('too-many-requests', then, PROBLEMS)).state;
    };
    expect([
      judged(),
      judged(call('2026-11-22T02:00:00.000Z')),
      judged(call('2026-11-22T02:00:00.000Z', 429)),
    ]).toEqual(['cannot tell', 'passed', 'failed']);
  });
});

describe('then and now, where nobody can tell', () => {
  const noPush = { asOf: NOW, state: 'no push since', text: 'No push has settled since: can’t tell.' };

  it('says so where no run came since', () => {
    const rows = nights(4, 2).flatMap((at) => runRows(at, 10));
    expect([now([], { rows }), now([], { rows: [] })]).toEqual([noPush, noPush]);
  });

  it('says so where the run since has not settled', () => {
    const running = runRows('2026-11-22T11:55:00.000Z', 10);
    expect(now([], { rows: [...quietNights(2), ...running] })).toEqual(noPush);
  });

  it('does not take the end of the very run that it was captured in for a new one', () => {
    expect(thenAndNow(THEN, healthOn('2026-11-20', [0, 0, 0, 0]))).toEqual({
      ...noPush,
      asOf: '2026-11-20T12:00:00.000Z',
    });
  });

  it('says why the problem could not be looked for, and never takes that for its absence', () => {
    const gap = missingPart('Coveo answered 502.', 'logs.list', 502);
    expect(now([0, 0, 0, 0], { parts: { failures: gap } })).toEqual({
      asOf: NOW,
      state: 'not checked',
      text: 'Not checked now: Coveo answered 502.',
      failed: { call: 'logs.list', why: 'Coveo answered 502.', status: 502, requestId: 'req-1' },
    });
  });

  it('says that a rule is gone', () => {
    const then = { ...THEN, finding: { ...THEN.finding, problem: 'of-old' } };
    expect(now([0, 0], {}, then)).toEqual({
      asOf: NOW,
      state: 'not checked',
      text: 'Not checked now: this version of Pushscope does not look for it in a source.',
    });
  });

  it('says that one of too many reasons cannot be told apart', () => {
    const rows = runRows('2026-11-22T02:00:00.000Z', 30, (item) => ({
      task: 'MAPPING',
      result: 'REJECTED',
      meta: { errorMessage: `Reason ${'x'.repeat(item + 1)}` },
    }));
    expect(now([], { rows })).toEqual({
      asOf: NOW,
      state: 'not checked',
      text: 'Not checked now: too many different reasons were found to tell this one apart.',
    });
  });
});

describe('then and now of how a source stands', () => {
  const refresh = {
    id: 'activity-1',
    operation: 'FULL_REFRESH',
    state: 'EXECUTING',
    result: null,
    startedAt: '2026-11-18T01:00:00.000Z',
    endedAt: null,
    by: null,
    errorCode: null,
    errorDetail: null,
    resourceId: null,
    resourceType: null,
  };
  const then = capturedOf(healthOn('2026-11-20', [0, 0, 0, 0], { activities: [refresh] }));

  it('compares found with found, whether a push came or not', () => {
    expect(now([], { rows: quietNights(2), activities: [refresh] }, then)).toEqual({
      asOf: NOW,
      state: 'same',
      text: 'Then “Refresh open since Wed 18 Nov 01:00 UTC, never set to IDLE”; now: “Refresh open since Wed 18 Nov 01:00 UTC, never set to IDLE”.',
    });
  });

  it('says not found where it was looked for and is not there', () => {
    const closed = { ...refresh, state: 'EXECUTED', result: 'SUCCESS', endedAt: '2026-11-21T01:00:00.000Z' };
    expect(now([0, 0, 0, 0], { activities: [closed] }, then)).toEqual({
      asOf: NOW,
      state: 'differs',
      text: 'Then “Refresh open since Wed 18 Nov 01:00 UTC, never set to IDLE”; now, after the run of Sun 22 Nov 02:00 UTC: not found.',
    });
  });

  it('says of silence how long it lasts by now', () => {
    const silent = (day: string) => healthOn(day, [], { rows: quietNights(5) });
    const before = silent('2026-11-20');
    const after = silent('2026-11-22');
    expect(thenAndNow(capturedOf(before), after)).toEqual({
      asOf: NOW,
      state: 'same',
      text: `Then “${before.findings[0]?.title}”; now: “${after.findings[0]?.title}”.`,
    });
  });
});
