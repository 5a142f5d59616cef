import { expect, it } from 'vitest';
import { buildEvidence, buildRow, NOW, SOURCE_ID } from '@/lib/evidence/evidence-builder';
import { itemMarkdown } from './item-markdown';
import type { ItemReport } from './item-report';
import { explain, observed, push } from './item-under-test';

const PLACE = { origin: 'https://pushscope.test', region: 'eu', organization: 'acme', source: SOURCE_ID };
const { window } = buildEvidence();

it('an item is Markdown for a ticket: the answer, what decides, the history with its raw rows', () => {
  const rows = push('2026-11-20T02:00:00.000Z', {
    end: { task: 'CONSUMING', result: 'REJECTED', meta: { message: 'ODD <b>VALUE</b>' } },
  });
  const report = explain(observed(rows));
  const deciders = report.deciders.filter(({ name }) => name === 'source' || name === 'indexing');
  expect(itemMarkdown({ ...report, deciders }, PLACE)).toBe(`# Item \`https://example.com/docs/1\`

**Not in the index, as far as the logs show: refused at CONSUMING on Fri 20 Nov 02:00 UTC, for a reason that no rule knows. The row says: “ODD \\<b>VALUE\\</b>”. Nothing of it was indexed since Sun 8 Nov 12:00 UTC; a version from before would leave no row.**

- This page: https://pushscope.test/o/eu/acme/s/aaaaaaaaaaaaaaaaaaaaaaaaaa-org/item?uri=https%3A%2F%2Fexample.com%2Fdocs%2F1
- Source: Articles (\`aaaaaaaaaaaaaaaaaaaaaaaaaa-org\`), organization \`acme\`, region eu
- Read: 2026-11-08T12:00:00.000Z to 2026-11-22T12:00:00.000Z, complete, 1 row, 8 calls, as of 2026-11-22T12:00:00.000Z
- Confidence: certain

## What decides

1. Source: Is the source there, and open to pushes? Yes. Articles, type PUSH. (sources.get answered 200 (request id req-source))
2. Indexing: Was it indexed? **No**. It did not get there: it was refused at CONSUMING Fri 20 Nov 02:00 UTC, for a reason that no rule knows. The row says: “ODD \\<b>VALUE\\</b>”. ([rejected-unexplained](https://pushscope.test/problems/rejected-unexplained), row \`2026-11-20T02:00:00.000Z|CONSUMING|ADD|REJECTED|https://example.com/docs/1\`)

## History

### ADD, 2026-11-20T02:00:00.000Z: rejected

- 2026-11-20T02:00:00.000Z, CONSUMING, REJECTED

\`\`\`json
${JSON.stringify(rows[0])}
\`\`\`

## What it rests on

- An operation counts as not finished 30 min after its last row.
- A removal is laid to a deletion of the source in the 60 min before it.
- Log rows carry no key that joins them: which rows are one operation is inferred from their verb, stage and time.
`);
});

it('what could not be read is said, with status and request id', () => {
  const failed = {
    call: 'logs.list',
    from: NOW,
    to: NOW,
    state: 'refused',
    rows: 0,
    status: 403,
    requestId: 'req-1',
    why: 'Coveo answered 403.',
  } as const;
  const report: ItemReport = { ...explain(observed([], { reads: [failed] })), deciders: [] };
  expect(itemMarkdown(report, PLACE)).toContain(
    '\n- Not read: logs.list, status 403, request id req-1. Coveo answered 403.\n',
  );
});

it('a search is the list of what matches', () => {
  const last = buildRow({ at: NOW, item: 'https://example.com/docs/1', task: 'INDEXING' });
  expect(
    itemMarkdown(
      {
        kind: 'matches',
        uri: 'docs',
        match: 'substring',
        asOf: NOW,
        window,
        source: { id: SOURCE_ID, name: 'Articles', type: 'PUSH', status: 'PUSH_READY' },
        items: [{ uri: 'https://example.com/docs/1', rows: 4, last }],
        itemsTotal: 1,
        text: '1 item matches in the last 14 days (4 rows).',
        coverage: { complete: true, rowsRead: 4, calls: 4, reads: [] },
      },
      PLACE,
    ),
  ).toBe(`# Items that match \`docs\` (substring)

**1 item matches in the last 14 days (4 rows).**

- This page: https://pushscope.test/o/eu/acme/s/aaaaaaaaaaaaaaaaaaaaaaaaaa-org/item?uri=docs&match=substring
- Source: Articles (\`aaaaaaaaaaaaaaaaaaaaaaaaaa-org\`), organization \`acme\`, region eu
- Read: 2026-11-08T12:00:00.000Z to 2026-11-22T12:00:00.000Z, complete, 4 rows, 4 calls, as of 2026-11-22T12:00:00.000Z

- \`https://example.com/docs/1\`: 4 rows, last 2026-11-22T12:00:00.000Z ADD COMPLETED at INDEXING
`);
});
