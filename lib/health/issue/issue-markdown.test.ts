import { describe, expect, it } from 'vitest';
import { RULES_VERSION } from '@/lib/problems/problems';
import { issueListMarkdown, issueMarkdown } from './issue-markdown';
import { buildReport, CAUSE_AND_FIX, capturedOf, healthOn, NOTHING_KEPT } from './issue-under-test';

const SETTING = { origin: 'https://pushscope.example.com', zone: 'UTC' };

describe('an issue for colleagues', () => {
  it('has its ids, its links and its raw rows, and what others wrote stays words', () => {
    const report = buildReport({ state: 'acknowledged', regressedAt: '2026-11-20T03:00:00.000Z' });
    expect(issueMarkdown(report, SETTING)).toBe(
      [
        '# 2 rows rejected at MAPPING: Field price is not a number',
        '',
        '- Issue: https://pushscope.example.com/i/7d2k9mwx4hqp',
        '- State: acknowledged; came back Fri 20 Nov 2026 03:00 UTC',
        '- Problem: [rejected-unexplained](https://pushscope.example.com/problems/rejected-unexplained), severity error',
        '- Source: Articles (`aaaaaaaaaaaaaaaaaaaaaaaaaa-org`), organization `acme`, region eu',
        '- Seen: 2 rows, Fri 20 Nov 2026 02:00 UTC to Fri 20 Nov 2026 02:00 UTC',
        '- Live logs until: Fri 4 Dec 2026 02:00 UTC',
        '- Fingerprint: `v1:00ff`; grouping key `a1a6d8e03cc80ac8`',
        '',
        '## What was seen',
        '',
        'No rule knows this reason. The newest row says: “Field price is not a number”. 2 of 2 items not indexed since.',
        '',
        'Captured Fri 20 Nov 2026 12:00 UTC, verdict degraded.',
        '',
        'Confidence: certain. That these rows ended so is certain; why is not known.',
        '',
        ...CAUSE_AND_FIX,
        'Who acts: an administrator of the Coveo organization. Coveo: [Coveo 1864: Log Browser](https://docs.coveo.com/en/1864/)',
        '',
        '## Rows (2 of 2)',
        '',
        '```json',
        '{"sourceId":"aaaaaaaaaaaaaaaaaaaaaaaaaa-org","resourceId":null,"requestId":null,"meta":{"errorMessage":"Field price is not a number"},"guid":"2026-11-20T02:00:03.000Z|MAPPING|ADD|REJECTED|https://example.com/1","item":"https://example.com/1","operation":"ADD","result":"REJECTED","task":"MAPPING","at":"2026-11-20T02:00:03.000Z"}',
        '{"sourceId":"aaaaaaaaaaaaaaaaaaaaaaaaaa-org","resourceId":null,"requestId":null,"meta":{"errorMessage":"Field price is not a number"},"guid":"2026-11-20T02:00:02.000Z|MAPPING|ADD|REJECTED|https://example.com/0","item":"https://example.com/0","operation":"ADD","result":"REJECTED","task":"MAPPING","at":"2026-11-20T02:00:02.000Z"}',
        '```',
        '',
        '## Items (2 of 2)',
        '',
        '- `https://example.com/0`',
        '- `https://example.com/1`',
        '',
        '## What it rests on',
        '',
        '- Window: Fri 6 Nov 2026 12:00 UTC to Fri 20 Nov 2026 12:00 UTC',
        '- Source aaaaaaaaaaaaaaaaaaaaaaaaaa-org',
        '- Every log row: all stages, operations and results',
        '- Coverage: complete, 158 rows read of 158 rows, 0 calls',
        `- Versions: Pushscope 0.1.0, rules ${RULES_VERSION}`,
        '',
        '## The query',
        '',
        '```sh',
        "curl -X POST 'https://api-eu.cloud.coveo.com/logs/v1/organizations/acme?from=2026-11-20T02:00:00.000Z&to=2026-11-20T02:01:00.000Z&page=0&perPage=100' \\",
        '  -H "Authorization: Bearer $COVEO_TOKEN" \\',
        "  -H 'Content-Type: application/json' \\",
        `  -d '{"sourcesIds":["aaaaaaaaaaaaaaaaaaaaaaaaaa-org"],"tasks":["MAPPING"],"operations":["ADD"],"results":["REJECTED"]}'`,
        '```',
        '',
        '## History',
        '',
        '- Fri 20 Nov 2026 12:00 UTC, Pushscope: Opened.',
        '- Fri 20 Nov 2026 12:00 UTC, Ann \\<x>: Asked \\[them\\] why.',
        '',
        '## In Coveo’s console',
        '',
        '- [Log Browser](https://platform-eu.cloud.coveo.com/admin/#/acme/logs/browser/)',
        '',
      ].join('\n'),
    );
  });

  it('has the rows of when it opened, too, once a later scan saw others', () => {
    const newest = capturedOf(healthOn('2026-11-22', [0, 0, 0, 1]));
    const markdown = issueMarkdown(buildReport({ newest }), SETTING);
    expect(markdown.match(/^## .*|^Opened.*|^Captured.*/gm)?.slice(0, 8)).toEqual([
      '## What was seen',
      'Captured Sun 22 Nov 2026 12:00 UTC, verdict degraded.',
      'Opened Fri 20 Nov 2026 12:00 UTC as “2 rows rejected at MAPPING: Field price is not a number”, verdict degraded.',
      '## Likely cause',
      '## What to do',
      '## Rows (1 of 1)',
      '## Rows when it opened (2 of 2)',
      '## Items (1 of 1)',
    ]);
  });

  it('says so where the captures cannot be read any more', () => {
    expect(issueMarkdown(buildReport(NOTHING_KEPT), SETTING)).toContain(
      'What was captured cannot be read any more.',
    );
  });
});

describe('a list of issues', () => {
  it('has a line with a link for each, and says when there are more', () => {
    const issues = [buildReport(), buildReport({ title: 'a [b](c)', count: 1, state: 'ignored' })];
    expect(issueListMarkdown({ issues, next: 'cursor' }, SETTING)).toBe(
      [
        '# Issues',
        '',
        '- [2 rows rejected at MAPPING: Field price is not a number](https://pushscope.example.com/i/7d2k9mwx4hqp): open, on Articles, 2 rows, last seen Fri 20 Nov 2026 02:00 UTC',
        '- [a \\[b\\](c)](https://pushscope.example.com/i/7d2k9mwx4hqp): ignored, on Articles, 1 row, last seen Fri 20 Nov 2026 02:00 UTC',
        '',
        'There are more.',
        '',
      ].join('\n'),
    );
  });

  it('says none where there are none', () => {
    expect(issueListMarkdown({ issues: [], next: null }, SETTING)).toBe('# Issues\n\nNone.\n');
  });
});
