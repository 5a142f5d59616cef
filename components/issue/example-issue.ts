import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import { type CapturedIssue, captureIssue } from '@/lib/health/issue/captured-issue';
import type { IssueLineReport, IssueReport } from '@/lib/health/issue/issue-report';
import { exampleFinding, exampleHealth } from '../example-health';

/** What was captured of an issue, for tests of what is drawn. */
export function exampleCaptured(overrides: Partial<CapturedIssue> = {}): CapturedIssue {
  return { ...captureIssue(exampleHealth(), exampleFinding(), '0.1.0'), ...overrides };
}

/** A line of a list of issues, for tests. */
export function exampleLine(overrides: Partial<IssueLineReport> = {}): IssueLineReport {
  return {
    id: '7d2k9mwx4hqp',
    url: '/i/7d2k9mwx4hqp',
    region: 'eu',
    organization: 'acme',
    source: 'acme-abc123',
    sourceName: 'Product catalog',
    problem: 'metadata-too-large',
    title: '412 items rejected: metadata over 52,428,800 bytes',
    severity: 'error',
    state: 'open',
    ignoredUntil: null,
    regressedAt: null,
    count: 1_236,
    unit: 'rows',
    firstSeen: '2026-11-14T02:03:04.567Z',
    lastSeen: '2026-11-17T02:03:04.567Z',
    revision: 1,
    days: [
      { day: '2026-11-15', count: 412 },
      { day: '2026-11-16', count: 412 },
      { day: '2026-11-17', count: 412 },
    ],
    ...overrides,
  };
}

/** An issue of three days, open, for tests of what is drawn. */
export function exampleIssue(overrides: Partial<IssueReport> = {}): IssueReport {
  const line = exampleLine();
  const captured = exampleCaptured();
  return {
    ...line,
    resolvedAt: null,
    openedAt: captured.capturedAt,
    updatedAt: captured.capturedAt,
    fingerprint: 'v1:3f2a9c0d5b7e41886a10f2c4d3e5b6978f0e1d2c3b4a59687a8b9c0d1e2f3a4b',
    fingerprintAlgorithm:
      'SHA-256 over the JSON array [version, problem, region, organization, source, grouping key]',
    groupingKey: '',
    history: [
      {
        revision: 1,
        at: captured.capturedAt,
        who: 'Pushscope',
        kind: 'opened',
        text: 'Seen for the first time.',
      },
    ],
    opened: captured,
    newest: captured,
    verification: null,
    liveLogsUntil: toIso(toMs(line.lastSeen) + 14 * DAY_MS),
    related: [],
    console: [],
    ...overrides,
  };
}
