import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { IssueNow } from '@/lib/health/issue/issue-report';
import { RULES_VERSION } from '@/lib/problems/problems';
import { exampleFinding, exampleHealth } from '../example-health';
import { CapturedFacts } from './captured-facts';
import { ConflictNotice } from './conflict-notice';
import { EvidencePanel } from './evidence-panel';
import { exampleCaptured, exampleIssue, exampleLine } from './example-issue';
import { IssueFigures } from './issue-figures';
import { IssueHeader } from './issue-header';
import { IssueNotOpen } from './issue-not-open';
import { IssueRow } from './issue-row';
import { NowPanel } from './now-panel';
import { ThenPanel } from './then-panel';

const NOW = Date.parse('2026-11-27T22:03:04.567Z');
const ignore = () => {};
const SPAN = { from: '2026-11-07', to: '2026-11-20' };

/** What is drawn as lines of text, its elements apart. */
function linesOf(drawn: ReactNode): string[] {
  return renderToStaticMarkup(<Tooltip.Provider>{drawn}</Tooltip.Provider>)
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const textOf = (drawn: ReactNode) =>
  linesOf(drawn)
    .join(' ')
    .replace(/ ([,.:)])/g, '$1');

describe('the figures', () => {
  it('count over all readings, tell the days, and how long Coveo still has the rows', () => {
    expect(textOf(<IssueFigures report={exampleIssue()} now={NOW} />)).toMatch(
      /^1,236 rows over all readings First seen Sat 14 Nov 02:03 UTC Last seen Tue 17 Nov 02:03 UTC .*Tue 3 Nov: not observed .*Sat 14 Nov: no row Sun 15 Nov: 412 rows .*Coveo keeps the newest rows for 3 d 4 h more, until Tue 1 Dec 02:03 UTC\.$/,
    );
  });

  it('say that Coveo has dropped the rows once it has', () => {
    const late = Date.parse('2026-12-02T00:00:00.000Z');
    expect(textOf(<IssueFigures report={exampleIssue()} now={late} />)).toContain(
      'Coveo has dropped the newest rows since Tue 1 Dec 02:03 UTC. What was seen is kept below.',
    );
  });

  it('call no day without rows empty where the reading was not whole', () => {
    const captured = exampleCaptured();
    const partial = { ...captured, coverage: { ...captured.coverage, complete: false } };
    const report = exampleIssue({
      days: [
        { day: '2026-11-14', count: 1 },
        { day: '2026-11-16', count: 1 },
      ],
      newest: partial,
      opened: partial,
    });
    const told = textOf(<IssueFigures report={report} now={NOW} />);
    expect(told).toContain('Sat 14 Nov: 1 row Sun 15 Nov: not observed Mon 16 Nov: 1 row');
  });

  it('speak of no rows where the issue has none, and give its own measure', () => {
    const health = exampleHealth();
    const captured = exampleCaptured();
    const finding = { ...captured.finding, evidence: [], evidenceTotal: 0, measure: '2 runs missed' };
    const report = exampleIssue({ count: 1, unit: 'operations', newest: { ...captured, finding } });
    const told = textOf(<IssueFigures report={report} now={Date.parse(health.asOf)} />);
    expect(told).toMatch(/^1 occurrence over all readings 2 runs missed/);
    expect(told).not.toMatch(/Coveo keeps|no occurrence/);
  });
});

describe('then', () => {
  it('is the verdict, the words, the counts and what they rest on, as they were captured', () => {
    expect(textOf(<CapturedFacts captured={exampleCaptured()} />)).toBe(
      `Failing PUSH_READY 412 of 1,203 items in the newest run lost (34 %), Tue 17 Nov 02:00 UTC. 412 items were rejected at PROCESSING in 3 runs, each with a text that names the metadata size limit. Counted 412 items in what was judged Newest run 412 rows of it, 1,203 operations in all, Tue 17 Nov 02:00 UTC to Tue 17 Nov 02:41 UTC Usual run 1,200 pushed, 1,198 indexed (median of 6 runs) How sure Likely: Coveo publishes no code for this; the words of the rows say so. Judged on Tue 3 Nov 14:32 UTC to Tue 17 Nov 14:32 UTC Source sandbox-demo-abc123 Every log row: all stages, operations and results Read 33,684 of 33,684 rows in 352 calls, complete Latency consumed to indexed in 4 s (p50), 9 s (p95) Versions Pushscope 0.1.0, rules ${RULES_VERSION}`,
    );
  });

  it('that cannot be read any more says so', () => {
    expect(linesOf(<ThenPanel captured={null} />)).toEqual([
      'Then',
      'What was captured when it opened cannot be read any more. Counts, days and history are whole.',
    ]);
  });
});

describe('now', () => {
  const panelOf = (now: IssueNow | null, newest = exampleCaptured()) =>
    textOf(
      <NowPanel
        now={now}
        checking={false}
        newest={newest}
        capturedAt={exampleCaptured().capturedAt}
        onCheck={ignore}
      >
        {null}
      </NowPanel>,
    );

  it('is nothing until it is asked for', () => {
    expect(panelOf(null)).toBe(
      'Now Check now n Reads the source’s logs as they are, and compares them with what was seen then. No later reading has found it so far.',
    );
  });

  it.each([
    ['differs', 'Differs. Then 412 of 1,203.'],
    ['same', 'The same. Then 412 of 1,203.'],
    ['no push since', 'Then 412 of 1,203.'],
    ['not checked', 'Then 412 of 1,203.'],
  ] as const)('%s is one sentence', (state, sentence) => {
    const told = panelOf({ asOf: '2026-11-18T00:00:00.000Z', state, text: 'Then 412 of 1,203.' });
    expect(told).toBe(
      `Now as of Wed 18 Nov 00:00 UTC Check again n ${sentence} No later reading has found it so far.`,
    );
  });

  it('shows what a later reading saw', () => {
    expect(panelOf(null, exampleCaptured({ capturedAt: '2026-11-19T03:00:00.000Z' }))).toContain(
      'The newest reading that found it, Thu 19 Nov 03:00 UTC Failing',
    );
  });
});

describe('the proof', () => {
  const proofOf = (row: string | null, finding = exampleFinding()) =>
    textOf(
      <EvidencePanel
        then={exampleCaptured({ finding: { ...exampleCaptured().finding, evidence: [...finding.evidence] } })}
        newest={null}
        reading="then"
        organization="acme"
        row={row}
        onReading={ignore}
        onRow={ignore}
      />,
    );

  it('says how much of it was kept, and from when', () => {
    expect(proofOf(null)).toContain(
      'Proof 12 of 412 rows: the newest, and the first of each kind, kept from Tue 17 Nov 14:32 UTC',
    );
  });

  it('says so where the row of a link was not kept', () => {
    expect(proofOf('gone')).toContain(
      'The row that the link names is not among those that were kept of this reading.',
    );
    expect(proofOf('guid-1')).not.toContain('The row that the link names');
  });

  it('says what it is where no row stands behind it', () => {
    expect(proofOf(null, exampleFinding({ evidence: [] }))).toContain(
      'No log row stands behind it: that something is missing is the proof.',
    );
  });
});

describe('the state', () => {
  it.each([
    [{ state: 'open' }, 'Open on'],
    [{ state: 'acknowledged' }, 'Acknowledged on'],
    [{ state: 'resolved', resolvedAt: '2026-11-18T09:00:00.000Z' }, 'Resolved since Wed 18 Nov 09:00 UTC on'],
    [{ state: 'ignored', ignoredUntil: null }, 'Ignored until somebody reopens it on'],
    [{ state: 'ignored', ignoredUntil: '2026-12-01T00:00:00.000Z' }, 'Ignored until Tue 1 Dec 00:00 UTC on'],
    [
      { state: 'open', regressedAt: '2026-11-20T03:00:00.000Z' },
      'Open came back, noticed Fri 20 Nov 03:00 UTC on',
    ],
  ] as const)('%o is told beside the source', (overrides, told) => {
    expect(textOf(<IssueHeader report={exampleIssue(overrides)}>{null}</IssueHeader>)).toBe(
      `eu acme Issues 7d2k9mwx4hqp Error: 412 items rejected: metadata over 52,428,800 bytes ${told} Product catalog`,
    );
  });

  it('of whoever was quicker is told with all that happened meanwhile', () => {
    const report = exampleIssue({
      state: 'resolved',
      revision: 3,
      history: [
        ...exampleIssue().history,
        { revision: 2, at: '2026-11-18T09:00:00.000Z', who: 'Kim', kind: 'note', text: 'Looking.' },
        { revision: 3, at: '2026-11-18T09:05:00.000Z', who: 'Robin', kind: 'resolved', text: 'Resolved.' },
      ],
    });
    expect(
      textOf(<ConflictNotice report={report} seen={1} move="ignored" onAgain={ignore} onDismiss={ignore} />),
    ).toBe(
      'Robin was quicker: the issue is resolved now. Nothing was changed by you. Wed 18 Nov 09:00 UTC · Kim: Looking. Wed 18 Nov 09:05 UTC · Robin: Resolved. Ignore all the same Leave it',
    );
  });
});

it('a line of the list tells state, source, count, and when', () => {
  expect(
    textOf(<IssueRow issue={exampleLine({ regressedAt: '2026-11-20T03:00:00.000Z' })} span={SPAN} />),
  ).toBe(
    'Error: 412 items rejected: metadata over 52,428,800 bytes came back Product catalog 1,236 rows rows in the last 14 days: 412 on 15 Nov, 412 on 16 Nov, 412 on 17 Nov first Sat 14 Nov 02:03 last Tue 17 Nov 02:03 Open',
  );
});

it('an issue that may not be seen and one that does not exist are told by the same words', () => {
  const refusal = { status: 404, title: 'Not found', detail: 'There is no such issue, or …' };
  const told = textOf(<IssueNotOpen refusal={refusal} connect={null} onRetry={ignore} />);
  expect(told).toContain('Either there is no issue with this id, or it belongs to an organization');
  expect(
    textOf(<IssueNotOpen refusal={{ ...refusal, status: 401 }} connect={null} onRetry={ignore} />),
  ).toContain('ask whoever sent it which one it is, and in which region. The link stays good.');
});
