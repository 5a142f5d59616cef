import type { Activity } from '@/lib/evidence/activity';
import { DAY_MS, toMs } from '@/lib/evidence/time';
import { type Finding, MAX_EVIDENCE_ROWS, NO_ITEMS } from './finding';
import { isReached, type LimitProblem, limitActivities } from './limit-activities';
import { countOf, formatDuration, formatMoment } from './phrasing';
import type { Observed } from './problem';

/** A limit that was reached within this time, or since the newest settled run began, is taken for active (an assumption). */
export const ACTIVE_LIMIT_MS = DAY_MS;

/** What a problem says of activities that tell of its limit. */
export interface LimitActivityWords {
  readonly problem: LimitProblem;
  /** What the limit is called at the beginning of a title. */
  readonly title: string;
  readonly confidenceReason: string;
}

/** What activities tell of a limit that was reached, or, where none says so, nearly reached; null where none does. */
export function limitActivityFinding(
  { evidence, pipeline }: Observed,
  { problem, title, confidenceReason }: LimitActivityWords,
): Finding | null {
  const all = limitActivities(evidence, problem);
  const reached = all.filter(isReached);
  const wasReached = reached.length > 0;
  const activities = wasReached ? reached : all;
  const last = activities.at(-1);
  const first = activities[0];
  if (!first || !last) return null;
  const lastAt = last.startedAt ?? evidence.now;
  const since = pipeline.settledRun?.start ?? evidence.now;
  const isActive = lastAt >= since || toMs(evidence.now) - toMs(lastAt) < ACTIVE_LIMIT_MS;
  const of = `The activities of ${ownersOf(activities)} hold`;
  return {
    problem,
    key: 'activities',
    title: `${title} ${wasReached ? 'reached' : 'nearly reached'} ${activities.length === 1 ? 'once' : countOf(activities.length, 'time')}, last ${formatMoment(lastAt)}`,
    severity: isActive && wasReached ? 'warning' : 'info',
    impact: isActive && wasReached ? 'degraded' : null,
    confidence: 'likely',
    confidenceReason,
    count: activities.length,
    unit: 'operations',
    firstSeen: first.startedAt ?? evidence.now,
    lastSeen: lastAt,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: activities.slice(-MAX_EVIDENCE_ROWS),
    measure: countOf(activities.length, 'activity', 'activities'),
    items: NO_ITEMS,
    text: wasReached
      ? `${of} ${[...new Set(activities.map(({ operation }) => operation))].join(' and ')}. Calls that were refused then left no row: what is missing is only in the client’s own log.${nearText(all.length - reached.length)}`
      : `${of} LIMIT_ALMOST_REACHED: nothing need have been refused yet.`,
    assumptions: [
      `Taken for active when the last one came since the newest settled run began, or within ${formatDuration(ACTIVE_LIMIT_MS)}.`,
    ],
  };
}

function nearText(near: number): string {
  if (near === 0) return '';
  return ` ${countOf(near, 'more activity', 'more activities')} ${near === 1 ? 'holds' : 'hold'} LIMIT_ALMOST_REACHED.`;
}

function ownersOf(activities: readonly Activity[]): string {
  const ofSource = activities.filter(({ resourceType }) => resourceType === 'SOURCE').length;
  if (ofSource === activities.length) return 'the source';
  return ofSource === 0 ? 'the organization' : 'the source and of the organization';
}
