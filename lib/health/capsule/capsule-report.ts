import type { SourceReport } from '@/lib/health/report/source-report';
import type { ReportCapsule } from './capsule-content';
import type { CapsuleBounds } from './capsule-finding';

/** The most findings, reasons and holes that are kept of a day's look. */
const MOST_OF_A_LOOK = 10;
/** For each row of proof that would fit, so many activities and runs are kept. */
const LINES_A_ROW = 10;
/** The most readings that failed. */
const MOST_READS = 40;

/** The report of a source, frozen (`preservedAt` is ISO): what was known then, not yet masked, without links into the organization. */
export function reportCapsule(
  report: SourceReport,
  preservedAt: string,
  bounds: CapsuleBounds,
): ReportCapsule {
  const { source, window } = report;
  const lines = bounds.rows * LINES_A_ROW;
  return {
    format: 1,
    kind: 'report',
    preservedAt,
    masked: false,
    region: report.region,
    organization: report.organization,
    source: { id: source.id, name: source.name },
    asOf: report.asOf,
    window: { from: window.from, to: window.to },
    summary: report.summary,
    days: report.days.map(({ look, looks, ...day }) => ({
      ...day,
      looks: { ...looks },
      look: look && {
        ...look,
        reasons: look.reasons.slice(0, MOST_OF_A_LOOK),
        findings: look.findings.slice(0, MOST_OF_A_LOOK).map((finding) => ({ ...finding })),
        notRead: look.notRead.slice(0, MOST_OF_A_LOOK),
      },
    })),
    runs: report.runs.slice(0, lines).map((run) => ({ ...run })),
    runsTotal: report.runsTotal,
    issues: report.issues.map(({ url: _, ...issue }) => issue),
    issuesTotal: report.issuesTotal,
    activities: report.activities.slice(0, lines).map((activity) => ({ ...activity })),
    activitiesTotal: report.activitiesTotal,
    activitiesRead: [...report.activitiesRead],
    gaps: [...report.gaps],
    // The address of a failed call names the organization, and tells nobody outside anything.
    notRead: report.notRead.slice(0, MOST_READS).map(({ request: _, of: __, ...read }) => read),
  };
}
