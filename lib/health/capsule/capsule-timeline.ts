import type { Health } from '@/lib/health/health';
import type { CapturedTime, RecordedLane } from '@/lib/timeline/timeline';
import type { TimelineCapsule } from './capsule-content';
import { type CapsuleBounds, capsuleCoverage, capsuleFinding } from './capsule-finding';

/** Whose it is, and when it is preserved (ISO). */
export interface CapsuleOrigin {
  readonly region: string;
  readonly organization: string;
  readonly preservedAt: string;
}

/** The most findings, activities and flags that a capsule keeps. */
const MOST_FINDINGS = 30;
const MOST_ACTIVITIES = 200;
const MOST_REFUSALS = 1_000;

/** The health of a source in a window, frozen: what was seen, not yet masked. */
export function timelineCapsule(
  health: Health,
  { region, organization, preservedAt }: CapsuleOrigin,
  bounds: CapsuleBounds,
): TimelineCapsule {
  const { source, ledger, timeline } = health;
  return {
    format: 1,
    kind: 'timeline',
    preservedAt,
    masked: false,
    region,
    organization,
    source: { id: source.id, name: source.name, type: source.type, status: source.status },
    asOf: health.asOf,
    window: { from: health.window.from, to: health.window.to },
    judged: { from: health.judged.from, to: health.judged.to },
    verdict: health.verdict,
    reasons: health.reasons.map(({ text }) => text),
    findings: health.findings.slice(0, MOST_FINDINGS).map((found) => capsuleFinding(found, bounds)),
    findingsTotal: health.findings.length,
    notChecked: health.notChecked.map(({ problem, title, why }) => ({ problem, title, why })),
    blindSpots: [...health.blindSpots],
    ledger: {
      pushed: ledger.pushed,
      indexed: ledger.indexed,
      rejected: ledger.rejected,
      skipped: ledger.skipped,
      errored: ledger.errored,
      deleted: ledger.deleted,
      unfinished: ledger.unfinished,
      items: ledger.items,
      ...(health.notCounted === undefined ? {} : { notCounted: [...health.notCounted] }),
    },
    timeline: {
      bucketMs: timeline.bucketMs,
      buckets: [...timeline.buckets],
      incompleteFrom: timeline.incompleteFrom,
      lanes: {
        activities: timeline.lanes.activities.slice(-MOST_ACTIVITIES).map((span) => ({ ...span })),
        pushes: copied(timeline.lanes.pushes),
        outcomes: copied(timeline.lanes.outcomes),
      },
      marks: timeline.marks.slice(-MOST_ACTIVITIES).map((mark) => ({ ...mark })),
      ...(timeline.captured === undefined ? {} : { captured: capturedTime(timeline.captured) }),
      ...(timeline.recorded === undefined ? {} : { recorded: recordedLane(timeline.recorded) }),
    },
    coverage: capsuleCoverage(health.coverage, health.coverage.reads),
  };
}

function capturedTime({ stretches, unobserved, notRead }: CapturedTime) {
  return {
    stretches: [...stretches],
    unobserved: [...unobserved],
    ...(notRead === undefined ? {} : { notRead }),
  };
}

/** The newest of very many stretches and refusals, so that the copy stays small. */
function recordedLane({ counts, refusals, stretches }: RecordedLane) {
  return {
    counts: copied(counts),
    refusals: refusals.slice(-MOST_REFUSALS).map((refusal) => ({ ...refusal })),
    stretches: stretches.slice(-MOST_ACTIVITIES).map(({ from, to }) => ({ from, to })),
  };
}

function copied(lanes: Readonly<Record<string, readonly number[] | undefined>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(lanes).map(([name, numbers = []]) => [name, [...numbers]]));
}
