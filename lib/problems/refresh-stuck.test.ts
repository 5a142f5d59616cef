import { describe, expect, it } from 'vitest';
import type { Activity } from '@/lib/evidence/activity';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import type { Evidence } from '@/lib/evidence/evidence';
import {
  buildEvidence,
  missingPart,
  NOW,
  nights,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { type Finding, NO_ITEMS } from './finding';
import { type Look, lookAt } from './paste-door-under-test';
import { refreshStuck } from './refresh-stuck';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [refreshStuck]);
  return { findings, notChecked };
};

const activity = (different: Partial<Activity> = {}): Activity =>
  buildActivity({
    state: 'EXECUTING',
    result: null,
    startedAt: '2026-11-19T01:59:00.000Z',
    by: { type: 'SYSTEM', name: 'Nightly key' },
    resourceType: 'SOURCE',
    ...different,
  });
/** The same, opened on Sunday at this time of the day. */
const today = (time: string) => activity({ startedAt: `2026-11-22T${time}:00.000Z` });
const item = (time: string) => operationRows({ item: `a://${time}`, at: `2026-11-22T${time}:00.000Z` });

const FOUND: Finding = {
  problem: 'refresh-stuck',
  key: '',
  title: 'Refresh open since Thu 19 Nov 01:59 UTC, never set to IDLE',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'likely',
  confidenceReason:
    'Coveo does not publish how long a refresh may stay open; that its job is over is judged from the pushes.',
  count: 1,
  unit: 'operations',
  firstSeen: '2026-11-19T01:59:00.000Z',
  lastSeen: '2026-11-19T01:59:00.000Z',
  evidence: [],
  evidenceTotal: 0,
  rows: [],
  activities: [activity()],
  measure: 'open for 3 days',
  items: NO_ITEMS,
  text: 'Opened Thu 19 Nov 01:59 UTC by Nightly key, never set to IDLE. 4 runs began since: pushing does not close it. This alone loses and blocks no item.',
  assumptions: ['Called stuck because it is older than 24 h and 2 or more runs began inside it.'],
};

/** The same finding for a refresh opened on Sunday at 09:00, with no row for so long. */
const silent = (silence: string, patience: string): Finding => ({
  ...FOUND,
  title: 'Refresh open since Sun 22 Nov 09:00 UTC, never set to IDLE',
  firstSeen: '2026-11-22T09:00:00.000Z',
  lastSeen: '2026-11-22T09:00:00.000Z',
  activities: [today('09:00')],
  measure: 'open for 3 h',
  text: `Opened Sun 22 Nov 09:00 UTC by Nightly key, never set to IDLE. No row came for ${silence}. This alone loses and blocks no item.`,
  assumptions: [`Called stuck because no row came for more than ${patience}.`],
});

describe('a stuck refresh is found', () => {
  it('though pushes go on every night: pushing does not close it', () => {
    const rows = nights(6).flatMap((at) => runRows(at, 3));
    expect(look(buildEvidence({ rows, activities: [activity()] }))).toEqual({
      findings: [FOUND],
      notChecked: [],
    });
  });

  it('when no row came for over an hour since it was opened', () => {
    const rows = [...item('09:01'), ...item('10:58')];
    expect(look(buildEvidence({ rows, activities: [today('09:00')] })).findings).toEqual([
      silent('62 min', '60 min'),
    ]);
  });

  it('when nothing was ever pushed inside it', () => {
    expect(look(buildEvidence({ activities: [today('09:00')] })).findings).toEqual([silent('3 h', '60 min')]);
  });

  it('by the source’s status alone, where its activity is out of sight', () => {
    const { source } = buildEvidence();
    const refreshing = source && { ...source, status: 'REFRESHING', statusSince: '2026-11-22T09:00:00.000Z' };
    expect(look(buildEvidence({ source: refreshing })).findings).toEqual([
      {
        ...silent('3 h', '60 min'),
        activities: [],
        text: 'Opened Sun 22 Nov 09:00 UTC, never set to IDLE. No row came for 3 h. This alone loses and blocks no item.',
      },
    ]);
  });

  it('of several open ones the oldest, behind which the others hide', () => {
    const rows = nights(6).flatMap((at) => runRows(at, 3));
    const activities = [activity(), { ...today('11:59'), id: 'activity-2' }];
    expect(look(buildEvidence({ rows, activities })).findings).toEqual([FOUND]);
  });

  it('by age though not every row could be read', () => {
    const rows = nights(6).flatMap((at) => runRows(at, 3));
    const histories = missingPart('Coveo answered 500 for the log rows.', 'logs.list', 500);
    expect(look(buildEvidence({ rows, activities: [activity()], parts: { histories } })).findings).toEqual([
      FOUND,
    ]);
  });
});

describe('a stuck refresh is quiet', () => {
  const quiet = { findings: [], notChecked: [] };

  it('when none is open', () => {
    const closed = activity({ state: 'EXECUTED', result: 'SUCCESS', endedAt: '2026-11-19T03:00:00.000Z' });
    expect(look(buildEvidence({ activities: [closed] }))).toEqual(quiet);
  });

  it('while rows keep coming', () => {
    const rows = [...item('09:01'), ...item('11:01')];
    expect(look(buildEvidence({ rows, activities: [today('09:00')] }))).toEqual(quiet);
  });

  it('when one run goes on for longer than a day', () => {
    const rows = Array.from({ length: 101 }, (_, index) =>
      operationRows({
        item: `a://${index}`,
        at: new Date(Date.parse('2026-11-19T02:00:00.000Z') + index * 49 * 60_000).toISOString(),
      }),
    ).flat();
    expect(look(buildEvidence({ rows, activities: [activity()] }))).toEqual(quiet);
  });

  it.each([
    ['between two of its rows', ['08:01', '08:50', '09:31']],
    ['before its first row', ['08:41', '08:50', '09:31']],
  ])(
    'when closed refreshes of this source had gaps as long %s',
    (_, [first = '', second = '', third = '']) => {
      const closed = {
        ...activity({ state: 'EXECUTED', result: 'SUCCESS', endedAt: '2026-11-22T09:40:00.000Z' }),
        id: 'activity-0',
        startedAt: '2026-11-22T08:00:00.000Z',
      };
      const rows = [...item(first), ...item(second), ...item(third)];
      const activities = [closed, today('10:50')];
      expect(look(buildEvidence({ rows, activities }))).toEqual(quiet);
    },
  );

  it('when what is open is no refresh', () => {
    expect(look(buildEvidence({ activities: [activity({ operation: 'CONFIG_CHANGE' })] }))).toEqual(quiet);
  });
});

describe('a stuck refresh is not checked', () => {
  const named = { problem: 'refresh-stuck', title: 'Refresh left open' };

  it('when Coveo does not say since when it is open', () => {
    const { source } = buildEvidence();
    expect(look(buildEvidence({ source: source && { ...source, status: 'REFRESHING' } }))).toEqual({
      findings: [],
      notChecked: [{ ...named, why: 'A refresh is open, but Coveo’s answers do not say since when.' }],
    });
  });

  it('when one is open and the rows could not be read', () => {
    const histories = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(look(buildEvidence({ activities: [today('09:00')], parts: { histories } }))).toEqual({
      findings: [],
      notChecked: [
        {
          ...named,
          why: 'A refresh is open since Sun 22 Nov 09:00 UTC; whether anything is still pushed is not known, because not all log rows were read.',
        },
      ],
    });
  });

  it.each(['source', 'activities'] as const)(
    'when the %s could not be read and nothing else shows it',
    (part) => {
      const gap = missingPart('Coveo answered 500.', 'some.call', 500);
      expect(look(buildEvidence({ parts: { [part]: gap } }))).toEqual({
        findings: [],
        notChecked: [
          { ...named, why: 'Coveo answered 500.', call: 'some.call', status: 500, requestId: 'req-1' },
        ],
      });
    },
  );
});

describe('a refresh left open in a pasted text is recognised', () => {
  const LATEST = {
    tells: 'An activity that is EXECUTING without an end, long after the job was over, proves it.',
    call: { name: 'activities.latest' },
  } as const;
  const OPEN = activity({ startedAt: '2026-11-20T02:00:00.000Z', by: null });
  const BY_AGE: Look = {
    confidence: 'likely',
    reasons: [
      'The activity FULL_REFRESH is EXECUTING for 58 h and has no end: longer than 24 h is taken as left open.',
    ],
    spans: ['{}'],
    wrongIf: 'A job is pushing to the source right now, and will set it to IDLE.',
    decidedBy: LATEST,
    retryAfter: null,
  };
  const look = (seen: Activity, now: string | null) =>
    lookAt(refreshStuck, '{}', { kind: 'activity', now, activities: [{ value: seen, span: [0, 2] }] });

  it('by an activity that is open for more than a day: likely', () => {
    expect(look(OPEN, NOW)).toEqual(BY_AGE);
  });

  it('by an activity that ended by a time-out: likely', () => {
    const ended = { ...OPEN, state: 'EXECUTED', result: 'ERROR', errorDetail: 'Refresh timed out' };
    expect(look(ended, null)).toEqual({
      ...BY_AGE,
      reasons: ['The activity FULL_REFRESH ended in ERROR by a time-out: nobody set the source to IDLE.'],
      decidedBy: null,
    });
  });

  it('by its words: likely', () => {
    expect(lookAt(refreshStuck, 'we get a Source refresh timeout each night', { kind: 'prose' })).toEqual({
      ...BY_AGE,
      reasons: ['The text says “Source refresh timeout”.'],
      spans: ['Source refresh timeout'],
    });
  });

  it('but not without a clock, within a day, after another error, or of another refresh', () => {
    expect([
      look(OPEN, null),
      look({ ...OPEN, startedAt: '2026-11-22T02:00:00.000Z' }, NOW),
      look({ ...OPEN, operation: 'CONFIG_CHANGE' }, NOW),
      look({ ...OPEN, state: 'EXECUTED', result: 'ERROR', errorDetail: 'The job failed' }, NOW),
      lookAt(refreshStuck, 'the token refresh timed out', { kind: 'prose' }),
    ]).toEqual([null, null, null, null, null]);
  });
});
