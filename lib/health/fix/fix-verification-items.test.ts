import { describe, expect, it } from 'vitest';
import { operationRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { healthOn } from '@/lib/health/issue/issue-under-test';
import { PROBLEMS } from '@/lib/problems/problems';
import type { FollowedStage } from './fix-verification';
import { answerItems } from './fix-verification-items';
import type { SeenSince } from './fix-verification-rows';
import { A, at, B, fix, refusal, seen, UNKNOWN } from './fix-verification-under-test';

/** State, text and the stages of what is followed. */
function answered(rows: readonly LogRow[], asOf: string, over: Partial<SeenSince> = {}, verified = fix()) {
  const { state, text, expectBy, followed, proof } = answerItems(verified, seen(rows, asOf, over), PROBLEMS);
  return {
    state,
    text,
    expectBy,
    stages: followed.map(({ stage }) => stage),
    proof: proof.map(({ at: when }) => when),
  };
}

const NOT_PUSHED: FollowedStage = { kind: 'not pushed' };
const indexed = (when: string): FollowedStage => ({ kind: 'indexed', at: when });

describe('followed items', () => {
  it('that nobody pushed are waited for, then called nothing to verify', () => {
    expect([answered([], at(6, 59)), answered([], at(7))]).toEqual([
      {
        state: 'waiting',
        text: 'None of the 2 followed items was pushed again after Sun 22 Nov 12:00 UTC so far. Expect by Sun 22 Nov 12:07 UTC what is pushed now.',
        expectBy: at(7),
        stages: [NOT_PUSHED, NOT_PUSHED],
        proof: [],
      },
      {
        state: 'cannot tell',
        text: 'No push of the followed items after Sun 22 Nov 12:00 UTC: nothing to verify. The customer has to push them again.',
        expectBy: null,
        stages: [NOT_PUSHED, NOT_PUSHED],
        proof: [],
      },
    ]);
  });

  it('are each expected from the time at which they entered, and late after it', () => {
    const rows = [
      ...operationRows({ item: A, at: at(2) }),
      ...operationRows({ item: B, at: at(3), end: null }),
    ];
    const under = (late: boolean): FollowedStage => ({
      kind: 'under way',
      task: 'CONSUMING',
      expectBy: at(4),
      late,
    });
    expect([answered(rows, at(3, 30)), answered(rows, at(20)), answered(rows, at(33))]).toEqual([
      {
        state: 'waiting',
        text: 'Of 2 followed items: 1 indexed, 1 under way. Expect by Sun 22 Nov 12:04 UTC.',
        expectBy: at(4),
        stages: [indexed(at(2, 3)), under(false)],
        proof: [],
      },
      {
        state: 'waiting',
        text: 'Of 2 followed items: 1 indexed, 1 under way. Expected by Sun 22 Nov 12:04 UTC: it takes longer than usual.',
        expectBy: at(4),
        stages: [indexed(at(2, 3)), under(true)],
        proof: [],
      },
      {
        state: 'cannot tell',
        text: 'Of 2 followed items: 1 indexed, 1 under way: can’t tell for all. 1 item entered and did not come to an end, though the time for it is over. What was pushed again did not show the problem.',
        expectBy: null,
        stages: [indexed(at(2, 3)), under(true)],
        proof: [],
      },
    ]);
  });

  it('pass once all were indexed by operations that entered later', () => {
    const rows = [...operationRows({ item: A, at: at(2) }), ...operationRows({ item: B, at: at(3) })];
    expect(answered(rows, at(4))).toEqual({
      state: 'passed',
      text: 'All 2 items were pushed again after Sun 22 Nov 12:00 UTC: 2 indexed, the last Sun 22 Nov 12:03 UTC. No item showed the problem again.',
      expectBy: null,
      stages: [indexed(at(2, 3)), indexed(at(3, 3))],
      proof: [],
    });
  });

  it('are not taken for pushed again by rows of an operation that was under way at the moment', () => {
    const before = operationRows({ item: A, at: at(0, -2), operation: 'UPDATE' });
    const rows = [
      ...before,
      ...operationRows({ item: A, at: at(0, 1), operation: 'UPDATE', end: null }),
      ...operationRows({ item: B, at: at(2) }),
    ];
    expect(answered(before, at(2)).stages).toEqual([NOT_PUSHED, NOT_PUSHED]);
    expect(answered(rows, at(2, 30)).stages).toEqual([
      { kind: 'under way', task: 'CONSUMING', expectBy: at(1, 1), late: true },
      indexed(at(2, 3)),
    ]);
  });

  it('fail as soon as one shows the same problem, on whichever item, though the rest is not read', () => {
    const other = 'https://example.com/not-followed';
    const gap = { call: 'logs.list', why: 'Coveo answered 500.', status: 500, requestId: 'req-1' };
    expect(answered(refusal(other, at(2)), at(3), { gap })).toEqual({
      state: 'failed',
      text: '1 row on 1 item shows the same problem again, of pushes that entered after Sun 22 Nov 12:00 UTC; the first Sun 22 Nov 12:02 UTC.',
      expectBy: null,
      stages: [NOT_PUSHED, NOT_PUSHED],
      proof: [at(2, 1)],
    });
    expect(answered(refusal(A, at(2)), at(3)).stages).toEqual([
      {
        kind: 'refused',
        at: at(2, 1),
        same: true,
        problem: 'metadata-too-large',
        title: 'Metadata too large',
      },
      NOT_PUSHED,
    ]);
  });

  it('do not fail by what entered before the moment, or by rows whose entry was not seen', () => {
    expect(answered(refusal(A, at(0, -1)), at(3)).state).toBe('waiting');
    expect(answered(refusal(A, at(2)).slice(1), at(3)).state).toBe('waiting');
  });

  it('fail for another reason, which is said to be another one', () => {
    expect(answered(refusal(A, at(2), UNKNOWN), at(3))).toEqual({
      state: 'failed',
      text: 'This problem did not show again, but 1 followed item ended otherwise than indexed: Not completed, for a reason that no rule knows.',
      expectBy: null,
      stages: [
        {
          kind: 'refused',
          at: at(2, 1),
          same: false,
          problem: 'rejected-unexplained',
          title: 'Not completed, for a reason that no rule knows',
        },
        NOT_PUSHED,
      ],
      proof: [at(2, 1)],
    });
  });

  it('of a problem with several reasons fail the same way only by the same reason', () => {
    const [finding] = healthOn('2026-11-20', [0, 0, 2]).findings;
    const verified = fix({}, 'rejected-unexplained', finding?.key);
    const at_mapping = (meta: LogRow['meta']) =>
      operationRows({ item: A, at: at(2), end: { task: 'MAPPING', result: 'REJECTED', meta } });
    const same = [UNKNOWN, { errorMessage: 'Another one' }].map(
      (meta) => answered(at_mapping(meta), at(3), {}, verified).stages[0],
    );
    expect(same).toMatchObject([{ same: true }, { same: false }]);
  });

  it('that were deleted have not shown that the fix holds, unless deleting was what failed', () => {
    const rows = [A, B].flatMap((item) => operationRows({ item, at: at(2), operation: 'DELETE' }));
    expect([answered(rows, at(3)), answered(rows, at(3), {}, fix({ deletes: true }))]).toMatchObject([
      {
        state: 'cannot tell',
        text: 'All 2 followed items were deleted after Sun 22 Nov 12:00 UTC: nothing of them was indexed, so nothing shows whether the fix holds.',
      },
      { state: 'passed' },
    ]);
  });

  it('do not pass while anything was not read', () => {
    const rows = [...operationRows({ item: A, at: at(2) }), ...operationRows({ item: B, at: at(3) })];
    const gap = { call: 'logs.list', why: 'Coveo answered 500.', status: 500, requestId: 'req-1' };
    const unreadItems = [{ item: B, why: 'Stopped while it was read.' }];
    expect([
      answered(rows, at(4), { gap }),
      answered(operationRows({ item: A, at: at(2) }), at(4), { unreadItems }),
    ]).toEqual([
      {
        state: 'cannot tell',
        text: 'Not everything could be read, so nothing is said of the fix. Coveo answered 500.',
        expectBy: null,
        stages: [indexed(at(2, 3)), indexed(at(3, 3))],
        proof: [],
      },
      {
        state: 'cannot tell',
        text: 'Not everything could be read, so nothing is said of the fix. The rows of 1 followed item are missing.',
        expectBy: null,
        stages: [indexed(at(2, 3)), { kind: 'not read', why: 'Stopped while it was read.' }],
        proof: [],
      },
    ]);
  });

  it('keep of a long text what fits', () => {
    const rows = refusal(A, at(2), {
      errorMessage: `Total metadata size limit exceeded ${'x'.repeat(4_000)}`,
    });
    const { proof } = answerItems(fix(), seen(rows, at(3)), PROBLEMS);
    expect(proof[0]?.meta).toMatch(/x… \(cut: \d+ characters\)$/);
  });
});
