import type { CloserLook } from '@/lib/evidence/closer-look';
import type { Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { isBatchRow, isEntryTask, isFailure } from '@/lib/evidence/log-row';
import { type Pipeline, readPipeline } from '@/lib/evidence/pipeline';
import { spreadCounts } from '@/lib/evidence/spread-counts';
import { isWithin, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { whatChanged } from '@/lib/health/change/what-changed';
import type { Finding } from '@/lib/problems/finding';
import { formatDuration } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { buildTimeline } from '@/lib/timeline/build-timeline';
import { type CoveoQuery, queryOfRows } from './coveo-query';
import { detectProblems } from './detect';
import type { Health, Ledger, ReportedFinding, RunComparison } from './health';
import { readableIds } from './readable-ids';
import { blindSpotsOf, recordedLedger } from './recorded-ledger';
import { compareRuns, countOutcomes, countSpread } from './run-comparison';
import { decideVerdict } from './verdict';

/**
 * Everything that Pushscope says of a source from what was observed of it. Verdict and findings rest on the whole
 * evidence; ledger and timeline show `window`. `sourceId` names the source where it could not be read. `closer` is a
 * look at `window` that counted its rows in shorter stretches than the evidence has: it is shown, and not judged by.
 */
export function judge(
  evidence: Evidence,
  window: TimeWindow,
  sourceId: string,
  problems: readonly Problem[],
  closer: CloserLook | null = null,
): Judgement {
  const { counted } = evidence;
  const buckets = closer?.buckets ?? null;
  const shown =
    buckets === null || counted === null ? evidence : { ...evidence, counted: { ...counted, buckets } };
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
    findings: findings.map((finding) =>
      report(finding, source?.id ?? sourceId, problems, countedFrom(runs, pipeline.settleMs)),
    ),
    issues: { state: 'not stored', why: 'Nothing was stored of this reading.' },
    setApart: detected.setApart,
    notChecked: detected.notChecked,
    blindSpots: blindSpotsOf(evidence.recorded, window),
    ledger: ledgerOf(shown, pipeline, window),
    ...recordedLedger(evidence, pipeline, window),
    ...(evidence.counted === null ? {} : countedOnly(pipeline)),
    runs,
    changed: whatChanged(evidence, pipeline, source?.id ?? sourceId),
    ids: readableIds(evidence.rows),
    latency: pipeline.latency === null ? null : { ...pipeline.latency, settleMs: pipeline.settleMs },
    timeline: buildTimeline(shown, pipeline, window),
    coverage: {
      complete,
      rowsCounted,
      rowsRead,
      calls: calls + (closer?.calls ?? 0),
      reads: [...outsideOf(evidence, window), ...reads, ...(closer?.reads ?? [])],
    },
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

const NOT_COUNTED =
  'Not every row was read, and the others were not counted: what went well is not known, and neither is what never finished.';
const ABOUT =
  'Not every row was read: numbers of operations are about, from Coveo’s row counts of longer stretches, drawn evenly over them. Unfinished operations are not among them.';
const WITH_ITS_RUN = 'Items pushed one by one in the same stretch as a batch count as part of its run.';

/** What is said of numbers where not every row was asked for. */
function countedOnly(pipeline: Pipeline): Required<Pick<Health, 'about' | 'notCounted'>> {
  const isCounted = pipeline.ledgers.length > 0;
  return {
    about: aboutCounts(pipeline),
    notCounted: isCounted ? ['unfinished'] : ['pushed', 'indexed', 'deleted', 'unfinished'],
  };
}

function aboutCounts({ edgeMs, ledgers, runs }: Pipeline): string {
  if (ledgers.length === 0) return NOT_COUNTED;
  if (edgeMs === 0) return runs.some(({ batches }) => batches > 0) ? `${ABOUT} ${WITH_ITS_RUN}` : ABOUT;
  return `${ABOUT} Runs are told apart by stretches without pushes: each may have begun up to ${formatDuration(edgeMs)} later than is said, and ended as much earlier.`;
}

function ledgerOf(evidence: Evidence, pipeline: Pipeline, window: TimeWindow): Ledger {
  const items = evidence.source?.items ?? null;
  if (evidence.counted === null) return countOutcomes(pipeline.operations, window, items);
  const refused = evidence.rows.filter(
    (row) => isEntryTask(row.task) && isFailure(row) && !isBatchRow(row) && isWithin(row.at, window),
  ).length;
  return countSpread(spreadCounts(evidence, evidence.counted), window, items, refused);
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
  sourceId: string,
  problems: readonly Problem[],
  newestRun: TimeWindow | null,
): ReportedFinding {
  const words = problems.find(({ id }) => id === finding.problem)?.words;
  return {
    ...finding,
    inNewestRun:
      newestRun === null || rows.length === 0 || finding.calls !== undefined
        ? null
        : rows.filter(({ at }) => newestRun.from <= at && at <= newestRun.to).length,
    query: queryOf(finding, rows, sourceId),
    issue: null,
    actor: words?.actor ?? 'administrator',
    whatHappened: words?.whatHappened ?? '',
    cause: words?.cause ?? '',
    fix: words?.fix ?? [],
    article: words?.article ?? { title: '', url: '' },
  };
}

function queryOf(
  { evidence, activities, calls }: Omit<Finding, 'rows'>,
  rows: Finding['rows'],
  sourceId: string,
): CoveoQuery | null {
  if (calls !== undefined) return null;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first !== undefined && last !== undefined) return queryOfRows(sourceId, evidence, first.at, last.at);
  return activities.length === 0 ? null : { call: 'activities.latest', source: sourceId };
}

const IMPACT = { failing: 0, degraded: 1, none: 2 };
const SEVERITY = { error: 0, warning: 1, info: 2 };
const CONFIDENCE = { certain: 0, likely: 1, possible: 2 };

/** The cause before what follows from it: what is sure stands before what is inferred. */
function bySeverity(a: Finding, b: Finding): number {
  return (
    IMPACT[a.impact ?? 'none'] - IMPACT[b.impact ?? 'none'] ||
    SEVERITY[a.severity] - SEVERITY[b.severity] ||
    CONFIDENCE[a.confidence] - CONFIDENCE[b.confidence] ||
    b.count - a.count ||
    (a.problem < b.problem ? -1 : a.problem > b.problem ? 1 : 0)
  );
}
