import { expect, it } from 'vitest';
import { buildPush, buildRecorded } from '@/lib/evidence/evidence-builder';
import { issueCurl } from './issue-curl';
import { buildReport, capturedOf, healthOn, NOTHING_KEPT } from './issue-under-test';

const ORIGIN = 'https://pushscope.example.com';

it('the query of an issue asks for rows like those that were captured, with a placeholder for the token', () => {
  expect(issueCurl(buildReport(), ORIGIN)).toBe(
    [
      `curl -X POST 'https://api-eu.cloud.coveo.com/logs/v1/organizations/acme?from=2026-11-20T02:00:00.000Z&to=2026-11-20T02:01:00.000Z&page=0&perPage=100' \\`,
      '  -H "Authorization: Bearer $COVEO_TOKEN" \\',
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"sourcesIds":["aaaaaaaaaaaaaaaaaaaaaaaaaa-org"],"tasks":["MAPPING"],"operations":["ADD"],"results":["REJECTED"]}'`,
    ].join('\n'),
  );
});

it('it looks at the newest week, which is the longest that Coveo takes', () => {
  const report = buildReport({ firstSeen: '2026-10-01T00:00:00.000Z' });
  expect(issueCurl(report, ORIGIN)).toContain('?from=2026-11-13T02:01:00.000Z&to=2026-11-20T02:01:00.000Z&');
});

it('it asks for the activities where no rows were captured, and nothing can leave its quotes', () => {
  const report = { ...buildReport(NOTHING_KEPT), region: 'sandbox', source: "it's" };
  expect(issueCurl(report, ORIGIN)).toBe(
    [
      `curl -X POST '${ORIGIN}/sandbox/rest/organizations/acme/activities/latest' \\`,
      '  -H "Authorization: Bearer $COVEO_TOKEN" \\',
      "  -H 'Content-Type: application/json' \\",
      String.raw`  -d '{"resourceTypes":["SOURCE"],"resourceIds":["it'\''s"]}'`,
    ].join('\n'),
  );
});

it('it asks Pushscope for the calls where recorded ones prove it: Coveo has no log of them', () => {
  const calls = [
    buildPush({
      at: '2026-11-20T02:00:00.000Z',
      status: 429,
      problem: { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' },
    }),
  ];
  const newest = capturedOf(healthOn('2026-11-20', [0], { recorded: buildRecorded(calls) }));
  expect(issueCurl({ ...buildReport(), newest, source: "it's" }, ORIGIN)).toBe(
    `curl '${ORIGIN}/api/o/eu/acme/s/it%27s/pushes' \\\n  -H "Authorization: Bearer $COVEO_TOKEN"`,
  );
});

it.each([
  ['us', 'https://api.cloud.coveo.com/'],
  ['ca', 'https://api-ca.cloud.coveo.com/'],
  ['au', 'https://api-au.cloud.coveo.com/'],
  ['hipaa', 'https://apihipaa.cloud.coveo.com/'],
])('it goes to the hosts of %s', (region, host) => {
  expect(issueCurl(buildReport({ region }), ORIGIN)).toContain(`'${host}logs/v1/`);
});
