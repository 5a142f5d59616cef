import { describe, expect, it } from 'vitest';
import { exampleFinding, exampleHealth, exampleRow } from '@/components/example-health';
import { buildPush } from '@/lib/evidence/evidence-builder';
import { captureIssue } from '@/lib/health/issue/captured-issue';
import { passedVerification } from '@/lib/health/issue/issue-under-test';
import { readCapsuleContent } from './capsule-content';
import { issueCapsule, type PreservedIssue } from './capsule-issue';
import { capsuleContentMarkdown } from './capsule-markdown';
import { timelineCapsule } from './capsule-timeline';

const PRESERVED = '2026-11-17T15:00:00.000Z';
const ORIGIN = { region: 'eu', organization: 'acmecorp', preservedAt: PRESERVED };
const ALL = { rows: 50, items: 100 };

/** An issue with everything that must not leave. */
function issueWith(over: Partial<PreservedIssue> = {}): PreservedIssue {
  const finding = exampleFinding({ evidence: [exampleRow()], evidenceTotal: 1 });
  const captured = captureIssue(exampleHealth({ findings: [finding] }), finding, '0.1.0');
  return {
    id: 'issue1',
    region: 'eu',
    organization: 'acmecorp',
    source: 'sandbox-demo-abc123',
    sourceName: 'Product catalog',
    problem: 'metadata-too-large',
    title: finding.title,
    severity: 'error',
    state: 'acknowledged',
    ignoredUntil: null,
    resolvedAt: null,
    regressedAt: null,
    count: 1_236,
    unit: 'rows',
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
    openedAt: '2026-11-15T03:00:00.000Z',
    updatedAt: '2026-11-16T00:00:00.000Z',
    revision: 3,
    days: [{ day: '2026-11-15', count: 412 }],
    history: [
      { at: '2026-11-15T03:00:00.000Z', kind: 'opened' },
      { at: '2026-11-15T04:00:00.000Z', kind: 'note' },
      { at: '2026-11-16T00:00:00.000Z', kind: 'acknowledged' },
    ],
    opened: captured,
    newest: captured,
    verification: null,
    ...over,
  };
}

describe('a preserved stretch of timeline', () => {
  it('is read again as it was written', () => {
    const content = timelineCapsule(exampleHealth(), ORIGIN, ALL);
    expect(readCapsuleContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it('keeps as many rows and items as it may: the newest and the very first', () => {
    const guids = (rows: number) => {
      const [finding] = timelineCapsule(exampleHealth({ findings: [exampleFinding()] }), ORIGIN, {
        rows,
        items: 2,
      }).findings;
      return [
        finding?.evidence.map(({ guid }) => guid),
        finding?.evidenceTotal,
        finding?.items.sample.length,
      ];
    };
    expect([guids(3), guids(1), guids(0)]).toEqual([
      [['guid-0', 'guid-1', 'guid-11'], 412, 2],
      [['guid-11'], 412, 2],
      [[], 412, 2],
    ]);
  });

  it('keeps the reads that failed, without their addresses, before the others', () => {
    const read = {
      call: 'logs.list',
      from: '2026-11-10T00:00:00.000Z',
      to: '2026-11-11T00:00:00.000Z',
      rows: 1,
    };
    const { coverage } = exampleHealth();
    const health = exampleHealth({
      coverage: {
        ...coverage,
        complete: false,
        reads: [
          { ...read, state: 'read' },
          {
            ...read,
            state: 'refused',
            rows: 0,
            request: 'POST /rest/organizations/acmecorp/logs',
            status: 503,
          },
        ],
      },
    });
    expect(timelineCapsule(health, ORIGIN, ALL).coverage.reads).toEqual([
      { ...read, state: 'refused', rows: 0, status: 503 },
      { ...read, state: 'read' },
    ]);
  });
});

describe('a preserved issue', () => {
  it('is read again as it was written, and keeps no note and no second copy of one sighting', () => {
    const content = issueCapsule(issueWith(), PRESERVED, ALL);
    expect(readCapsuleContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
    expect([content.changes, content.newest]).toEqual([
      [
        { at: '2026-11-15T03:00:00.000Z', kind: 'opened' },
        { at: '2026-11-16T00:00:00.000Z', kind: 'acknowledged' },
      ],
      null,
    ]);
  });

  it('is kept where what was seen cannot be read any more', () => {
    const content = issueCapsule(issueWith({ opened: null, newest: null }), PRESERVED, ALL);
    expect(readCapsuleContent(content)).toEqual(content);
  });

  it('is written as Markdown, on one line where it says something of the customer’s', () => {
    const title = '# <b>412 items</b>\nrejected';
    const content = issueCapsule(issueWith({ title }), PRESERVED, ALL);
    expect(capsuleContentMarkdown(content)).toMatchInlineSnapshot(`
      "# # &lt;b&gt;412 items&lt;/b&gt; rejected

      - Source: Product catalog (\`sandbox-demo-abc123\`)
      - Organization: \`acmecorp\` in eu
      - Ids are shown as they are.
      - State when it was preserved: acknowledged
      - Seen 1,236 times (rows) from Sun 15 Nov 02:04 UTC to Tue 17 Nov 02:03 UTC

      ## What was seen when it opened

      Captured Tue 17 Nov 14:32 UTC. Verdict: failing. 412 of 1,203 items in the newest run lost (34 %), Tue 17 Nov 02:00 UTC. Refresh opened Sun 15 Nov 02:00 UTC, never set to IDLE.

      412 items were rejected at PROCESSING in 3 runs, each with a text that names the metadata size limit.

      How sure: likely: Coveo publishes no code for this; the words of the rows say so.

      ### What happened

      The metadata of an item is larger than Coveo takes.

      ### Likely cause

      A field carries a whole document, often an HTML body that should be in \`data\` or \`compressedBinaryData\`.

      ### What to do

      1. Find the largest values of the items below.
      2. Move bodies to \`compressedBinaryData\`.
      3. Push those items again.

      Who acts: whoever runs the pushing client. Coveo: [Push API error codes](https://docs.coveo.com/en/95)

      ### Rows behind it, 1 of 1 row

      - \`2026-11-17T02:03:04.567Z · PROCESSING · ADD · REJECTED · https://shop.example.com/products/sku-12345 · DOCUMENT_METADATA_SIZE_EXCEEDED · Total metadata size 61,203,112 exceeds 52,428,800 bytes\`

      Everything that was asked for was read: 33,684 of 33,684 rows, in 352 calls.
      "
    `);
  });
});

describe('recorded calls behind what is preserved', () => {
  const problem = { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' } as const;
  const calls = [3, 2, 1].map((minute) =>
    buildPush({
      at: `2026-11-17T02:0${minute}:00.000Z`,
      status: 429,
      errorCode: 'TOO_MANY_REQUESTS',
      fileId: `file-${minute}`,
      problem,
    }),
  );
  const finding = exampleFinding({ evidence: [], evidenceTotal: 0, calls, callsTotal: 7 });
  const { id: _, ...first } = { ...calls[0], problem: { id: problem.id, title: problem.title } };

  it('are kept as they were recorded, the newest, without the hash of all that they name', () => {
    const content = timelineCapsule(exampleHealth({ findings: [finding] }), ORIGIN, { rows: 1, items: 1 });
    expect(content.findings.map((found) => [found.calls, found.callsTotal])).toEqual([[[first], 7]]);
    expect(readCapsuleContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
    const [found, ...others] = content.findings.map(({ calls: __, callsTotal: ___, ...rest }) => rest);
    expect(readCapsuleContent({ ...content, findings: [found, ...others] })).toEqual({
      ...content,
      findings: [{ ...found, calls: [], callsTotal: 0 }],
    });
  });

  it('are kept of an issue, and told in its Markdown', () => {
    const captured = captureIssue(exampleHealth({ findings: [finding] }), finding, '0.1.0');
    const content = issueCapsule(issueWith({ opened: captured, newest: captured }), PRESERVED, ALL);
    expect(content.opened?.finding.calls.map(({ at }) => at)).toEqual(calls.map(({ at }) => at));
    expect(capsuleContentMarkdown(content)).toContain(
      [
        '### Recorded calls behind it, 3 of 7 calls',
        '',
        '- `2026-11-17T02:03:00.000Z · PUT /documents/batch · 429 TOO_MANY_REQUESTS · file file-3`',
      ].join('\n'),
    );
  });

  it('are a lane of a preserved stretch', () => {
    const { timeline } = exampleHealth();
    const recorded = {
      counts: { accepted: timeline.buckets.map(() => 1) },
      refusals: [
        { bucket: 0, status: 429, errorCode: null, problem: { id: 'a', title: 'A' }, count: 2 },
        { bucket: 1, status: null, errorCode: null, problem: null, count: 1 },
      ],
      stretches: [{ from: '2026-11-17T02:00:00.000Z', to: '2026-11-17T03:00:00.000Z' }],
    };
    const content = timelineCapsule(exampleHealth({ timeline: { ...timeline, recorded } }), ORIGIN, ALL);
    expect(content.timeline.recorded).toEqual(recorded);
    expect(capsuleContentMarkdown(content)).toContain(
      `- Calls in the window, as connectors recorded them: ${timeline.buckets.length} accepted, 0 refused, 0 without an answer. Recorded: 17 Nov 2026 02:00 – 17 Nov 2026 03:00 UTC`,
    );
    expect(readCapsuleContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });
});

it('a preserved issue tells whether its fix was verified, and a copy from before it did is read', () => {
  const made = issueCapsule(issueWith({ verification: passedVerification() }), PRESERVED, ALL);
  expect(capsuleContentMarkdown(made)).toContain(
    [
      '## Verification of the fix',
      '',
      '- State: passed, as of Sun 22 Nov 02:05 UTC',
      '- All 2 items were pushed again after Fri 20 Nov 02:00 UTC: 1 indexed, the last Sun 22 Nov 02:01 UTC. No item showed the problem again.',
      '- Counts what was pushed after Fri 20 Nov 02:00 UTC',
      '',
      '### Followed, 2 of 2',
      '',
      '- `https://example.com/0`: indexed Sun 22 Nov 02:01 UTC',
      '- `https://example.com/1`: under way, at MAPPING',
    ].join('\n'),
  );
  const { verification: _, ...before } = made;
  expect(readCapsuleContent(before)).toEqual({ ...before, verification: null });
});

it('what is no capsule, or of a later format, is not read', () => {
  const content = timelineCapsule(exampleHealth(), ORIGIN, ALL);
  for (const other of [null, 'x', {}, { ...content, format: 2 }, { ...content, kind: 'report' }])
    expect(readCapsuleContent(other)).toBeNull();
});
