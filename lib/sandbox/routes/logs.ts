import { z } from 'zod';
import type { ApiCall, Handler } from '../api-call';
import { type Dialect, metaOf } from '../dialect';
import { invalidJson, invalidParameter, missingParameter } from '../error-bodies';
import { alphanumericOf, seedOf, uuidOf } from '../hash';
import { readJsonObject } from '../json-body';
import { readPage } from '../paging';
import { countRows, RETENTION_MS, type Selection, type Span } from '../pipeline/journal';
import type { Shape } from '../pipeline/journal-block';
import { newestRows, type Part, type Row } from '../pipeline/newest-rows';
import type { OperationKind, Step } from '../pipeline/operation';
import type { Source } from '../source';
import { readTime, refuseSpan } from '../time-span';

const MOST_DAYS = 7;
const PER_PAGE = 100;

const list = z.array(z.string()).optional();

const filterSchema = z.looseObject({
  operations: list,
  results: list,
  tasks: list,
  resourceIds: list,
  // The specification says sourcesIds, the official client sends sourceIds.
  sourcesIds: list,
  sourceIds: list,
  excludeOperations: list,
  excludeResults: list,
  excludeTasks: list,
  excludeResourceIds: list,
  excludeSourceIds: list,
});

/** Which rows are asked for. */
interface Question {
  span: Span;
  /** Null: any. */
  matchesId: ((id: string) => boolean) | null;
  matchesSource: (sourceId: string) => boolean;
  matchesStep: (source: Source, kind: OperationKind, step: Step) => boolean;
}

/** Allowed when on the list, or, without a list, when not on the other: an allow-list wins over an exclusion. */
function allows(allowed: readonly string[] | undefined, excluded: readonly string[] | undefined) {
  if (allowed && allowed.length > 0) return (value: string) => allowed.includes(value);
  return (value: string) => !excluded?.includes(value);
}

function idMatcher(query: URLSearchParams): ((id: string) => boolean) | null | Response {
  const wanted = query.get('documentId');
  const matching = query.get('documentIdMatching') ?? 'EXACT';
  if (!['EXACT', 'PARTIAL', 'WILDCARD'].includes(matching)) {
    return invalidParameter('documentIdMatching', 'EXACT, PARTIAL or WILDCARD');
  }
  if (!wanted) return null;
  if (matching === 'EXACT') return (id) => id === wanted;
  if (matching === 'PARTIAL') return (id) => id.includes(wanted);
  const pattern = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.+')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${pattern}$`, 's');
  return (id) => expression.test(id);
}

async function readQuestion({ request, url, now, organization }: ApiCall): Promise<Question | Response> {
  const from = readTime(url.searchParams, 'from');
  if (from instanceof Response) return from;
  if (from === null) return missingParameter('from');
  const to = readTime(url.searchParams, 'to');
  if (to instanceof Response) return to;
  if (to === null) return missingParameter('to');
  const refused = refuseSpan(from, to, MOST_DAYS);
  if (refused) return refused;
  const matchesId = idMatcher(url.searchParams);
  if (matchesId instanceof Response) return matchesId;
  const body = await readJsonObject(request);
  if (body instanceof Response) return body;
  const parsed = filterSchema.safeParse(body);
  if (!parsed.success) return invalidJson();

  const filter = parsed.data;
  const task = allows(filter.tasks, filter.excludeTasks);
  const operation = allows(filter.operations, filter.excludeOperations);
  const result = allows(filter.results, filter.excludeResults);
  const resource = allows(filter.resourceIds, filter.excludeResourceIds);
  return {
    span: { from: Math.max(from, now - RETENTION_MS), to: Math.min(to, now + 1) },
    matchesId,
    matchesSource: allows(filter.sourcesIds ?? filter.sourceIds, filter.excludeSourceIds),
    matchesStep: (source, kind, step) =>
      task(step.task) &&
      operation(kind) &&
      result(step.result) &&
      resource(resourceId(organization.settings.id, source, step)),
  };
}

/** What acted on the item: an extension, the mappings, or, at the other stages, the source itself. */
function resourceId(organization: string, source: Source, { task }: Step): string {
  if (task === 'MAPPING') return 'MAPPING_EXTENSION';
  if (task === 'EXTENSION')
    return `${organization}-${alphanumericOf(seedOf(`${organization}/extension`), 26)}`;
  return source.id;
}

/** The sources that a question is about, and which of their rows. */
function partsOf({ organization }: ApiCall, question: Question): Part[] {
  const { matchesId, matchesStep, matchesSource } = question;
  const selectionOf = (source: Source): Selection => ({
    matchesId,
    stepsOf: ({ kind, steps }: Shape) =>
      steps.reduce((mask, step, index) => mask | (matchesStep(source, kind, step) ? 1 << index : 0), 0),
  });
  return organization.sources
    .filter(({ id }) => matchesSource(id))
    .map((source) => ({ source, selection: selectionOf(source) }));
}

function entryOf(organization: string, dialect: Dialect, { source, operation, step, index, time }: Row) {
  return {
    datetime: new Date(time).toISOString(),
    guid: uuidOf(source.seed, index, operation.at),
    id: operation.id,
    meta: metaOf(dialect, operation, step),
    operation: operation.kind,
    organizationId: organization,
    requestId: operation.requestId,
    resourceId: resourceId(organization, source, step),
    result: step.result,
    sourceId: source.id,
    task: step.task,
  };
}

const listLogs: Handler = async (call) => {
  const { id, dialect, perPageCap } = call.organization.settings;
  const page = readPage(call.url.searchParams, PER_PAGE, perPageCap);
  if (page instanceof Response) return page;
  const question = await readQuestion(call);
  if (question instanceof Response) return question;
  const { rows, hasMore } = newestRows(
    partsOf(call, question),
    question.span,
    page.page * page.perPage,
    page.perPage,
  );
  return Response.json({
    documentLogEntries: rows.map((row) => entryOf(id, dialect, row)),
    hasNextPage: hasMore,
  });
};

type Counts = Record<
  'operations' | 'results' | 'tasks' | 'sourceIds' | 'resourceIds',
  Record<string, number>
>;

function countsOf(call: ApiCall, question: Question): Counts {
  const counts: Counts = { operations: {}, results: {}, tasks: {}, sourceIds: {}, resourceIds: {} };
  const add = (counter: Record<string, number>, value: string, rows: number) => {
    counter[value] = (counter[value] ?? 0) + rows;
  };
  const organization = call.organization.settings.id;
  for (const { source, selection } of partsOf(call, question)) {
    countRows(source.pipeline.journal, question.span, selection, ({ kind }, step, rows) => {
      add(counts.operations, kind, rows);
      add(counts.results, step.result, rows);
      add(counts.tasks, step.task, rows);
      add(counts.sourceIds, source.id, rows);
      add(counts.resourceIds, resourceId(organization, source, step), rows);
    });
  }
  return counts;
}

const countLogs: Handler = async (call) => {
  const question = await readQuestion(call);
  return question instanceof Response ? question : Response.json(countsOf(call, question));
};

const listFacets: Handler = async (call) => {
  const question = await readQuestion(call);
  if (question instanceof Response) return question;
  const counts = Object.entries(countsOf(call, question));
  return Response.json(Object.fromEntries(counts.map(([facet, values]) => [facet, Object.keys(values)])));
};

/** The Source Logs API. */
export const logsHandlers = {
  'logs.list': listLogs,
  'logs.facets': listFacets,
  'logs.facetsStats': countLogs,
} as const satisfies Record<string, Handler>;
