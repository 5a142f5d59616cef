import { describe, expect, it } from 'vitest';
import { buildPush } from '@/lib/evidence/evidence-builder';
import type { FixVerification } from '@/lib/health/fix/fix-verification';
import { customerMarkdown } from './customer-markdown';
import { issueReply } from './issue-reply';
import { buildReport, CAUSE_AND_FIX, NOTHING_KEPT, passedVerification } from './issue-under-test';

const SETTING = { origin: 'https://pushscope.example.com', zone: 'Europe/Paris' };

describe('an issue for the customer', () => {
  it('has steps by number, times in their zone, and a query of their own', () => {
    const report = buildReport({ title: 'Refused since Fri 20 Nov 02:00 UTC' });
    expect(customerMarkdown(report, SETTING)).toBe(
      [
        '# Refused since Fri 20 Nov 2026 03:00 CET',
        '',
        'Source “Articles”, seen from Fri 20 Nov 2026 03:00 CET to Fri 20 Nov 2026 03:00 CET. Times are in Europe/Paris.',
        '',
        '## What happened',
        '',
        'Rows of the Log Browser did not end in COMPLETED, and their text matches no known problem.',
        '',
        'No rule knows this reason. The newest row says: “Field price is not a number”. 2 of 2 items not indexed since.',
        '',
        ...CAUSE_AND_FIX,
        '## Examples (2 of 2 rows)',
        '',
        '- Fri 20 Nov 2026 03:00 CET: ADD REJECTED at MAPPING, `https://example.com/1`',
        '- Fri 20 Nov 2026 03:00 CET: ADD REJECTED at MAPPING, `https://example.com/0`',
        '',
        '## See it yourself',
        '',
        'With an access token that may view this source, in `COVEO_TOKEN`. Coveo keeps its log rows for 14 days.',
        '',
        '```sh',
        "curl -X POST 'https://api-eu.cloud.coveo.com/logs/v1/organizations/acme?from=2026-11-20T02:00:00.000Z&to=2026-11-20T02:01:00.000Z&page=0&perPage=100' \\",
        '  -H "Authorization: Bearer $COVEO_TOKEN" \\',
        "  -H 'Content-Type: application/json' \\",
        `  -d '{"sourcesIds":["aaaaaaaaaaaaaaaaaaaaaaaaaa-org"],"tasks":["MAPPING"],"operations":["ADD"],"results":["REJECTED"]}'`,
        '```',
        '',
        'Coveo’s article: [Coveo 1864: Log Browser](https://docs.coveo.com/en/1864/)',
        '',
      ].join('\n'),
    );
  });

  it('leads neither into Pushscope nor into the console, and tells nothing of colleagues', () => {
    const markdown = customerMarkdown(buildReport(), SETTING);
    for (const inner of ['pushscope', '/admin/', '/i/', 'v1:00ff', 'Ann', 'Asked']) {
      expect(markdown.toLowerCase()).not.toContain(inner.toLowerCase());
    }
  });

  it('shows the calls that prove it in place of a query: no log of Coveo’s has them', () => {
    const captured = buildReport().newest;
    if (captured === null) throw new Error('It was seen.');
    const call = buildPush({
      at: '2026-11-20T02:00:00.000Z',
      status: 429,
      errorCode: 'TOO_MANY_REQUESTS',
      fileId: 'file-1',
    });
    const finding = { ...captured.finding, evidence: [], evidenceTotal: 0, calls: [call], callsTotal: 12 };
    const markdown = customerMarkdown(buildReport({ newest: { ...captured, finding } }), SETTING);
    expect(markdown.slice(markdown.indexOf('## Calls'))).toBe(
      [
        '## Calls (1 of 12, as your connector recorded them)',
        '',
        '- Fri 20 Nov 2026 03:00 CET: Batch (PUT): 429 TOO_MANY_REQUESTS, `file file-1`',
        '',
        '## See it yourself',
        '',
        'No log of Coveo’s shows these calls: look for them in your connector’s own log, at the times above.',
        '',
        'Coveo’s article: [Coveo 1864: Log Browser](https://docs.coveo.com/en/1864/)',
        '',
      ].join('\n'),
    );
    expect([markdown.includes('pushscope'), markdown.includes('curl')]).toEqual([false, false]);
  });

  it('says what is known of the problem where the captures cannot be read any more', () => {
    const markdown = customerMarkdown(buildReport(NOTHING_KEPT), SETTING);
    expect(markdown).toContain('## What to do\n\n1. Read the raw rows');
    expect(markdown).not.toContain('## Examples');
  });
});

describe('what a verification of the fix came to, for the customer', () => {
  const fixPart = (verification: FixVerification) =>
    /## The fix [\s\S]*(?=\n\n## Examples)/.exec(
      customerMarkdown(buildReport({ verification }), SETTING),
    )?.[0];

  it('is told with what was followed, in their zone', () => {
    expect(fixPart(passedVerification())).toBe(
      [
        '## The fix was verified',
        '',
        'What was pushed after Fri 20 Nov 2026 03:00 CET counts; checked Sun 22 Nov 2026 03:05 CET.',
        '',
        'All 2 items were pushed again after Fri 20 Nov 2026 03:00 CET: 1 indexed, the last Sun 22 Nov 2026 03:01 CET. No item showed the problem again.',
        '',
        '### Followed (2 of 2)',
        '',
        '- `https://example.com/0`: indexed, Sun 22 Nov 2026 03:01 CET',
        '- `https://example.com/1`: under way, at MAPPING',
      ].join('\n'),
    );
  });

  it('is told with the rows that show it where it failed', () => {
    const [row] = buildReport().newest?.finding.evidence ?? [];
    const proof = row === undefined ? [] : [{ ...row, at: '2026-11-22T02:01:00.000Z' }];
    expect(
      fixPart(
        passedVerification({
          state: 'failed',
          text: '2 rows on 2 items show the same problem again.',
          followed: [],
          proof,
          proofTotal: 2,
        }),
      ),
    ).toBe(
      [
        '## The fix did not hold',
        '',
        'What was pushed after Fri 20 Nov 2026 03:00 CET counts; checked Sun 22 Nov 2026 03:05 CET.',
        '',
        '2 rows on 2 items show the same problem again.',
        '',
        '### Rows that show it (1 of 2)',
        '',
        '- Sun 22 Nov 2026 03:01 CET: ADD REJECTED at MAPPING, `https://example.com/1`',
      ].join('\n'),
    );
  });

  it('is not told while it is not known', () => {
    for (const state of ['waiting', 'cannot tell', 'given up'] as const) {
      expect(fixPart(passedVerification({ state }))).toBeUndefined();
    }
  });
});

describe('a reply of two lines', () => {
  it('says that the fix was verified in place of the first step', () => {
    const report = buildReport({ verification: passedVerification() });
    expect(issueReply(report, 'Europe/Paris')).toBe(
      '2 rows rejected at MAPPING: Field price is not a number on the source “Articles”, last seen Fri 20 Nov 2026 03:00 CET.\nThe fix was verified Sun 22 Nov 2026 03:05 CET. All 2 items were pushed again after Fri 20 Nov 2026 03:00 CET: 1 indexed, the last Sun 22 Nov 2026 03:01 CET. No item showed the problem again.',
    );
  });

  it('says what was seen and until when, then the first step', () => {
    expect(issueReply(buildReport(), 'Europe/Paris')).toBe(
      '2 rows rejected at MAPPING: Field price is not a number on the source “Articles”, last seen Fri 20 Nov 2026 03:00 CET. Rows of the Log Browser did not end in COMPLETED, and their text matches no known problem.\nRead the raw rows: the stage tells who refused the item, the text tells why, where there is one. More: https://docs.coveo.com/en/1864/',
    );
  });

  it('is two lines whatever the title holds', () => {
    const report = buildReport({ title: 'One\ntwo', sourceName: 'three\n\nfour' });
    expect(issueReply(report, 'UTC').split('\n').length).toBe(2);
  });
});
