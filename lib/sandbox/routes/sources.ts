import type { ApiCall, Handler } from '../api-call';
import { invalidParameter, notFound } from '../error-bodies';
import { findSource } from '../organization';
import { pageCount, pageOf, readPage } from '../paging';
import { type Activity, indexedItems, openActivity, type Source } from '../source';

const MOST_PER_PAGE = 1_000;

function statusOf(source: Source, now: number) {
  const open = openActivity(source);
  const type = open ? 'REFRESHING' : source.pushEnabled ? 'PUSH_READY' : 'IDLE';
  return {
    type,
    extendedCurrentStatus: type,
    ...(open && { activityId: open.id, refreshType: open.operation, createdDate: open.startedAt }),
    timestamp: open ? now : Math.min(now, source.pipeline.lastAt || source.createdAt),
    initialBuild: false,
    numberOfDocuments: indexedItems(source, now).count,
    numberOfProcessedDocuments: open?.processed ?? 0,
    allowedOperations: [],
  };
}

function lastOperationOf({ id, operation, result, startedAt, endedAt, processed }: Activity) {
  return {
    id,
    operationType: operation,
    result: result ?? '',
    initialBuild: false,
    startedDate: startedAt,
    timestamp: endedAt ?? startedAt,
    numberOfDocuments: processed,
  };
}

const END_DATES = {
  REBUILD: 'lastRebuildEndDate',
  FULL_REFRESH: 'lastFullRefreshEndDate',
  INCREMENTAL_REFRESH: 'lastIncrementalRefreshEndDate',
} as const satisfies Record<Activity['operation'], string>;

function informationOf(source: Source, now: number) {
  const ended = source.pipeline.activities.filter((activity) => activity.endedAt !== null);
  const last = ended.at(-1);
  const endDates = Object.fromEntries(ended.map(({ operation, endedAt }) => [END_DATES[operation], endedAt]));
  const { count, bytes } = indexedItems(source, now);
  return {
    sourceStatus: statusOf(source, now),
    ...(last && { lastOperation: lastOperationOf(last), lastRefreshEndDate: last.endedAt, ...endDates }),
    rebuildRequired: false,
    rebuildRequiredReasons: [],
    numberOfDocuments: count,
    documentsTotalSize: bytes,
  };
}

/** A source as Coveo's model has it; its dates are epoch milliseconds, as the service sends them. */
function sourceModel(source: Source, now: number) {
  return {
    id: source.id,
    resourceId: source.id,
    name: source.name,
    owner: 'administrator@example.com',
    sourceType: source.type,
    sourceVisibility: 'SHARED',
    createdDate: source.createdAt,
    lastModifiedDate: source.createdAt,
    lastModifier: 'administrator@example.com',
    pushEnabled: source.pushEnabled,
    streamEnabled: false,
    onPremisesEnabled: false,
    crawlerInstanceType: source.pushEnabled ? 'PUSH' : 'CLOUD',
    logicalIndex: 'default',
    mappings: [],
    preConversionExtensions: [],
    postConversionExtensions: [],
    securityProviderReferences: [],
    information: informationOf(source, now),
  };
}

type SourceModel = ReturnType<typeof sourceModel>;

/** What a source is sorted by, by the values of `sortingType` that the sandbox knows; the others sort by name. */
const SORT_KEYS: Record<string, (source: SourceModel) => string | number> = {
  NAME: ({ name }) => name.toLowerCase(),
  TYPE: ({ sourceType }) => sourceType,
  STATUS: ({ information }) => information.sourceStatus.type,
  CONTENT: ({ information }) => information.numberOfDocuments,
  CONTENT_TOTAL_DOCUMENT_SIZE: ({ information }) => information.documentsTotalSize,
  LAST_MODIFIED_DATE: ({ lastModifiedDate }) => lastModifiedDate,
  LAST_OPERATION: ({ information }) => information.lastOperation?.timestamp ?? 0,
};

function namePattern(filter: string, query: URLSearchParams): (name: string) => boolean {
  const wanted = filter.toLowerCase();
  if (query.get('stringFilterType') === 'EXACTMATCH') return (name) => name.toLowerCase() === wanted;
  return (name) => name.toLowerCase().includes(wanted.replaceAll('*', ''));
}

function hostTypeOf({ pushEnabled, onPremisesEnabled }: SourceModel): string {
  if (pushEnabled) return 'PUSH';
  return onPremisesEnabled ? 'CRAWLING_MODULE' : 'CLOUD';
}

function selectedSources({ organization, url, now }: ApiCall): SourceModel[] | Response {
  const query = url.searchParams;
  const filter = query.get('filter') ?? '';
  if (filter.length === 1) return invalidParameter('filter', 'at least two characters');
  const matchesName = filter === '' ? () => true : namePattern(filter, query);
  const wants = (name: string, value: string | undefined) => {
    const wanted = query.getAll(name).flatMap((text) => text.split(','));
    return wanted.length === 0 || wanted.includes(value ?? '');
  };
  const keyOf = SORT_KEYS[query.get('sortingType') ?? 'NAME'] ?? SORT_KEYS.NAME ?? (() => 0);
  const direction = query.get('sortingOrder') === 'DESC' ? -1 : 1;
  return organization.sources
    .map((source) => sourceModel(source, now))
    .filter(
      (source) =>
        matchesName(source.name) &&
        wants('filterHostType', hostTypeOf(source)) &&
        wants('filterStatusType', source.information.sourceStatus.type) &&
        wants('filterLastOperationType', source.information.lastOperation?.operationType) &&
        wants('filterLastOperationResultType', source.information.lastOperation?.result),
    )
    .sort((a, b) => direction * (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

const pageSources: Handler = (call) => {
  const page = readPage(call.url.searchParams, 100, MOST_PER_PAGE);
  if (page instanceof Response) return page;
  const sources = selectedSources(call);
  if (sources instanceof Response) return sources;
  return Response.json({
    sourceModels: pageOf(sources, page),
    totalEntries: sources.length,
    totalPages: pageCount(sources.length, page),
  });
};

const listSources: Handler = (call) => {
  const page = readPage(call.url.searchParams, 100, MOST_PER_PAGE);
  if (page instanceof Response) return page;
  const sources = selectedSources(call);
  return sources instanceof Response ? sources : Response.json(pageOf(sources, page));
};

function answerSource(call: ApiCall, answer: (source: SourceModel) => unknown): Response {
  const source = findSource(call.organization, call.param('source'));
  if (!source) return notFound(`Source '${call.param('source')}'`);
  return Response.json(answer(sourceModel(source, call.now)));
}

/** The Sources API, as far as it reads. */
export const sourcesHandlers = {
  'sources.pages': pageSources,
  'sources.list': listSources,
  'sources.get': (call) => answerSource(call, (source) => source),
  'sources.light': (call) =>
    answerSource(
      call,
      ({ id, name, sourceType, pushEnabled, streamEnabled, onPremisesEnabled, crawlerInstanceType }) => ({
        id,
        name,
        sourceType,
        pushEnabled,
        streamEnabled,
        onPremisesEnabled,
        crawlerInstanceType,
      }),
    ),
} as const satisfies Record<string, Handler>;
