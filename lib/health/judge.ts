import type { Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { type Pipeline, readPipeline } from '@/lib/evidence/pipeline';
import { type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { Finding } from '@/lib/problems/finding';
import type { Problem } from '@/lib/problems/problem';
import { buildTimeline } from '@/lib/timeline/build-timeline';
import { detectProblems } from './detect';
import { BLIND_SPOTS, type Health, type ReportedFinding, type RunComparison } from './health';
import { compareRuns, countOutcomes } from './run-comparison';
import { decideVerdict } from './verdict';

/**
 * Everything that Pushscope says of a source from what was observed of it. Verdict and findings rest on the whole
 * evidence; ledger and timeline show `window`. `sourceId` names the source where it could not be read.
 */
export function judge(
  evidence: Evidence,
  window: TimeWindow,
  sourceId: string,
  problems: readonly Problem[],
): Judgement {
  const pipeline = readPipeline(evidence);
  const detected = detectProblems(evidence, pipeline, problems);
  const findings = [...detected.findings].sort(bySeverity);
  const { verdict, reasons } = decideVerdict(evidence, pipeline, { ...detected, findings }, problems);
  const { complete, rowsCounted, rowsRead, calls, reads } = evidence.coverage;
  const { source } = evidence;
  const runs = compareRuns(pipeline);
  const health: Health = {
    asOf: evidence.now,
    window,
    judged: evidence.window,
    source: {
      id: source?.id ?? sourceId,
      name: source?.name ?? sourceId,
      type: source?.type ?? 'UNKNOWN',
      status: source?.status ?? 'UNKNOWN',
    },
    verdict,
    reasons,
    findings: findings.map((finding) => report(finding, problems, countedFrom(runs, pipeline.settleMs))),
    issues: { state: 'not stored', why: 'Nothing was stored of this reading.' },
    setApart: detected.setApart,
    notChecked: detected.notChecked,
    blindSpots: [...BLIND_SPOTS],
    ledger: countOutcomes(pipeline.operations, window, source?.items ?? null),
    runs,
    latency: pipeline.latency === null ? null : { ...pipeline.latency, settleMs: pipeline.settleMs },
    timeline: buildTimeline(evidence, pipeline, window),
    coverage: { complete, rowsCounted, rowsRead, calls, reads: [...outsideOf(evidence, window), ...reads] },
  };
  return { health, findings, pipeline };
}

/** What is said of a source, and the findings with every row that proves them. */
export interface Judgement {
  readonly health: Health;
  /** In the order of those of the health. */
  readonly findings: readonly Finding[];
  /** What the rows say when read as a pipeline. */
  readonly pipeline: Pipeline;
}

/** What of the window shown lies where nothing was read. */
function outsideOf(evidence: Evidence, window: TimeWindow): Read[] {
  const { from, to } = evidence.window;
  const outside = { call: 'logs.list', state: 'skipped', rows: 0 } as const;
  const edges: Read[] = [];
  if (toMs(window.from) < toMs(from)) {
    const end = toMs(window.to) < toMs(from) ? window.to : from;
    edges.push({ ...outside, from: window.from, to: end, why: 'Coveo keeps its log rows for 14 days only.' });
  }
  if (toMs(window.to) > toMs(to)) {
    const start = toMs(window.from) > toMs(to) ? window.from : to;
    edges.push({ ...outside, from: start, to: window.to, why: 'Later than this reading: read again then.' });
  }
  return edges;
}

/** The newest settled run with the time that its items take through the pipeline. */
function countedFrom({ newest }: RunComparison, settleMs: number): TimeWindow | null {
  return newest === null ? null : { from: newest.start, to: toIso(toMs(newest.end) + settleMs) };
}

function report(
  { rows, ...finding }: Finding,
  problems: readonly Problem[],
  newestRun: TimeWindow | null,
): ReportedFinding {
  const words = problems.find(({ id }) => id === finding.problem)?.words;
  return {
    ...finding,
    inNewestRun:
      newestRun === null || rows.length === 0
        ? null
        : rows.filter(({ at }) => newestRun.from <= at && at <= newestRun.to).length,
    issue: null,
    actor: words?.actor ?? 'administrator',
    whatHappened: words?.whatHappened ?? '',
    cause: words?.cause ?? '',
    fix: words?.fix ?? [],
    article: words?.article ?? { title: '', url: '' },
  };
}

const IMPACT = { failing: 0, degraded: 1, none: 2 };
const SEVERITY = { error: 0, warning: 1, info: 2 };

function bySeverity(a: Finding, b: Finding): number {
  return (
    IMPACT[a.impact ?? 'none'] - IMPACT[b.impact ?? 'none'] ||
    SEVERITY[a.severity] - SEVERITY[b.severity] ||
    b.count - a.count ||
    (a.problem < b.problem ? -1 : a.problem > b.problem ? 1 : 0)
  );
}
