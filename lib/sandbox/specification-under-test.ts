import { z } from 'zod';

/*
 * What Coveo's specifications say of the answers, written out by hand for the tests. Objects are strict: a property
 * that the specification does not have is a mistake. Its dates are `date-time` strings; the service sends epoch
 * milliseconds, and so does the sandbox.
 */

const date = z.number().int();
const count = z.number().int().min(0);

/** Every API: `Error`; the gateway's has no code. */
export const errorSchema = z.strictObject({ errorCode: z.string(), message: z.string() });
/** The errors of the gateway (push specification, GatewayTimeoutError). */
export const gatewayErrorSchema = z.strictObject({ message: z.string() });

/** push specification: PresignedUploadUrl. */
export const fileContainerSchema = z.strictObject({
  uploadUri: z.url(),
  fileId: z.uuid(),
  requiredHeaders: z.record(z.string(), z.string()),
});
/** push specification: OpenStreamOutArgs; ChunkOutArgs is a container's. */
export const openStreamSchema = fileContainerSchema.extend({ streamId: z.uuid() });
/** push specification: CatalogStreamOutArgs, which the sandbox answers item calls with, too: for those there is no schema. */
export const acceptedSchema = z.strictObject({ orderingId: z.string().regex(/^\d+$/), requestId: z.uuid() });

const operation = z.enum([
  'ADD',
  'ADD_BY_REFERENCE',
  'BATCH_FILE',
  'DELETE',
  'DELETE_AND_CHILDREN',
  'DELETE_OLDER_THAN',
  'UPDATE',
]);
const result = z.enum(['COMPLETED', 'ERROR', 'REJECTED', 'SKIPPED', 'WARNING']);
const task = z.enum([
  'CONSUMING',
  'CONSUMING_BATCH',
  'CRAWLING',
  'STREAMING_EXTENSION',
  'EXTENSION',
  'INDEXING',
  'MAPPING',
  'PROCESSING',
  'STREAMING',
  'STREAMING_BATCH',
  'PREINDEXING',
  'VALIDATION',
]);

/** source-logs specification: GetLogsResponseBodyModel. */
export const logsSchema = z.strictObject({
  documentLogEntries: z
    .array(
      z.strictObject({
        datetime: z.iso.datetime(),
        guid: z.uuid(),
        id: z.string(),
        meta: z.record(z.string(), z.unknown()),
        operation,
        organizationId: z.string(),
        requestId: z.string(),
        resourceId: z.string(),
        result,
        sourceId: z.string(),
        task,
      }),
    )
    .min(1),
  hasNextPage: z.boolean(),
});

/** source-logs specification: GetFacetsResponseBodyModel. */
export const facetsSchema = z.strictObject({
  operations: z.array(operation).min(1),
  resourceIds: z.array(z.string()),
  results: z.array(result),
  sourceIds: z.array(z.string()),
  tasks: z.array(task),
});

/** source-logs specification: GetFacetsWithCountsResponseBodyModel, whose objects count by value. */
export const facetsStatsSchema = z.strictObject({
  operations: z.partialRecord(operation, count),
  resourceIds: z.record(z.string(), count),
  results: z.partialRecord(result, count),
  sourceIds: z.record(z.string(), count),
  tasks: z.partialRecord(task, count),
});

const activityOperation = z.enum(['REBUILD', 'FULL_REFRESH', 'INCREMENTAL_REFRESH', 'LIMIT_REACHED']);
const state = z.enum(['NOT_EXECUTED', 'EXECUTING', 'PAUSED', 'EXECUTED']);
const outcome = z.enum(['SUCCESS', 'ERROR', 'ABORT']);
const section = z.enum([
  'CONTENT',
  'COMMERCE',
  'SEARCH',
  'ANALYTICS',
  'ORGANIZATION',
  'PROJECT',
  'AI_AND_ML',
  'INTERNAL',
]);

/** activity specification: ActivityModel. */
export const activitySchema = z.strictObject({
  id: z.string(),
  operation: activityOperation,
  state,
  result: outcome.optional(),
  content: z.record(z.string(), z.unknown()),
  errorCode: z.string().optional(),
  errorDetail: z.string().optional(),
  abortReason: z.string().optional(),
  createDate: date,
  startDate: date,
  endDate: date.optional(),
  duration: count,
  progress: z.number().min(0).max(1),
  triggeredBy: z.strictObject({
    id: z.string(),
    type: z.enum(['USER', 'SYSTEM']),
    displayName: z.string(),
  }),
  organizationId: z.string(),
  resourceId: z.string(),
  resourceName: z.string(),
  resourceType: z.string(),
  section,
  severity: z.enum(['INFO', 'WARNING', 'ERROR', 'CRITICAL', 'UNKNOWN']),
});

/** activity specification: PageModelActivityModel. */
export const activitiesSchema = z.strictObject({
  items: z.array(activitySchema).min(1),
  totalEntries: count,
  totalPages: count,
});

/** activity specification: ActivityFacetModel. */
export const activityFacetsSchema = z.strictObject({
  operations: z.array(activityOperation),
  organizationIds: z.array(z.string()),
  resourceIds: z.array(z.string()),
  resourceTypes: z.array(z.string()),
  resultTypes: z.array(outcome),
  sections: z.array(section),
  states: z.array(state),
});

const refreshType = z.enum(['REBUILD', 'FULL_REFRESH', 'INCREMENTAL_REFRESH']);
const sourceType = z.enum(['PUSH', 'CATALOG', 'WEB2']);

const sourceStatus = z.strictObject({
  type: z.enum([
    'CREATING',
    'DISABLED',
    'REFRESHING',
    'PAUSED',
    'PAUSED_ON_ERROR',
    'IDLE',
    'ERROR',
    'PUSH_READY',
  ]),
  extendedCurrentStatus: z.string(),
  activityId: z.string().optional(),
  refreshType: refreshType.optional(),
  createdDate: date.optional(),
  timestamp: date,
  initialBuild: z.boolean(),
  numberOfDocuments: count,
  numberOfProcessedDocuments: count,
  allowedOperations: z.array(z.string()),
});

const lastOperation = z.strictObject({
  id: z.string(),
  operationType: refreshType,
  result: z.string(),
  initialBuild: z.boolean(),
  startedDate: date,
  timestamp: date,
  numberOfDocuments: count,
});

/** source specification: SourceModel. */
export const sourceSchema = z.strictObject({
  id: z.string(),
  resourceId: z.string(),
  name: z.string(),
  owner: z.string(),
  sourceType,
  sourceVisibility: z.enum(['PRIVATE', 'SECURED', 'SHARED']),
  createdDate: date,
  lastModifiedDate: date,
  lastModifier: z.string(),
  pushEnabled: z.boolean(),
  streamEnabled: z.boolean(),
  onPremisesEnabled: z.boolean(),
  logicalIndex: z.string(),
  mappings: z.array(z.unknown()),
  preConversionExtensions: z.array(z.unknown()),
  postConversionExtensions: z.array(z.unknown()),
  securityProviderReferences: z.array(z.string()),
  information: z.strictObject({
    sourceStatus,
    lastOperation: lastOperation.optional(),
    rebuildRequired: z.boolean(),
    rebuildRequiredReasons: z.array(z.string()),
    numberOfDocuments: count,
    documentsTotalSize: count,
    lastRefreshEndDate: date.optional(),
    lastRebuildEndDate: date.optional(),
    lastFullRefreshEndDate: date.optional(),
    lastIncrementalRefreshEndDate: date.optional(),
  }),
});

/** source specification: GetSourcesOutArgs. */
export const sourcesSchema = z.strictObject({
  sourceModels: z.array(sourceSchema).min(1),
  totalEntries: count,
  totalPages: count,
});

/** source specification: LightSourceModel. */
export const lightSourceSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  sourceType,
  pushEnabled: z.boolean(),
  streamEnabled: z.boolean(),
  onPremisesEnabled: z.boolean(),
  crawlerInstanceType: z.string(),
});
