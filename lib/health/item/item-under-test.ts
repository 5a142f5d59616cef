import { COMPLETE } from '@/lib/evidence/coverage';
import { buildEvidence, buildRow, NOW, operationRows, SOURCE_ID } from '@/lib/evidence/evidence-builder';
import type { ItemObservation, ReadRows } from '@/lib/evidence/item-observation';
import { type LogRow, sortRows } from '@/lib/evidence/log-row';
import { PROBLEMS } from '@/lib/problems/problems';
import { explainItem, type IssuesByRow } from './item-explanation';
import type { ItemReport } from './item-report';

/** For tests: the item that built observations are of. */
export const ITEM = 'https://example.com/docs/1';

/** For tests: rows that were all read. */
export function whole(rows: readonly LogRow[]): ReadRows {
  return { rows: sortRows(rows), part: COMPLETE };
}

/** For tests: what is seen of an item of a healthy source whose logs were all read, with what a test wants different. */
export function observed(
  rows: readonly LogRow[],
  different: Partial<Omit<ItemObservation, 'uri' | 'now' | 'window' | 'history'>> & {
    readonly part?: ReadRows['part'];
  } = {},
): ItemObservation {
  const { source, organization, window } = buildEvidence();
  const { part = COMPLETE, ...rest } = different;
  return {
    uri: ITEM,
    now: NOW,
    window,
    source: {
      value: source,
      answer: { call: 'sources.get', status: 200, requestId: 'req-source', why: null },
    },
    organization: {
      value: organization,
      answer: { call: 'organization.status', status: 200, requestId: 'req-organization', why: null },
    },
    history: { rows: sortRows(rows), part },
    deletions: whole([]),
    failedBatches: whole([]),
    removedAround: null,
    near: null,
    calls: 8,
    reads: [],
    ...rest,
  };
}

/** For tests: the rows of a push of the item. */
export function push(
  at: string,
  how: Omit<Parameters<typeof operationRows>[0], 'item' | 'at'> = {},
): LogRow[] {
  return operationRows({ item: ITEM, at, ...how });
}

/** For tests: one row of the item. */
export function itemRow(given: Parameters<typeof buildRow>[0]): LogRow {
  return buildRow({ item: ITEM, ...given });
}

/** For tests: a delete older than of the source that was carried out, with its orderingId where it shows one. */
export function olderThan(at: string, orderingId?: string): LogRow {
  return buildRow({
    at,
    item: 'DELETE_OLDER_THAN',
    operation: 'DELETE_OLDER_THAN',
    ...(orderingId === undefined ? {} : { meta: { orderingId } }),
  });
}

/** For tests: the explanation by all problems. */
export function explain(observation: ItemObservation, issues: IssuesByRow = new Map()): ItemReport {
  return explainItem(observation, SOURCE_ID, PROBLEMS, issues);
}

/** For tests: the answer, as state, confidence and words. */
export function answerOf({ state, confidence, text }: ItemReport): string {
  return `${state}, ${confidence}: ${text}`;
}

/** For tests: every decider with its answer, its words, its problem, and task and result of the rows that prove it. */
export function decidersOf({ deciders }: ItemReport): string[] {
  return deciders.map(({ name, answer, text, rows, problem, call }) => {
    const proof = [
      ...(problem === null ? [] : [problem.id]),
      ...rows.map(({ operation, task, result }) => `${operation} ${task} ${result}`),
      ...(call === null ? [] : [`${call.call} ${call.status ?? 'no answer'} ${call.requestId ?? ''}`.trim()]),
    ];
    return `${name} ${answer}: ${text}${proof.length === 0 ? '' : ` [${proof.join(', ')}]`}`;
  });
}
