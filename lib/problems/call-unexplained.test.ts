import { describe, expect, it } from 'vitest';
import { buildPush, buildRecorded, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { callUnexplained } from './call-unexplained';
import { type Finding, NO_ITEMS } from './finding';
import { CLEAR, lookLive } from './live-door-under-test';
import { tooManyRequests } from './too-many-requests';

const at = (minute: number) => `2026-11-22T02:${String(minute).padStart(2, '0')}:00.000Z`;
const THROTTLED = {
  status: 429,
  errorCode: 'TOO_MANY_REQUESTS',
  problem: { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' },
} as const;
const NO_ANSWER = { status: null, errorCode: 'ECONNRESET' } as const;

const look = (
  pushes: readonly KeptPush[],
  problem = callUnexplained,
  rows = nights(1).flatMap((night) => runRows(night, 3)),
) => lookLive(problem, { rows, recorded: buildRecorded(pushes) });

const UNANSWERED: Finding = {
  problem: 'call-unexplained',
  key: 'recorded',
  title: '',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'certain',
  confidenceReason: null,
  count: 3,
  unit: 'operations',
  firstSeen: at(1),
  lastSeen: at(3),
  evidence: [],
  evidenceTotal: 0,
  calls: [],
  callsTotal: 3,
  rows: [],
  activities: [],
  items: NO_ITEMS,
  text: '',
  assumptions: [
    'A call counts as made up for when a later one for the same item, file container or upload address was accepted; one that opens a file container or deletes what is older, when a later one of its kind was; one that sets a status never.',
  ],
};

describe('recorded calls that no rule explains', () => {
  it('are told by their most frequent answers where a client calls each failure something else', () => {
    const calls = Array.from({ length: 9 }, (_, n) =>
      buildPush({ at: at(n + 1), status: null, errorCode: n < 3 ? 'ECONNRESET' : `timeout of request ${n}` }),
    );
    expect(look(calls).findings[0]?.text).toContain(
      'Of 9 recorded calls, 3 got no answer (ECONNRESET), 1 got no answer (timeout of request 3), 1 got no answer (timeout of request 4), 1 got no answer (timeout of request 5), 1 got no answer (timeout of request 6), 2 failed in 2 other ways. No log of Coveo’s shows them.',
    );
  });

  it('are a finding, with every call that got no answer or an unknown one', () => {
    const calls = [
      buildPush({ at: at(1), ...NO_ANSWER, items: 5 }),
      buildPush({ at: at(2), ...NO_ANSWER, items: 7 }),
      buildPush({ at: at(3), status: 418 }),
    ];
    expect(look([buildPush({ at: at(0) }), ...calls])).toEqual({
      ...CLEAR,
      findings: [
        {
          ...UNANSWERED,
          title: '3 calls refused or not answered',
          calls: [...calls].reverse(),
          rows: calls.map(({ id: guid, at }) => ({ guid, at })),
          text: 'Of 4 recorded calls, 2 got no answer (ECONNRESET), 1 was refused with 418. No log of Coveo’s shows them. They carried 12 items, and 1 call more of which that was not recorded. None of them was seen to be sent again and accepted, and no full run began since.',
        },
      ],
    });
  });

  it('are none where nothing was recorded, and nothing is said of it; clear where all was accepted', () => {
    expect(lookLive(callUnexplained)).toEqual(CLEAR);
    expect(look([buildPush({ at: at(0) })])).toEqual(CLEAR);
    expect(look([buildPush({ at: at(0), ...THROTTLED })])).toEqual(CLEAR);
  });
});

describe('recorded calls that a problem explains', () => {
  const first = buildPush({ at: at(1), ...THROTTLED, fileId: 'a', items: 10 });
  const second = buildPush({ at: at(2), ...THROTTLED, fileId: 'b', items: 10 });

  it('are findings of that problem beside those of its live door, until each was accepted', () => {
    const [found] = look(
      [first, second, buildPush({ at: at(3), fileId: 'a', items: 10 })],
      tooManyRequests,
    ).findings;
    expect(found).toEqual({
      ...UNANSWERED,
      problem: 'too-many-requests',
      title: '2 calls refused with 429 TOO_MANY_REQUESTS',
      count: 2,
      callsTotal: 2,
      calls: [second, first],
      rows: [first, second].map(({ id: guid, at }) => ({ guid, at })),
      lastSeen: at(2),
      text: 'Of 3 recorded calls, 2 were refused with 429 TOO_MANY_REQUESTS. No log of Coveo’s shows them. They carried 20 items. 1 of them was seen to be sent again and accepted, and no full run began since.',
    });
    const accepted = ['a', 'b'].map((fileId, n) => buildPush({ at: at(3 + n), fileId }));
    const [mended] = look([first, second, ...accepted], tooManyRequests).findings;
    expect([
      mended?.severity,
      mended?.impact,
      mended?.text.endsWith('Each was sent again later, and accepted.'),
    ]).toEqual(['info', null, true]);
  });

  it.each([
    [
      'an upload by one to its own address only',
      'https://s3.example.com/a',
      'https://s3.example.com/b',
      [1, 0],
    ],
    ['a status by none', '/sources/s/status', '/sources/s/status', [1, 1]],
    ['a file container by any later one', '/files', '/files', [0, 0]],
  ])('are made up for: %s', (_, path, other, openAfter) => {
    const call = buildPush({ at: at(1), ...THROTTLED, path });
    const later = [other, path].map((path, n) => buildPush({ at: at(2 + n), path }));
    const open = [later.slice(0, 1), later].map((accepted) =>
      look([call, ...accepted], tooManyRequests).findings.filter(
        ({ key, impact }) => key === 'recorded' && impact !== null,
      ),
    );
    expect(open.map(({ length }) => length)).toEqual(openAfter);
  });

  it('cost nothing any more once a full run has come since', () => {
    const rows = nights(4).flatMap((night) => runRows(night, 20));
    const before = buildPush({ ...first, at: '2026-11-21T02:00:30.000Z' });
    const [found] = look([before], tooManyRequests, rows).findings;
    expect([found?.impact, found?.text]).toEqual([
      null,
      'Of 1 recorded call, 1 was refused with 429 TOO_MANY_REQUESTS. No log of Coveo’s shows them. They carried 10 items. A full run began Sun 22 Nov 02:00 UTC, which most likely carried the same items again.',
    ]);
  });

  it('name the items that their addresses name, and are no surer than what their answers show', () => {
    const unsure = { id: 'too-many-requests', title: 'Too many requests', confidence: 'likely' } as const;
    const call = buildPush({
      at: at(1),
      path: '/documents',
      status: 429,
      documentId: 'https://example.com/a',
      problem: unsure,
    });
    const [found] = look([call], tooManyRequests).findings;
    expect([found?.items, found?.confidence, found?.confidenceReason]).toEqual([
      { sample: ['https://example.com/a'], total: 1, lost: null, what: 'named by these calls' },
      'likely',
      'A recorded call has its status and code, and no more of the answer: another problem may answer the same.',
    ]);
  });
});
