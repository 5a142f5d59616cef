import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import { queryCurl, queryOfRows, queryText } from './coveo-query';

const ROWS = [
  buildRow({ at: '2026-11-20T02:00:03.000Z', task: 'MAPPING', result: 'REJECTED' }),
  buildRow({ at: '2026-11-22T02:00:03.000Z', task: 'CONSUMING', result: 'REJECTED', operation: '' }),
];
const PLACE = { region: 'eu', organization: "o'brien", origin: 'https://pushscope.example.com' };

describe('the query that rows answer', () => {
  const query = queryOfRows('source-1', ROWS, '2026-11-20T02:00:03.000Z', '2026-11-22T02:00:03.000Z');

  it('asks for their stages, operations and results in whole minutes', () => {
    expect(query).toEqual({
      call: 'logs.list',
      source: 'source-1',
      window: { from: '2026-11-20T02:00:00.000Z', to: '2026-11-22T02:01:00.000Z' },
      tasks: ['CONSUMING', 'MAPPING'],
      operations: ['ADD'],
      results: ['REJECTED'],
      cut: false,
    });
  });

  it('is told in words, and as cURL with the token left out', () => {
    expect(queryText(query)).toBe(
      'Log rows of the source at CONSUMING, MAPPING of ADD with REJECTED, from 2026-11-20 02:00 UTC to 2026-11-22 02:01 UTC',
    );
    expect(queryCurl(query, PLACE)).toBe(
      [
        "curl -X POST 'https://api-eu.cloud.coveo.com/logs/v1/organizations/o'brien?from=2026-11-20T02:00:00.000Z&to=2026-11-22T02:01:00.000Z&page=0&perPage=100' \\",
        '  -H "Authorization: Bearer $COVEO_TOKEN" \\',
        "  -H 'Content-Type: application/json' \\",
        '  -d \'{"sourcesIds":["source-1"],"tasks":["CONSUMING","MAPPING"],"operations":["ADD"],"results":["REJECTED"]}\'',
      ].join('\n'),
    );
  });

  it('looks at the newest week at most, and says so', () => {
    const long = queryOfRows('source-1', [], '2026-11-08T12:00:00.000Z', '2026-11-22T11:59:30.000Z');
    expect(queryText(long)).toBe(
      'Log rows of the source, from 2026-11-15 12:00 UTC to 2026-11-22 12:00 UTC, the newest 7 days, which is all that one call looks at',
    );
  });
});

describe('where activities prove it', () => {
  it('asks for the latest of the source', () => {
    const query = { call: 'activities.latest', source: 'source-1' } as const;
    expect([queryText(query), queryCurl(query, { ...PLACE, region: 'sandbox' }).split('\n')[0]]).toEqual([
      'The latest activities of the source',
      "curl -X POST 'https://pushscope.example.com/sandbox/rest/organizations/o'brien/activities/latest' \\",
    ]);
  });
});
