import { describe, expect, it } from 'vitest';
import { buildRow, operationRows } from '@/lib/evidence/evidence-builder';
import { type LogRow, sortRows } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import { PROBLEMS } from '@/lib/problems/problems';
import {
  type FollowedStage,
  isEnded,
  readFixVerification,
  readVerificationPlan,
  type VerificationPlan,
} from './fix-verification';
import { answerBatches } from './fix-verification-batches';
import { answerItems, type VerifiedFix } from './fix-verification-items';
import { verificationSections } from './fix-verification-markdown';
import { planAssumptions, planVerification } from './fix-verification-plan';
import type { SeenSince } from './fix-verification-rows';
import { answerSource, beforeReading, standsWithoutPush } from './fix-verification-source';
import { capturedOf, healthOn } from './issue-under-test';

const SINCE = '2026-11-22T12:00:00.000Z';
const A = 'https://example.com/a';
const B = 'https://example.com/b';
const TOO_LARGE = { errorMessage: 'Total metadata size limit exceeded (52428800 bytes)' };
const UNKNOWN = { errorMessage: 'Field price is not a number' };

/** A moment after the plan's, by minutes and seconds. */
const at = (minutes: number, seconds = 0) => toIso(toMs(SINCE) + minutes * 60_000 + seconds * 1000);

const PLAN: VerificationPlan = {
  since: SINCE,
  subject: 'items',
  items: [A, B],
  total: 2,
  deletes: false,
  enterMs: 300_000,
  passMs: 60_000,
  settleMs: 1_800_000,
  measuredMs: 9_000,
};

const fix = (
  plan: Partial<VerificationPlan> = {},
  problem = 'metadata-too-large',
  key = '',
): VerifiedFix => ({
  plan: { ...PLAN, ...plan },
  begunAt: at(1),
  verified: { problem, key },
});

const seen = (rows: readonly LogRow[], asOf: string, over: Partial<SeenSince> = {}): SeenSince => ({
  asOf,
  window: { from: at(-30), to: asOf },
  rows: sortRows(rows).filter((row) => row.at <= asOf),
  unreadItems: [],
  gap: null,
  ...over,
});

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
const refusal = (item: string, when: string, meta: LogRow['meta'] = TOO_LARGE) =>
  operationRows({
    item,
    at: when,
    operation: 'UPDATE',
    end: { task: 'PROCESSING', result: 'REJECTED', meta },
  });

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

describe('followed batches', () => {
  const batch = (file: string, when: string, end: Partial<LogRow> = {}) => [
    buildRow({ item: file, at: when, operation: 'BATCH_FILE', task: 'STREAMING_BATCH' }),
    buildRow({
      item: file,
      at: toIso(toMs(when) + 1000),
      operation: 'BATCH_FILE',
      task: 'CONSUMING_BATCH',
      ...end,
    }),
  ];
  const broken = (text: string) => ({ result: 'ERROR', meta: { errorMessage: text } });
  const batches = (rows: readonly LogRow[], asOf: string) => {
    const { state, text, expectBy, followed, proof } = answerBatches(
      fix({ subject: 'batches', items: [], total: 0 }, 'json-deserialization'),
      seen(rows, asOf),
      PROBLEMS,
    );
    return [state, text, expectBy, followed.map(({ stage }) => stage.kind), proof.length];
  };

  it('are waited for, and pass once they were taken in and no more come', () => {
    const rows = [...batch('old', at(-5)), ...batch('new', at(2))];
    expect([batches([], at(6)), batches([], at(7)), batches(rows, at(3)), batches(rows, at(8))]).toEqual([
      [
        'waiting',
        'No batch was pushed after Sun 22 Nov 12:00 UTC so far. Expect by Sun 22 Nov 12:07 UTC what is pushed now.',
        at(7),
        [],
        0,
      ],
      [
        'cannot tell',
        'No batch was pushed after Sun 22 Nov 12:00 UTC: nothing to verify. The customer has to push again.',
        null,
        [],
        0,
      ],
      [
        'waiting',
        'Of 1 batch pushed after Sun 22 Nov 12:00 UTC: 1 taken in. Expect by Sun 22 Nov 12:08 UTC, if no further one comes.',
        at(8),
        ['taken in'],
        0,
      ],
      [
        'passed',
        '1 batch pushed after Sun 22 Nov 12:00 UTC, all taken in, the last Sun 22 Nov 12:02 UTC. Which items were inside is in no log: whether they are those of the lost batches cannot be seen.',
        null,
        ['taken in'],
        0,
      ],
    ]);
  });

  it('fail by the same problem, and by another one, and are under way for so long', () => {
    const again = [...batch('new', at(2)), ...batch('bad', at(3), broken('JSON deserialization error'))];
    const other = batch('bad', at(3), broken('Out of luck'));
    const stuck = batch('new', at(2)).slice(0, 1);
    expect([
      batches(again, at(4)),
      batches(other, at(4)),
      batches(stuck, at(9)),
      batches(stuck, at(33)),
    ]).toEqual([
      [
        'failed',
        '1 of 2 batches pushed after Sun 22 Nov 12:00 UTC shows the same problem again.',
        null,
        ['taken in', 'refused'],
        1,
      ],
      [
        'failed',
        'This problem did not show again, but 1 of 1 batch pushed after Sun 22 Nov 12:00 UTC was not taken in: Batch failed.',
        null,
        ['refused'],
        1,
      ],
      [
        'waiting',
        'Of 1 batch pushed after Sun 22 Nov 12:00 UTC: 0 taken in, 1 under way. Expect by Sun 22 Nov 12:08 UTC, if no further one comes.',
        at(8),
        ['under way'],
        0,
      ],
      [
        'cannot tell',
        'Of 1 batch pushed after Sun 22 Nov 12:00 UTC, 1 entered and did not come to an end.',
        null,
        ['under way'],
        0,
      ],
    ]);
  });
});

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

  it('stands without a push where its problem needs no row, or an activity alone proves it', () => {
    const captured = capturedOf(healthOn('2026-11-20', [0, 0, 2]));
    const activity = {
      id: 'a',
      operation: 'REFRESH',
      state: 'EXECUTING',
      result: null,
      startedAt: null,
      endedAt: null,
      by: null,
      errorCode: null,
      errorDetail: null,
      resourceId: null,
      resourceType: null,
    };
    const open = { ...captured, finding: { ...captured.finding, activities: [activity], evidenceTotal: 0 } };
    expect([
      standsWithoutPush('refresh-stuck', open, PROBLEMS),
      standsWithoutPush('silent-source', captured, PROBLEMS),
      standsWithoutPush('organization-paused', null, PROBLEMS),
      standsWithoutPush('gone', null, PROBLEMS),
    ]).toEqual([true, false, PROBLEMS.some(({ id, live }) => id === 'organization-paused' && live), false]);
  });
});

describe('the plan', () => {
  const captured = capturedOf(healthOn('2026-11-20', [0, 0, 2]));
  const issue = {
    problem: 'rejected-unexplained',
    lastSeen: '2026-11-20T02:00:03.000Z',
    captured: [captured],
  };

  it('follows the items that the issue names, by the latency that was measured', () => {
    const plan = planVerification(issue, null, PROBLEMS);
    expect(plan).toEqual({
      since: '2026-11-20T02:00:03.000Z',
      subject: 'items',
      items: ['https://example.com/0', 'https://example.com/1'],
      total: 2,
      deletes: false,
      enterMs: 300_000,
      passMs: 60_000,
      settleMs: 1_800_000,
      measuredMs: 3_000,
    });
    expect(planAssumptions(plan)).toEqual([
      'Of this source’s items 95 % took 3 s at most from their first row to the last; 1 min is allowed.',
      'That a push leaves its first row within 5 min is an assumption.',
    ]);
  });

  it('follows fifty of many, and says of how many', () => {
    const sample = Array.from({ length: 80 }, (_, n) => `https://example.com/${n}`);
    const many = { ...captured, finding: { ...captured.finding, items: { sample, total: 412, lost: null } } };
    const plan = planVerification({ ...issue, captured: [many] }, SINCE, PROBLEMS);
    expect([plan.since, plan.items.length, plan.total]).toEqual([SINCE, 50, 412]);
  });

  it('assumes where nothing was measured or can be read any more', () => {
    const plan = planVerification({ ...issue, captured: [] }, null, PROBLEMS);
    expect([plan.subject, plan.passMs, ...planAssumptions(plan)]).toEqual([
      'source',
      1_800_000,
      'No latency was measured on this source: 30 min from the first row to the last is assumed.',
      'That a push leaves its first row within 5 min is an assumption.',
      'A run counts as settled 30 min after its last push.',
    ]);
  });

  it('counts from the end of the run where no items tell what is pushed again', () => {
    const source = (lastSeen: string) =>
      planVerification({ ...issue, problem: 'silent-source', lastSeen }, null, PROBLEMS).since;
    const run = captured.newestRun;
    expect([
      source(run?.start ?? ''),
      source('2026-11-20T11:00:00.000Z'),
      source('2026-11-18T02:00:00.000Z'),
    ]).toEqual([run?.end, captured.capturedAt, toIso(toMs(run?.start ?? '') - 1)]);
  });
});

describe('what is kept', () => {
  it('is read again as it was written, and nothing where it cannot be', () => {
    const verification = {
      n: 2,
      plan: PLAN,
      begunAt: at(1),
      begunBy: 'Ann',
      checkAfterMs: null,
      ...answerItems(fix(), seen(refusal(A, at(2)), at(3)), PROBLEMS),
    };
    const stored = JSON.parse(JSON.stringify(verification));
    expect(readFixVerification(stored)).toEqual(verification);
    expect(readVerificationPlan(JSON.parse(JSON.stringify(PLAN)))).toEqual(PLAN);
    expect([readFixVerification({}), readVerificationPlan(null)]).toEqual([null, null]);
    expect(isEnded(verification)).toBe(true);
    expect(verificationSections(verification, (iso) => iso.slice(11, 16)).join('\n')).toBe(
      [
        '## Verification of the fix',
        '- State: failed, as of 12:03',
        '- 1 row on 1 item shows the same problem again, of pushes that entered after Sun 22 Nov 12:00 UTC; the first Sun 22 Nov 12:02 UTC.',
        '- Counts what was pushed after 12:00; begun by `Ann`, 12:01',
        '- Of this source’s items 95 % took 9 s at most from their first row to the last; 1 min is allowed.',
        '- That a push leaves its first row within 5 min is an assumption.',
        '### Followed (2)',
        `- \`${A}\`: refused 12:02, the same problem`,
        `- \`${B}\`: not pushed again`,
        '### Rows that prove it (1 of 1)',
        `\`\`\`json\n${JSON.stringify(verification.proof[0])}\n\`\`\``,
      ].join('\n'),
    );
  });
});
