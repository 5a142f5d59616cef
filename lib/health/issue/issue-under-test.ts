import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, nights, runRows } from '@/lib/evidence/evidence-builder';
import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import type { FixVerification } from '@/lib/health/fix/fix-verification';
import type { Health } from '@/lib/health/health';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { type CapturedIssue, captureIssue } from './captured-issue';
import type { IssueReport } from './issue-report';

/** For tests: what the Markdown of `buildReport` says of its cause and what to do, in the words of its problem. */
export const CAUSE_AND_FIX = [
  '## Likely cause',
  '',
  'Not recognised. What Coveo’s log says is shown as it is; nothing is made up beyond it.',
  '',
  '## What to do',
  '',
  '1. Read the raw rows: the stage tells who refused the item, the text tells why, where there is one.',
  '2. Compare one refused item with one that passed: fields, types, permissions, size.',
  '3. At `EXTENSION` look into the indexing pipeline extension’s own log; at `MAPPING` into the source’s mappings and field types.',
  '4. If nothing explains it, give Coveo Support the organization, the source, the item’s URI and the time.',
  '',
];

/** For tests: a source of ten items that runs at 02:00 UTC, read on one day at noon; each night so many are rejected. */
export function healthOn(
  day: string,
  rejected: readonly number[],
  different: Parameters<typeof buildEvidence>[0] = {},
): Health {
  const now = `${day}T12:00:00.000Z`;
  const end = toMs(`${day}T02:00:00.000Z`);
  const rows = rejected.flatMap((count, index) =>
    runRows(toIso(end - (rejected.length - 1 - index) * DAY_MS), 10, (item) =>
      item < count
        ? { task: 'MAPPING', result: 'REJECTED', meta: { errorMessage: 'Field price is not a number' } }
        : undefined,
    ),
  );
  const evidence: Evidence = buildEvidence({
    rows,
    now,
    window: { from: toIso(toMs(now) - 14 * DAY_MS), to: now },
    ...different,
  });
  return judge(evidence, evidence.window, 'asked-for', PROBLEMS).health;
}

/** For tests: what is kept of the first finding of a health. */
export function capturedOf(health: Health): CapturedIssue {
  const finding = health.findings[0];
  if (finding === undefined) throw new Error('Nothing was found.');
  return captureIssue(health, finding, '0.1.0');
}

/** For tests: an issue of the eu region that was seen on Fri 20 Nov, with what a test wants different. */
export function buildReport(different: Partial<IssueReport> = {}): IssueReport {
  const captured = capturedOf(healthOn('2026-11-20', [0, 0, 0, 2]));
  const { finding, source } = captured;
  return {
    id: '7d2k9mwx4hqp',
    url: '/i/7d2k9mwx4hqp',
    region: 'eu',
    organization: 'acme',
    source: source.id,
    sourceName: source.name,
    problem: finding.problem,
    title: finding.title,
    severity: finding.severity,
    state: 'open',
    ignoredUntil: null,
    resolvedAt: null,
    regressedAt: null,
    count: 2,
    unit: 'rows',
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
    openedAt: captured.capturedAt,
    updatedAt: captured.capturedAt,
    revision: 1,
    fingerprint: 'v1:00ff',
    fingerprintAlgorithm: 'SHA-256',
    groupingKey: finding.key,
    days: [{ day: '2026-11-20', count: 2 }],
    history: [
      { revision: 1, at: captured.capturedAt, who: 'Pushscope', kind: 'opened', text: 'Opened.' },
      { revision: 2, at: captured.capturedAt, who: 'Ann <x>', kind: 'note', text: 'Asked [them]\nwhy.' },
    ],
    opened: captured,
    newest: captured,
    verification: null,
    liveLogsUntil: '2026-12-04T02:00:01.000Z',
    related: [],
    console: [
      { label: 'Log Browser', url: 'https://platform-eu.cloud.coveo.com/admin/#/acme/logs/browser/' },
    ],
    ...different,
  };
}

/** For tests: the rows of four quiet nights up to a day. */
export function quietNights(daysAgo: number) {
  return nights(4, daysAgo).flatMap((at) => runRows(at, 10));
}

/** For tests: a report whose captures cannot be read any more. */
export const NOTHING_KEPT = { opened: null, newest: null } satisfies Partial<IssueReport>;

/** For tests: a verification of a fix that passed: one item was indexed, and one was still on its way when it was kept. */
export function passedVerification(different: Partial<FixVerification> = {}): FixVerification {
  return {
    n: 3,
    state: 'passed',
    text: 'All 2 items were pushed again after Fri 20 Nov 02:00 UTC: 1 indexed, the last Sun 22 Nov 02:01 UTC. No item showed the problem again.',
    plan: {
      since: '2026-11-20T02:00:00.000Z',
      subject: 'items',
      items: ['https://example.com/0', 'https://example.com/1'],
      total: 2,
      deletes: false,
      enterMs: 300_000,
      passMs: 60_000,
      settleMs: 43_200_000,
      measuredMs: 2_000,
    },
    begunAt: '2026-11-22T01:00:00.000Z',
    begunBy: 'Ann',
    asOf: '2026-11-22T02:05:00.000Z',
    expectBy: null,
    followed: [
      {
        name: 'https://example.com/0',
        stage: { kind: 'indexed', at: '2026-11-22T02:01:00.000Z' },
        steps: [{ task: 'INDEXING', result: 'COMPLETED', at: '2026-11-22T02:01:00.000Z' }],
      },
      {
        name: 'https://example.com/1',
        stage: { kind: 'under way', task: 'MAPPING', expectBy: '2026-11-22T02:10:00.000Z', late: false },
        steps: [],
      },
    ],
    proof: [],
    proofTotal: 0,
    notRead: null,
    checkAfterMs: null,
    ...different,
  };
}
