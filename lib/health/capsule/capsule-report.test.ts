import { expect, it } from 'vitest';
import { exampleHealth } from '@/components/example-health';
import { buildSourceReport } from '@/lib/health/report/build-source-report';
import { buildDay } from '@/lib/health/report/source-day-under-test';
import { readCapsuleContent } from './capsule-content';
import { capsuleContentMarkdown } from './capsule-markdown';
import { reportCapsule } from './capsule-report';
import { timelineCapsule } from './capsule-timeline';

const PRESERVED = '2026-11-17T15:00:00.000Z';
const ALL = { rows: 50, items: 100 };

it('a preserved report is read again as it was written, and written as Markdown without links', () => {
  const report = buildSourceReport({
    region: 'eu',
    organization: 'acmecorp',
    source: { id: 'products-acmecorp', name: 'Products' },
    asOf: PRESERVED,
    window: { from: '2026-11-16T00:00:00.000Z', to: PRESERVED },
    days: [buildDay('2026-11-16')],
    issues: [
      {
        url: '/i/7d2k9mwx4hqp',
        problem: 'metadata-too-large',
        title: '6 items rejected',
        severity: 'error',
        state: 'open',
        count: 6,
        unit: 'rows',
        firstSeen: '2026-11-16T02:00:00.000Z',
        lastSeen: '2026-11-16T02:00:00.000Z',
        resolvedAt: null,
        regressedAt: null,
      },
    ],
    issuesTotal: 1,
    activities: [],
    reads: [],
  });
  const content = reportCapsule(report, PRESERVED, ALL);
  expect(readCapsuleContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
  const lines = capsuleContentMarkdown(content).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    '# Report of Products, 16 Nov 2026 – 17 Nov 2026 (UTC)',
    '',
    '- Source: Products (`products-acmecorp`)',
    '- Organization: `acmecorp` in eu',
    '- Ids are shown as they are.',
    '- As of Tue 17 Nov 15:00 UTC',
  ]);
  expect(lines).toContain(
    '- 6 items rejected: open, 6 rows, first seen Mon 16 Nov 02:00 UTC, last Mon 16 Nov 02:00 UTC',
  );
});

it('a preserved timeline keeps what was captured apart from the live logs, and what nobody observed', () => {
  const example = exampleHealth();
  const captured = {
    stretches: [{ from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }],
    unobserved: [{ from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T14:32:00.000Z' }],
    notRead: 'The store failed.',
  };
  const health = { ...example, timeline: { ...example.timeline, captured } };
  const origin = { region: 'eu', organization: 'acmecorp', preservedAt: PRESERVED };
  const content = timelineCapsule(health, origin, ALL);
  expect(content.timeline.captured).toEqual(captured);
  expect(readCapsuleContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
  expect(capsuleContentMarkdown(content).split('\n').slice(7, 10)).toEqual([
    '- In the live logs of then, which reach 14 days back: 8,421 pushed, 7,170 indexed, 1,206 rejected, 0 skipped, 0 errored, 140 deleted, 45 unfinished',
    '- Counted by day from what was captured: 1 Nov 2026 00:00 – 2 Nov 2026 00:00 UTC',
    '- Not observed: 2 Nov 2026 00:00 – 3 Nov 2026 14:32 UTC',
  ]);
});
