import { z } from 'zod';
import type { ApiCall, Handler } from '../api-call';
import { invalidJson, invalidParameter, notFound, unsupportedMediaType } from '../error-bodies';
import { isJson } from '../json-body';
import { findSource } from '../organization';
import { pageCount, pageOf, readPage } from '../paging';
import { covers, privilege } from '../privilege';
import {
  type Activity,
  indexedItems,
  isStreamEnabled,
  openActivity,
  presentSources,
  type Source,
} from '../source';

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
    sourceVisibility: source.pipeline.rules.isSecured ? 'SECURED' : 'SHARED',
    createdDate: source.createdAt,
    lastModifiedDate: source.createdAt,
    lastModifier: 'administrator@example.com',
    pushEnabled: source.pushEnabled,
    streamEnabled: isStreamEnabled(source),
    onPremisesEnabled: false,
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

/** The sources that the key may see. */
function visibleSources({ organization, key, now }: ApiCall): SourceModel[] {
  return presentSources(organization.sources)
    .filter(({ id }) => covers(key.privileges, privilege('SOURCE VIEW', id)))
    .map((source) => sourceModel(source, now));
}

function selectedSources(call: ApiCall): SourceModel[] | Response {
  const query = call.url.searchParams;
  const filter = query.get('filter') ?? '';
  if (filter.length === 1) return invalidParameter('filter', 'at least two characters');
  const matchesName = filter === '' ? () => true : namePattern(filter, query);
  const wants = (name: string, value: string | undefined) => {
    const wanted = query.getAll(name).flatMap((text) => text.split(','));
    return wanted.length === 0 || wanted.includes(value ?? '');
  };
  const keyOf = SORT_KEYS[query.get('sortingType') ?? 'NAME'] ?? SORT_KEYS.NAME ?? (() => 0);
  const direction = query.get('sortingOrder') === 'DESC' ? -1 : 1;
  return visibleSources(call)
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

function answerPage(sources: SourceModel[] | Response, { url }: ApiCall): Response {
  if (sources instanceof Response) return sources;
  const page = readPage(url.searchParams, 100, MOST_PER_PAGE);
  if (page instanceof Response) return page;
  return Response.json({
    sourceModels: pageOf(sources, page),
    totalEntries: sources.length,
    totalPages: pageCount(sources.length, page),
  });
}

const idsSchema = z.array(z.string());

const sourcesByIds: Handler = async (call) => {
  if (!isJson(call.request)) return unsupportedMediaType();
  const ids = idsSchema.safeParse(await call.request.json().catch(() => null));
  if (!ids.success) return invalidJson();
  return answerPage(
    visibleSources(call).filter(({ id }) => ids.data.includes(id)),
    call,
  );
};

/** Which status each operational status of the official client stands for [I]; errors are no status of their own. */
const OPERATIONAL: Record<string, (source: SourceModel) => boolean> = {
  ALL: () => true,
  LAST_OPERATION_IN_ERROR: ({ information }) => information.lastOperation?.result === 'ERROR',
  OK: ({ information }) => information.sourceStatus.type === 'IDLE',
  PAUSED: ({ information }) => information.sourceStatus.type.startsWith('PAUSED'),
  READY: ({ information }) => information.sourceStatus.type === 'PUSH_READY',
  RUNNING: ({ information }) => information.sourceStatus.type === 'REFRESHING',
};

const sourcesByStatus: Handler = (call) => {
  const isWanted = OPERATIONAL[call.url.searchParams.get('sourceOperationalStatus') ?? 'ALL'];
  if (!isWanted) return invalidParameter('sourceOperationalStatus', Object.keys(OPERATIONAL).join(', '));
  return answerPage(visibleSources(call).filter(isWanted), call);
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
  'sources.pages': (call) => answerPage(selectedSources(call), call),
  'sources.byIds': sourcesByIds,
  'sources.operationalStatus': sourcesByStatus,
  'sources.list': listSources,
  'sources.get': (call) => answerSource(call, (source) => source),
  'sources.light': (call) =>
    answerSource(call, ({ id, name, sourceType, pushEnabled, streamEnabled, onPremisesEnabled }) => ({
      id,
      name,
      sourceType,
      pushEnabled,
      streamEnabled,
      onPremisesEnabled,
      crawlerInstanceType: pushEnabled ? 'PUSH' : 'CLOUD',
    })),
} as const satisfies Record<string, Handler>;
