import { describe, expect, it } from 'vitest';
import type { Activity } from '@/lib/evidence/activity';
import { buildCounted, COUNTED_PARTS } from '@/lib/evidence/counted-builder';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, missingPart, NOW, nights, runRows, SOURCE_ID } from '@/lib/evidence/evidence-builder';
import { isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { DAY_MS, HOUR_MS, toIso, toMs } from '@/lib/evidence/time';
import { detectProblems } from '@/lib/health/detect';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';
import { silentSource } from './silent-source';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [silentSource]);
  return { findings, notChecked };
};

/** Runs of two items at these moments. */
const runsAt = (moments: readonly string[]) => moments.flatMap((at) => runRows(at, 2));
/** The push rows of the run at this moment, newest first: what proves the silence. */
const pushRows = (rows: readonly LogRow[], at: string) =>
  rows.filter((row) => isEntryTask(row.task) && row.at >= at).reverse();

const UPDATE: Activity = {
  id: 'update',
  operation: 'FULL_REFRESH',
  state: 'EXECUTED',
  result: 'SUCCESS',
  startedAt: NOW,
  endedAt: NOW,
  by: null,
  errorCode: null,
  errorDetail: null,
  resourceId: SOURCE_ID,
  resourceType: 'SOURCE',
};
const ASSUMED =
  'Called silent after 39 h without a run, failing after 48 h; weekdays on which it never pushed are not counted.';
const LAST = '2026-11-20T02:00:00.000Z';
const NIGHTLY = runsAt(nights(10, 2));

const FOUND: Finding = {
  problem: 'silent-source',
  key: '',
  title: 'No push seen for 58 h (usually every 24 h)',
  severity: 'error',
  impact: 'failing',
  confidence: 'likely',
  confidenceReason: 'That another run was due is an inference from the runs before.',
  count: 2,
  unit: 'operations',
  firstSeen: '2026-11-20T02:00:01.000Z',
  lastSeen: '2026-11-20T02:00:01.000Z',
  evidence: pushRows(NIGHTLY, LAST),
  evidenceTotal: 2,
  rows: refsTo(pushRows(NIGHTLY, LAST)),
  activities: [],
  measure: '2 runs missed',
  items: NO_ITEMS,
  text: 'The last push was Fri 20 Nov 02:00 UTC, after 10 runs about every 24 h. The job may be running and refused: Coveo’s logs do not record that.',
  assumptions: [ASSUMED],
};

describe('a silent source is found', () => {
  it('failing when a nightly job has not come for over two days', () => {
    expect(look(buildEvidence({ rows: NIGHTLY }))).toEqual({ findings: [FOUND], notChecked: [] });
  });

  it('degraded when it is overdue, but not yet by twice its interval', () => {
    const now = '2026-11-21T17:30:00.000Z';
    const window = { from: '2026-11-07T17:30:00.000Z', to: now };
    expect(look(buildEvidence({ rows: NIGHTLY, now, window })).findings).toEqual([
      {
        ...FOUND,
        title: 'No push seen for 39 h (usually every 24 h)',
        severity: 'warning',
        impact: 'degraded',
        count: 1,
        measure: '1 run missed',
      },
    ]);
  });

  it('when weekdays on which it never pushed are left out of the count', () => {
    const weekdays = nights(14, 2).filter((at) => ![0, 6].includes(new Date(at).getUTCDay()));
    const rows = runsAt(weekdays.slice(0, -1));
    const now = '2026-11-20T20:00:00.000Z';
    const window = { from: toIso(toMs(now) - 14 * DAY_MS), to: now };
    expect(look(buildEvidence({ rows, now, window })).findings).toEqual([
      {
        ...FOUND,
        title: 'No push seen for 42 h (usually every 24 h)',
        severity: 'warning',
        impact: 'degraded',
        count: 1,
        measure: '1 run missed',
        firstSeen: '2026-11-19T02:00:01.000Z',
        lastSeen: '2026-11-19T02:00:01.000Z',
        evidence: pushRows(rows, '2026-11-19T02:00:00.000Z'),
        rows: refsTo(pushRows(rows, '2026-11-19T02:00:00.000Z')),
        text: 'The last push was Thu 19 Nov 02:00 UTC, after 9 runs about every 24 h. The job may be running and refused: Coveo’s logs do not record that.',
      },
    ]);
  });
});

describe('a silent source whose runs only counts tell apart', () => {
  it('is found, and its last push is said to have come before a moment', () => {
    const begins = nights(10, 2);
    const stretches = begins.flatMap((from, index) => {
      const to = toIso(toMs(from) + 2 * HOUR_MS);
      return [
        { from, to, updated: 50 },
        { from: to, to: begins[index + 1] ?? NOW },
      ];
    });
    const counted = buildCounted(stretches);
    const { findings, notChecked } = look(buildEvidence({ counted, parts: COUNTED_PARTS }));
    expect([findings.map(({ title, text }) => [title, text]), notChecked]).toEqual([
      [
        [
          'No push seen for at least 56 h (usually every 24 h)',
          'The last push came before Fri 20 Nov 04:00 UTC, after 10 runs about every 24 h. The job may be running and refused: Coveo’s logs do not record that. Runs are told apart by counts of stretches of up to 2 h.',
        ],
      ],
      [],
    ]);
  });
});

describe('a silent source is quiet', () => {
  const quiet = { findings: [], notChecked: [] };

  it('when the newest run came when it was due', () => {
    expect(look(buildEvidence({ rows: runsAt(nights(10)) }))).toEqual(quiet);
  });

  it('when it is late by less than the patience', () => {
    const now = '2026-11-21T16:59:00.000Z';
    const window = { from: '2026-11-07T16:59:00.000Z', to: now };
    expect(look(buildEvidence({ rows: NIGHTLY, now, window }))).toEqual(quiet);
  });

  it('over a weekend on which it never pushed', () => {
    const weekdays = nights(14).filter((at) => ![0, 6].includes(new Date(at).getUTCDay()));
    expect(look(buildEvidence({ rows: runsAt(weekdays) }))).toEqual(quiet);
  });

  it('when its usual gaps are as long', () => {
    const everyThird = nights(13, 1).filter((_, index) => index % 3 === 0);
    expect(look(buildEvidence({ rows: runsAt(everyThird) }))).toEqual(quiet);
  });
});

describe('a source beside the others', () => {
  const elsewhere = { from: '2026-11-20T02:00:01.001Z', to: NOW, rows: 0, sources: 0 };

  it('is silent with all of them: maybe it is the token', () => {
    const [found] = look(buildEvidence({ rows: NIGHTLY, elsewhere })).findings;
    expect(found?.text).toBe(
      `${FOUND.text} No other source of the organization left a row since Fri 20 Nov 02:00 UTC either: maybe the token may see no rows of theirs, or the trouble is not this source’s alone.`,
    );
  });

  it('is silent while they are not', () => {
    const rows = { ...elsewhere, rows: 12_345, sources: 3 };
    const [found] = look(buildEvidence({ rows: NIGHTLY, elsewhere: rows })).findings;
    expect(found?.text).toBe(
      `${FOUND.text} Since Fri 20 Nov 02:00 UTC 3 other sources of the organization left 12,345 rows: it is not all of them.`,
    );
  });

  it('has no rhythm, and no other left a row: maybe it is the token', () => {
    expect(look(buildEvidence({ rows: [], elsewhere })).notChecked.map(({ why }) => why)).toEqual([
      'No push was seen: a rhythm needs 4. No row of any other source was seen either: maybe the token may not see log rows.',
    ]);
  });
});

describe('a source that is pushed to too rarely for 14 days of logs', () => {
  /** Updates each Tuesday at 02:00; the newest so many days ago. */
  const weekly = (count: number, daysAgo: number): Activity[] =>
    Array.from({ length: count }, (_, index) => ({
      ...UPDATE,
      id: `update-${index}`,
      startedAt: toIso(toMs(NOW) - (daysAgo + 7 * (count - 1 - index)) * DAY_MS),
    }));
  const runs = (daysAgo: number) => runsAt([toIso(toMs(NOW) - daysAgo * DAY_MS)]);

  it('is silent by the rhythm of its updates', () => {
    const updates = weekly(6, 13);
    const { findings } = look(buildEvidence({ rows: runs(13), updates }));
    expect(findings).toEqual([
      {
        ...FOUND,
        title: 'No push and no update seen for 13 days (usually every 7 days)',
        severity: 'warning',
        impact: 'degraded',
        confidenceReason:
          'The rhythm is read from the updates that the job’s status opened, as its runs are rarer than Coveo’s logs tell; that another one was due is an inference.',
        count: 1,
        firstSeen: '2026-11-09T12:00:01.000Z',
        lastSeen: '2026-11-09T12:00:01.000Z',
        evidence: [],
        evidenceTotal: 0,
        rows: [],
        activities: updates,
        measure: '1 run missed',
        text: 'The last push was Mon 9 Nov 12:00 UTC, after 6 updates about every 7 days. The job may be running and refused: Coveo’s logs do not record that.',
        assumptions: ['Called silent after 11 days without an update, failing after 14 days.'],
      },
    ]);
  });

  it.each([
    ['its newest update came when it was due', runs(6), weekly(6, 6)],
    ['it was pushed to since', runs(2), weekly(6, 13)],
  ])('is quiet when %s', (_, rows, updates) => {
    expect(look(buildEvidence({ rows, updates }))).toEqual({ findings: [], notChecked: [] });
  });

  it.each([
    [
      'there are too few updates, too',
      weekly(3, 6),
      '1 run seen, and 3 updates by status: a rhythm needs 4.',
    ],
    [
      'its updates are of another time',
      weekly(6, 100),
      '1 run seen, and the last update by status began Fri 14 Aug 12:00 UTC, too long ago to tell a rhythm.',
    ],
  ])('is not checked when %s', (_, updates, why) => {
    expect(look(buildEvidence({ rows: runs(13), updates })).notChecked.map((one) => one.why)).toEqual([why]);
  });

  it.each([
    [
      'its updates come as ever, and no push does',
      runs(13),
      'The last update by status began Mon 16 Nov 12:00 UTC, and no push was seen near it or since: that a status was set does not tell that anything is pushed.',
    ],
    [
      'it is pushed to more often than updated',
      [...runs(6), ...runs(5), ...runs(4)],
      '3 runs seen, closer together than the updates by status (usually every 7 days): these do not tell when the next run is due, and a rhythm of runs needs 4.',
    ],
  ])('is not clear by its updates when %s', (_, rows, why) => {
    expect(look(buildEvidence({ rows, updates: weekly(6, 6) }))).toEqual({
      findings: [],
      notChecked: [{ problem: 'silent-source', title: 'Source gone silent', why }],
    });
  });
});

describe('a silent source is not checked', () => {
  const named = { problem: 'silent-source', title: 'Source gone silent' };

  it.each([
    [0, 'No push was seen: a rhythm needs 4.'],
    [1, '1 run seen: a rhythm needs 4.'],
    [3, '3 runs seen: a rhythm needs 4.'],
  ])('after %d runs: there is no rhythm', (count, why) => {
    const rows = count === 0 ? [] : runsAt(nights(count, 5));
    expect(look(buildEvidence({ rows }))).toEqual({ findings: [], notChecked: [{ ...named, why }] });
  });

  it('when not every row could be read: the run that seems missing may be among them', () => {
    const histories = missingPart('Coveo answered 500 for the log rows.', 'logs.list', 500);
    expect(look(buildEvidence({ rows: NIGHTLY, parts: { histories } }))).toEqual({
      findings: [],
      notChecked: [
        {
          ...named,
          why: 'Coveo answered 500 for the log rows.',
          call: 'logs.list',
          status: 500,
          requestId: 'req-1',
        },
      ],
    });
  });
});
