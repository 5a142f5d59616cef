import { expect, it } from 'vitest';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import { buildSourceReport } from './build-source-report';
import { buildDay } from './source-day-under-test';
import { sourceReportMarkdown } from './source-report-markdown';

it('a report is written as Markdown, always with the same sections, names on one line and without HTML', () => {
  const window = { from: '2026-12-31T00:00:00.000Z', to: '2027-01-01T16:30:00.000Z' };
  const read = { call: 'activities.list', from: '2026-12-31T12:00:00.000Z', to: window.to };
  const report = buildSourceReport({
    region: 'eu',
    organization: 'acmecorp',
    source: { id: 'products-acmecorp', name: '# Products\n<b>' },
    asOf: '2027-01-01T16:30:12.000Z',
    window,
    days: [buildDay('2026-12-31')],
    issues: [
      {
        url: '/i/7d2k9mwx4hqp',
        problem: 'metadata-too-large',
        title: '6 items rejected',
        severity: 'error',
        state: 'open',
        count: 1,
        unit: 'rows',
        firstSeen: '2026-12-31T02:00:00.000Z',
        lastSeen: '2026-12-31T02:00:00.000Z',
        resolvedAt: null,
        regressedAt: '2026-12-31T12:00:00.000Z',
      },
    ],
    issuesTotal: 1,
    activities: [
      buildActivity({
        id: 'a1',
        operation: 'REBUILD',
        result: 'ERROR',
        startedAt: '2026-12-31T13:00:00.000Z',
        endedAt: '2026-12-31T14:00:00.000Z',
        by: { type: 'USER', name: 'jo@example.com' },
        errorCode: 'JOB_SERVICE_EXECUTION_ERROR',
        errorDetail: 'It\nbroke',
      }),
    ],
    reads: [
      { ...read, state: 'read', rows: 1 },
      {
        ...read,
        from: window.from,
        to: read.from,
        state: 'refused',
        rows: 0,
        status: 503,
        requestId: 'r-7',
        why: 'Coveo answered 503.',
      },
    ],
  });
  expect(sourceReportMarkdown(report, 'https://pushscope.example')).toMatchInlineSnapshot(`
    "# Report of # Products \\<b>, 31 Dec 2026 – 1 Jan 2027 (UTC)

    - Source: # Products \\<b> (\`products-acmecorp\`), organization \`acmecorp\` in eu
    - As of Fri 1 Jan 16:30 UTC

    On 1 of 2 days it was looked at (1 time by hand, 0 times by capture). By the newest look of each: failing on 1. Of the other day no verdict is known. The log rows of 1 of 2 days were observed whole, 1 not at all: 100 item operations pushed, 80 indexed, 10 rejected, errored or unfinished. 1 issue belongs to this time; 1 is open or acknowledged now. 1 activity of the source is on record, 1 set off by users or keys.

    ## Day by day

    Counts are of the time that was observed. A dash: not known.

    | day (UTC) | verdict | observed | pushed | indexed | failed | looked at by | why |
    |---|---|---|--:|--:|--:|---|---|
    | 2026-12-31 | failing | whole | 100 | 80 | 10 | 1 by hand | 10 of 100 items in the newest run lost (10 %). |
    | 2027-01-01 | not looked at | not at all | – | – | – | nobody |  |

    ## Not observed

    - 1 Jan 2027 00:00 – 1 Jan 2027 16:30 UTC

    ## Runs (1)

    - Thu 31 Dec 02:00 UTC to Thu 31 Dec 02:20 UTC: 100 pushed, 80 indexed, 10 rejected, errored or unfinished

    ## Issues (1)

    - [6 items rejected](https://pushscope.example/i/7d2k9mwx4hqp): open, 1 row, first seen Thu 31 Dec 02:00 UTC, last Thu 31 Dec 02:00 UTC, came back Thu 31 Dec 12:00 UTC

    ## Who changed what (1)

    From the Activity Browser, only for 31 Dec 2026 12:00 – 1 Jan 2027 16:30 UTC. Coveo keeps activities for 180 days.

    - Thu 31 Dec 13:00 UTC to Thu 31 Dec 14:00 UTC: REBUILD ERROR, by jo@example.com. JOB_SERVICE_EXECUTION_ERROR: It broke

    ## What could not be read for this report

    - activities.list, 31 Dec 2026 00:00 – 31 Dec 2026 12:00 UTC, status 503, request id \`r-7\`: Coveo answered 503.
    "
  `);
});
