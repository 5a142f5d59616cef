import { expect, it } from 'vitest';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import { reportCapsule } from '@/lib/health/capsule/capsule-report';
import { buildSourceReport } from '@/lib/health/report/build-source-report';
import { buildDay, buildLook } from '@/lib/health/report/source-day-under-test';
import { safeContent } from './mask-capsule';

const SOURCE = 'abcdefghijklmnopqrstuvwxyz-acmecorp';
const SECRET = 'xx0a1b2c3d-4e5f-6789-abcd-ef0123456789';
const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' };

/** A report in which ids, addresses, a secret and people stand wherever words of others may. */
function report() {
  const look = buildLook('2026-11-01', {
    by: 'capture',
    reasons: [`Refused in ${SOURCE} of AcmeCorp: https://shop.example.com/1`],
    findings: [
      {
        problem: 'out-of-sequence',
        title: `1 item of ${encodeURIComponent('https://shop.example.com/1')}`,
        severity: 'error',
        count: 1,
        unit: 'rows',
        issue: '7d2k9mwx4hqp',
      },
    ],
    complete: false,
    notRead: [`Bearer ${SECRET} was refused.`],
  });
  return buildSourceReport({
    region: 'eu',
    organization: 'acmecorp',
    source: { id: SOURCE, name: 'Products' },
    asOf: '2026-11-03T00:00:00.000Z',
    window: WINDOW,
    days: [buildDay('2026-11-01', { look })],
    issues: [
      {
        url: '/i/7d2k9mwx4hqp',
        problem: 'out-of-sequence',
        title: `Sent to zyxwvutsrqponmlkjihgfedcba-acmecorp by jo@example.com`,
        severity: 'error',
        state: 'open',
        count: 1,
        unit: 'rows',
        firstSeen: WINDOW.from,
        lastSeen: WINDOW.from,
        resolvedAt: null,
        regressedAt: null,
      },
    ],
    issuesTotal: 1,
    activities: [
      buildActivity({
        id: 'a1',
        operation: 'REBUILD',
        result: 'ERROR',
        startedAt: WINDOW.from,
        // Named like a word of the report itself.
        by: { type: 'USER', name: 'capture' },
        errorDetail: `acmecorp asked jo@example.com`,
        resourceId: SOURCE,
        resourceType: 'SOURCE',
      }),
      buildActivity({
        id: 'a2',
        operation: 'CONFIG_CHANGE',
        startedAt: '2026-11-02T09:00:00.000Z',
        endedAt: '2026-11-02T09:00:01.000Z',
        by: { type: 'USER', name: 'jo@example.com' },
        resourceId: SOURCE,
        resourceType: 'SOURCE',
      }),
    ],
    reads: [
      {
        call: 'activities.list',
        ...WINDOW,
        state: 'refused',
        rows: 0,
        request: 'POST https://platform.cloud.coveo.com/rest/organizations/acmecorp/activities/public',
        status: 403,
        why: 'Coveo answered 403.',
      },
    ],
  });
}

it('a preserved report names nobody and nothing, keeps its numbers, and leads nowhere into the organization', () => {
  const content = reportCapsule(report(), WINDOW.to, { rows: 50, items: 100 });
  const [first, second] = content.days;
  const [issue] = content.issues;
  const [change, rebuild] = content.activities;
  expect(safeContent(content, true)).toEqual({
    ...content,
    masked: true,
    organization: '<organization>',
    source: { id: '<source-1>', name: 'Products' },
    days: [
      {
        ...first,
        look: {
          ...first?.look,
          lookedBy: 'capture',
          reasons: ['Refused in <source-1> of <organization>: <address>'],
          findings: [{ ...first?.look?.findings[0], title: '1 item of <address>' }],
          notRead: [expect.not.stringContaining(SECRET)],
        },
      },
      second,
    ],
    issues: [{ ...issue, title: 'Sent to <source-2> by <person-1>' }],
    activities: [
      { ...change, by: '<person-1>' },
      { ...rebuild, by: '<person-2>', errorDetail: '<organization> asked <person-1>' },
    ],
    notRead: [
      {
        call: 'activities.list',
        ...WINDOW,
        state: 'refused',
        rows: 0,
        status: 403,
        why: 'Coveo answered 403.',
      },
    ],
  });
  expect(JSON.stringify(content)).not.toContain('/i/');
});

it('a preserved report may keep its ids, but no secret, and fewer lines where they would not fit', () => {
  const kept = safeContent(reportCapsule(report(), WINDOW.to, { rows: 50, items: 100 }), false);
  const text = JSON.stringify(kept);
  expect([text.includes(SOURCE), text.includes('jo@example.com'), text.includes(SECRET)]).toEqual([
    true,
    true,
    false,
  ]);
  const least = reportCapsule(report(), WINDOW.to, { rows: 0, items: 0 });
  expect([least.runs, least.runsTotal, least.activities, least.activitiesTotal]).toEqual([[], 1, [], 2]);
});
