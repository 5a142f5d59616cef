import type { ItemObservation, ItemSearch } from '@/lib/evidence/item-observation';
import { type FollowedOperation, followItemOperations } from '@/lib/evidence/item-operation';
import { CAUSE_WITHIN_MS, orderedAt, orderingIdOf } from '@/lib/evidence/item-removal';
import { isBatchRow, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { toMs } from '@/lib/evidence/time';
import type { FindingIssue } from '@/lib/health/health';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { MAX_ITEM_CALLS } from './item-calls';
import { itemDeciders } from './item-deciders';
import { itemHeadline } from './item-headline';
import { type ProblemOf, problemFinder } from './item-problem';
import {
  type ItemMatches,
  type ItemReport,
  type ItemStep,
  MAX_MATCHES,
  MAX_STEPS,
  type MatchedItem,
  type SourceName,
} from './item-report';
import { readStanding } from './item-standing';

/** The issues of a source by the guid of a row that is counted in them. */
export type IssuesByRow = ReadonlyMap<string, FindingIssue>;

/** Explains an item: where it stands, its history, and every question on its way with what proves the answer. */
export function explainItem(
  observation: ItemObservation,
  sourceId: string,
  problems: readonly Problem[],
  issues: IssuesByRow,
): ItemReport {
  const { history, deletions, failedBatches, near, recorded = [], reads } = observation;
  const { operations, loose } = followItemOperations(history.rows);
  const standing = readStanding(observation, operations);
  const problemOf = problemFinder(problems, issues);
  const asked = [history.part, deletions.part, failedBatches.part, ...(near === null ? [] : [near.part])];
  return {
    kind: 'item',
    uri: observation.uri,
    asOf: observation.now,
    window: observation.window,
    source: sourceName(observation.source, sourceId),
    ...itemHeadline(observation, standing, problemOf),
    deciders: itemDeciders(observation, standing, problemOf),
    steps: [...operations]
      .reverse()
      .slice(0, MAX_STEPS)
      .map((operation) => stepOf(operation, problemOf)),
    stepsTotal: operations.length,
    loose: [...loose, ...history.rows.filter(isBatchRow)].sort((a, b) => (a.at < b.at ? 1 : -1)),
    near: near?.items ?? [],
    nearText: near === null ? null : nearText(near),
    ...(recorded.length === 0
      ? {}
      : { recorded: recorded.slice(0, MAX_ITEM_CALLS), recordedTotal: recorded.length }),
    assumptions: [
      `An operation counts as not finished ${formatDuration(standing.settleMs)} after its last row.`,
      `A removal is laid to a deletion of the source in the ${formatDuration(CAUSE_WITHIN_MS)} before it.`,
      'Log rows carry no key that joins them: which rows are one operation is inferred from their verb, stage and time.',
    ],
    coverage: {
      complete: asked.every(({ state }) => state === 'complete') && isAnswered(observation),
      rowsRead: history.rows.length,
      calls: observation.calls,
      history: history.part,
      deletions: deletions.part,
      failedBatches: failedBatches.part,
      reads,
    },
  };
}

/** The rows of an item that are failures, newest first: what its issues are looked up by. */
export function failedRows({ history, failedBatches }: ItemObservation): LogRow[] {
  return [...history.rows, ...failedBatches.rows].filter(isFailure).reverse();
}

/** The items that a search found, newest row first. */
export function listMatches(search: ItemSearch, sourceId: string): ItemMatches {
  const { found, uri, match, now, window, calls, reads } = search;
  const items = new Map<string, MatchedItem>();
  for (const row of found.rows) {
    if (row.item === null || isBatchRow(row)) continue;
    items.set(row.item, { uri: row.item, rows: (items.get(row.item)?.rows ?? 0) + 1, last: row });
  }
  const newestFirst = [...items.values()].sort((a, b) => (a.last.at < b.last.at ? 1 : -1));
  const isWhole = found.part.state === 'complete';
  const listed =
    items.size > MAX_MATCHES ? `, of which the newest ${formatCount(MAX_MATCHES)} are listed` : '';
  const rows = countOf(found.rows.length, 'row');
  return {
    kind: 'matches',
    uri,
    match,
    asOf: now,
    window,
    source: sourceName(search.source, sourceId),
    items: newestFirst.slice(0, MAX_MATCHES),
    itemsTotal: items.size,
    text: isWhole
      ? `${items.size === 0 ? 'No item matches' : `${countOf(items.size, 'item')} ${items.size === 1 ? 'matches' : 'match'}`} in the last 14 days${listed}${items.size === 0 ? '' : ` (${rows})`}.`
      : `${countOf(items.size, 'item')} in the ${rows} that were read${listed}; there may be more. ${found.part.why ?? ''}`.trim(),
    coverage: { complete: isWhole, rowsRead: found.rows.length, calls, reads },
  };
}

function stepOf(operation: FollowedOperation, problemOf: ProblemOf): ItemStep {
  return {
    operation: operation.operation,
    outcome: operation.outcome,
    pushed: operation.pushed,
    startedAt: operation.startedAt,
    endedAt: operation.endedAt,
    rows: operation.rows.map((row, index) => {
      const before = operation.rows[index - 1];
      return {
        row,
        afterMs: before === undefined ? null : toMs(row.at) - toMs(before.at),
        problem: problemOf(row),
      };
    }),
    orderingId: orderingIdOf(operation),
    orderingAt: orderedAt(operation),
  };
}

function nearText({ items, part }: NonNullable<ItemObservation['near']>): string {
  const all =
    part.state === 'complete' ? '' : ` Not all rows were looked through. ${part.why ?? ''}`.trimEnd();
  return items.length === 0
    ? `No row was found for the same with or without a slash at its end, in another encoding, with other capital letters, another scheme, or cut after its path.${all}`
    : `Rows were found for nearly the same.${all}`;
}

function isAnswered({ source, organization }: ItemObservation): boolean {
  return source.value !== null && organization.value !== null;
}

function sourceName({ value }: ItemObservation['source'], sourceId: string): SourceName {
  return {
    id: value?.id ?? sourceId,
    name: value?.name ?? sourceId,
    type: value?.type ?? 'UNKNOWN',
    status: value?.status ?? 'UNKNOWN',
  };
}
