import { describe, expect, it } from 'vitest';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import { buildSourceReport, type ReportMaterial } from './build-source-report';
import { buildDay, buildLook } from './source-day-under-test';
import type { ReportIssue } from './source-report';

const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-04T16:30:00.000Z' };

const ISSUE: ReportIssue = {
  url: '/i/7d2k9mwx4hqp',
  problem: 'metadata-too-large',
  title: '6 items rejected: metadata over 52,428,800 bytes',
  severity: 'error',
  state: 'resolved',
  count: 12,
  unit: 'rows',
  firstSeen: '2026-10-30T02:00:00.000Z',
  lastSeen: '2026-11-02T02:00:00.000Z',
  resolvedAt: '2026-11-03T09:00:00.000Z',
  regressedAt: null,
};

const CHANGE = buildActivity({
  id: 'a2',
  operation: 'CONFIG_CHANGE',
  startedAt: '2026-11-02T09:00:00.000Z',
  endedAt: '2026-11-02T09:00:01.000Z',
  by: { type: 'USER', name: 'jo@example.com' },
  resourceId: 'source',
  resourceType: 'SOURCE',
});

function material(over: Partial<ReportMaterial> = {}): ReportMaterial {
  return {
    region: 'eu',
    organization: 'acmecorp',
    source: { id: 'products-acmecorp', name: 'Products' },
    asOf: '2026-11-04T16:30:12.000Z',
    window: WINDOW,
    days: [],
    issues: [],
    issuesTotal: 0,
    activities: [],
    reads: [],
    ...over,
  };
}

const UNKNOWN = {
  verdict: null,
  look: null,
  looks: { looking: 0, capture: 0 },
  observed: 'none',
  pushed: null,
  indexed: null,
  failed: null,
  deleted: null,
  skipped: null,
};
const COUNTED = { pushed: 100, indexed: 80, failed: 10, deleted: 10, skipped: 0 };

describe('a report', () => {
  it('tells each day as it was captured: no verdict without a look, no count of what was not observed', () => {
    const days = [
      buildDay('2026-11-01', { looks: { looking: 2, capture: 1 } }),
      buildDay('2026-11-03', {
        observed: [{ from: '2026-11-03T00:00:00.000Z', to: '2026-11-03T14:00:00.000Z' }],
        look: null,
        looks: { looking: 0, capture: 0 },
      }),
    ];
    const reads = [
      {
        call: 'activities.list',
        from: '2026-10-05T00:00:00.000Z',
        to: WINDOW.to,
        state: 'read' as const,
        rows: 1,
      },
    ];
    const before = {
      ...CHANGE,
      id: 'a1',
      startedAt: '2026-10-01T00:00:00.000Z',
      endedAt: '2026-10-02T00:00:00.000Z',
    };
    const running = {
      ...CHANGE,
      id: 'a0',
      state: 'EXECUTING',
      result: null,
      operation: 'REBUILD',
      startedAt: '2026-10-31T00:00:00.000Z',
      endedAt: null,
      by: null,
    };
    const report = buildSourceReport(
      material({ days, issues: [ISSUE], issuesTotal: 1, activities: [before, running, CHANGE], reads }),
    );
    const activity = { by: null, person: false, errorCode: null, errorDetail: null };
    expect(report).toEqual({
      region: 'eu',
      organization: 'acmecorp',
      source: { id: 'products-acmecorp', name: 'Products' },
      asOf: '2026-11-04T16:30:12.000Z',
      window: WINDOW,
      summary:
        'On 1 of 4 days it was looked at (2 times by hand, 1 time by capture). By the newest look of each: failing on 1. Of the other 3 days no verdict is known. The log rows of 1 of 4 days were observed whole, 1 in part, 2 not at all: 200 item operations pushed, 160 indexed, 20 rejected, errored or unfinished. 1 issue belongs to this time; 0 are open or acknowledged now. 2 activities of the source are on record, 1 set off by users or keys.',
      days: [
        {
          day: '2026-11-01',
          verdict: 'failing',
          look: {
            at: '2026-11-01T12:00:00.000Z',
            lookedBy: 'looking',
            reasons: ['10 of 100 items in the newest run lost (10 %).'],
            items: 4_200,
            findings: [
              {
                title: '6 items rejected: metadata over 52,428,800 bytes',
                severity: 'error',
                count: 6,
                unit: 'rows',
              },
            ],
            complete: true,
            notRead: [],
          },
          looks: { looking: 2, capture: 1 },
          observed: 'all',
          ...COUNTED,
        },
        { day: '2026-11-02', ...UNKNOWN },
        { day: '2026-11-03', ...UNKNOWN, observed: 'some', ...COUNTED },
        { day: '2026-11-04', ...UNKNOWN },
      ],
      runs: [
        {
          start: '2026-11-03T02:00:00.000Z',
          end: '2026-11-03T02:20:00.000Z',
          pushed: 100,
          indexed: 80,
          failed: 10,
        },
        {
          start: '2026-11-01T02:00:00.000Z',
          end: '2026-11-01T02:20:00.000Z',
          pushed: 100,
          indexed: 80,
          failed: 10,
        },
      ],
      runsTotal: 2,
      issues: [ISSUE],
      issuesTotal: 1,
      activities: [
        {
          id: 'a2',
          operation: 'CONFIG_CHANGE',
          state: 'EXECUTED',
          result: 'SUCCESS',
          start: '2026-11-02T09:00:00.000Z',
          end: '2026-11-02T09:00:01.000Z',
          ...activity,
          by: 'jo@example.com',
          person: true,
        },
        {
          id: 'a0',
          operation: 'REBUILD',
          state: 'EXECUTING',
          result: null,
          start: '2026-10-31T00:00:00.000Z',
          end: null,
          ...activity,
        },
      ],
      activitiesTotal: 2,
      activitiesRead: [WINDOW],
      gaps: [
        { from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' },
        { from: '2026-11-03T14:00:00.000Z', to: '2026-11-04T16:30:00.000Z' },
      ],
      notRead: [],
    });
  });

  it('of days that were looked at, and whose rows were too many to read each, gives findings and no counts', () => {
    const counted = buildDay('2026-11-01', { observed: [], pushes: {}, batches: {}, outcomes: {}, runs: [] });
    const report = buildSourceReport(material({ days: [counted] }));
    const { observed, pushed, failed, look } = report.days[0] ?? {};
    expect([observed, pushed, failed, look !== null]).toEqual(['none', null, null, true]);
    expect(report.summary).toContain(
      'Of no day all log rows of an hour were read, so its pushes are not counted here. On 1 day it was looked at and yet no hour was read whole, as where there are too many rows to read each: of these there are findings, and no counts.',
    );
  });

  it('of a time that nobody captured concludes nothing, not even that there was no issue', () => {
    const refused = {
      call: 'activities.list',
      ...WINDOW,
      state: 'refused' as const,
      rows: 0,
      status: 403,
      requestId: 'request-7',
      why: 'Coveo answered 403 for the activities (Activities API).',
    };
    const report = buildSourceReport(material({ reads: [refused] }));
    expect([report.summary, report.gaps, report.activitiesRead, report.notRead]).toEqual([
      'On none of 4 days was it looked at. None of its log rows were observed, so nothing is known of its pushes. No issue is stored of this time.',
      [WINDOW],
      [],
      [refused],
    ]);
  });

  it('counts verdicts by the newest look of each day', () => {
    const verdicts = ['healthy', 'healthy', 'degraded', 'unknown'] as const;
    const days = verdicts.map((verdict, index) => {
      const day = `2026-11-0${index + 1}`;
      return buildDay(day, { look: buildLook(day, { verdict }), looks: { looking: 0, capture: 1 } });
    });
    expect(buildSourceReport(material({ days })).summary).toBe(
      'On 4 of 4 days it was looked at (0 times by hand, 4 times by capture). By the newest look of each: degraded on 1, unknown on 1 and no problem seen on 2. The log rows of 4 of 4 days were observed whole: 400 item operations pushed, 320 indexed, 40 rejected, errored or unfinished. No issue was seen in what was observed.',
    );
  });
});
