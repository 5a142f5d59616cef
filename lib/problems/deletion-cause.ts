import type { Evidence } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { removesOthers } from '@/lib/evidence/removal';
import { isStray, type Run } from '@/lib/evidence/run';
import { HOUR_MS, toMs } from '@/lib/evidence/time';
import { FULL_RUN_SHARE } from './batch-loss';
import { formatCount, formatMoment } from './phrasing';

/** A removal is taken for the work of the last request before it, if that is no older (an assumption). */
export const CAUSE_MS = 6 * HOUR_MS;
/** Two runs that share fewer of their items than this are of two jobs (an assumption). */
export const SAME_JOB_SHARE = 0.1;

/** What most likely deleted these items, in sentences: inferred from the order in time, as rows do not name it. */
export function deletionCause(
  gone: readonly ItemOperation[],
  evidence: Evidence,
  pipeline: Pipeline,
): string {
  const single = gone.filter(({ pushed }) => pushed).length;
  const requests = evidence.rows.filter((row) => removesOthers(row) && row.result === 'COMPLETED');
  const byRequest = new Map<LogRow, ItemOperation[]>();
  for (const operation of gone) {
    if (operation.pushed) continue;
    const cause = requests.findLast((row) => row.at <= operation.endedAt);
    if (cause === undefined || toMs(operation.endedAt) - toMs(cause.at) > CAUSE_MS) continue;
    const caused = byRequest.get(cause);
    if (caused === undefined) byRequest.set(cause, [operation]);
    else caused.push(operation);
  }
  const [first] = [...byRequest].sort(([, a], [, b]) => b.length - a.length);
  const parts = [
    ...(single === 0 ? [] : [`${formatCount(single)} were deleted one by one, by requests of their own.`]),
    ...(first === undefined
      ? []
      : [
          `${formatCount(first[1].length)} follow the ${requestName(first[0])} of ${formatMoment(first[0].at)}.`,
        ]),
    ...(first?.[0].operation === 'DELETE_OLDER_THAN' ? [whyOlder(first[0], first[1], pipeline)] : []),
  ];
  return parts.length === 0
    ? 'No request was seen that explains them.'
    : parts.filter((part) => part !== '').join(' ');
}

/** A request that may delete many items, in words. */
export function requestName({ operation, item }: LogRow): string {
  if (operation === 'DELETE_OLDER_THAN') return 'delete older than';
  return item === null ? 'delete with children' : `delete with children of ${item}`;
}

/** Why a delete older than took so much: the run before it was small, or another job's. */
function whyOlder(request: LogRow, caused: readonly ItemOperation[], pipeline: Pipeline): string {
  const { operations, runs } = pipeline;
  const own = runs.findLast((run) => run.start <= request.at && !isStray(run, runs));
  if (own === undefined) return '';
  const pushed = itemsOf(own, operations);
  const removed = new Set(caused.map(({ item }) => item));
  const before = runs.findLast((run) => run.end < own.start && holdsAny(itemsOf(run, operations), removed));
  if (before === undefined) return '';
  const other = itemsOf(before, operations);
  let common = 0;
  for (const item of pushed) if (other.has(item)) common++;
  if (pushed.size > 0 && common < SAME_JOB_SHARE * pushed.size) {
    return `The run before it, ${formatMoment(own.start)}, and the one that had pushed these items, ${formatMoment(before.start)}, have hardly an item in common: most likely two jobs push to this source, and each deletes what the other one pushed.`;
  }
  if (pushed.size < FULL_RUN_SHARE * other.size) {
    return `The run before it, ${formatMoment(own.start)}, had pushed ${formatCount(pushed.size)} items, the one of ${formatMoment(before.start)} ${formatCount(other.size)}: what it left out was deleted.`;
  }
  return '';
}

function itemsOf({ start, end }: Run, operations: readonly ItemOperation[]): Set<string> {
  return new Set(
    operations.flatMap(({ pushed, item, startedAt }) =>
      pushed && startedAt >= start && startedAt <= end ? [item] : [],
    ),
  );
}

function holdsAny(items: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const item of wanted) if (items.has(item)) return true;
  return false;
}
