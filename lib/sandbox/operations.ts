import type { PrivilegeKind } from './privilege';

/** What a row of the table of operations tells. */
interface OperationRow {
  /** What calls are counted by, and faults are set on. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/sandbox`. */
  path: string;
  /** The privilege that the key must have: on the path's source where it names one. */
  needs: PrivilegeKind | null;
  /** The test of its answers, beside what is checked of all operations. */
  testedBy: string;
}

/**
 * Everything that the sandbox serves in Coveo's place: the router is built from this table, and the README's from it.
 * Where a platform call has a public and an internal path, it has two rows with one operation. A fixed path stands
 * before one with a parameter in the same place.
 */
export const operations = [
  {
    operation: 'push.files',
    method: 'POST',
    path: '/push/v1/organizations/:organization/files',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/push.test.ts',
  },
  {
    operation: 'upload',
    method: 'PUT',
    path: '/_s3/:organization/:file',
    needs: null,
    testedBy: 'routes/upload.test.ts',
  },
  {
    operation: 'push.document',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/sources/:source/documents',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/push.test.ts',
  },
  {
    operation: 'push.deleteDocument',
    method: 'DELETE',
    path: '/push/v1/organizations/:organization/sources/:source/documents',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/push.test.ts',
  },
  {
    operation: 'push.batch',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/sources/:source/documents/batch',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/push.test.ts',
  },
  {
    operation: 'push.olderThan',
    method: 'DELETE',
    path: '/push/v1/organizations/:organization/sources/:source/documents/olderthan',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/push.test.ts',
  },
  {
    operation: 'push.status',
    method: 'POST',
    path: '/push/v1/organizations/:organization/sources/:source/status',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/push.test.ts',
  },
  {
    operation: 'identities.mapping',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/providers/:provider/mappings',
    needs: 'SECURITY_PROVIDER EDIT',
    testedBy: 'routes/identities.test.ts',
  },
  {
    operation: 'identities.put',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/providers/:provider/permissions',
    needs: 'SECURITY_PROVIDER EDIT',
    testedBy: 'routes/identities.test.ts',
  },
  {
    operation: 'identities.delete',
    method: 'DELETE',
    path: '/push/v1/organizations/:organization/providers/:provider/permissions',
    needs: 'SECURITY_PROVIDER EDIT',
    testedBy: 'routes/identities.test.ts',
  },
  {
    operation: 'identities.batch',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/providers/:provider/permissions/batch',
    needs: 'SECURITY_PROVIDER EDIT',
    testedBy: 'routes/identities.test.ts',
  },
  {
    operation: 'identities.olderThan',
    method: 'DELETE',
    path: '/push/v1/organizations/:organization/providers/:provider/permissions/olderthan',
    needs: 'SECURITY_PROVIDER EDIT',
    testedBy: 'routes/identities.test.ts',
  },
  {
    operation: 'stream.open',
    method: 'POST',
    path: '/push/v1/organizations/:organization/sources/:source/stream/open',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/stream.test.ts',
  },
  {
    operation: 'stream.chunk',
    method: 'POST',
    path: '/push/v1/organizations/:organization/sources/:source/stream/:stream/chunk',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/stream.test.ts',
  },
  {
    operation: 'stream.close',
    method: 'POST',
    path: '/push/v1/organizations/:organization/sources/:source/stream/:stream/close',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/stream.test.ts',
  },
  {
    operation: 'stream.update',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/sources/:source/stream/update',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/stream.test.ts',
  },
  {
    operation: 'stream.merge',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/sources/:source/stream/merge',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/stream.test.ts',
  },
  {
    operation: 'stream.olderThan',
    method: 'POST',
    path: '/push/v1/organizations/:organization/sources/:source/stream/deleteolderthan/:time',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/stream.test.ts',
  },
  {
    operation: 'logs.list',
    method: 'POST',
    path: '/logs/v1/organizations/:organization',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/logs.test.ts',
  },
  {
    operation: 'logs.facets',
    method: 'POST',
    path: '/logs/v1/organizations/:organization/facets',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/logs.test.ts',
  },
  {
    operation: 'logs.facetsStats',
    method: 'POST',
    path: '/logs/v1/organizations/:organization/facetsStats',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/logs.test.ts',
  },
  {
    operation: 'activities.list',
    method: 'POST',
    path: '/rest/organizations/:organization/activities/public',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activities.test.ts',
  },
  {
    operation: 'activities.list',
    method: 'POST',
    path: '/rest/organizations/:organization/activities',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activities.test.ts',
  },
  {
    operation: 'activities.latest',
    method: 'POST',
    path: '/rest/organizations/:organization/activities/latest',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activities.test.ts',
  },
  {
    operation: 'activities.facets',
    method: 'POST',
    path: '/rest/organizations/:organization/activities/facets/public',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activities.test.ts',
  },
  {
    operation: 'activities.resourceTypes',
    method: 'GET',
    path: '/rest/organizations/:organization/activities/resourcetypes',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activity-types.test.ts',
  },
  {
    operation: 'activities.operationTypes',
    method: 'GET',
    path: '/rest/organizations/:organization/activities/operationtypes',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activity-types.test.ts',
  },
  {
    operation: 'activities.resourcesAndOperations',
    method: 'GET',
    path: '/rest/organizations/:organization/activities/resourcesandoperations',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activity-types.test.ts',
  },
  {
    operation: 'activities.get',
    method: 'GET',
    path: '/rest/organizations/:organization/activities/:activity',
    needs: 'ACTIVITIES VIEW',
    testedBy: 'routes/activities.test.ts',
  },
  {
    operation: 'sources.pages',
    method: 'GET',
    path: '/rest/organizations/:organization/sources/pages',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/sources.test.ts',
  },
  {
    operation: 'sources.byIds',
    method: 'POST',
    path: '/rest/organizations/:organization/sources/pages/ids',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/sources.test.ts',
  },
  {
    operation: 'sources.operationalStatus',
    method: 'GET',
    path: '/rest/organizations/:organization/sources/sourceoperationalstatus',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/sources.test.ts',
  },
  {
    operation: 'sources.list',
    method: 'GET',
    path: '/rest/organizations/:organization/sources',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/sources.test.ts',
  },
  {
    operation: 'sources.get',
    method: 'GET',
    path: '/rest/organizations/:organization/sources/:source',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/sources.test.ts',
  },
  {
    operation: 'sources.light',
    method: 'GET',
    path: '/rest/organizations/:organization/sources/:source/light',
    needs: 'SOURCE VIEW',
    testedBy: 'routes/sources.test.ts',
  },
  {
    operation: 'sources.pushRefresh',
    method: 'POST',
    path: '/rest/organizations/:organization/sources/:source/pushRefresh',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/source-status.test.ts',
  },
  {
    operation: 'sources.abortTask',
    method: 'POST',
    path: '/rest/organizations/:organization/sources/:source/tasks/abort',
    needs: 'SOURCE EDIT',
    testedBy: 'routes/source-status.test.ts',
  },
  {
    operation: 'organization.global',
    method: 'GET',
    path: '/rest/global/organizations/:organization',
    needs: null,
    testedBy: 'routes/organization.test.ts',
  },
  {
    operation: 'organization.get',
    method: 'GET',
    path: '/rest/organizations/:organization',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/organization.test.ts',
  },
  {
    operation: 'organization.status',
    method: 'GET',
    path: '/rest/organizations/:organization/status',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/organization.test.ts',
  },
  {
    operation: 'organization.resume',
    method: 'POST',
    path: '/rest/organizations/:organization/resume',
    needs: 'ORGANIZATION EDIT',
    testedBy: 'pause.test.ts',
  },
  {
    operation: 'limits',
    method: 'GET',
    path: '/rest/organizations/:organization/limits',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/limits.test.ts',
  },
  {
    operation: 'limits',
    method: 'GET',
    path: '/rest/organizations/:organization/limits/:section',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/limits.test.ts',
  },
  {
    operation: 'limits',
    method: 'GET',
    path: '/rest/organizations/:organization/limits/:section/:key',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/limits.test.ts',
  },
  {
    operation: 'limits.history',
    method: 'GET',
    path: '/rest/organizations/:organization/limits/:section/:key/history',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/limits.test.ts',
  },
  {
    operation: 'license',
    method: 'GET',
    path: '/rest/organizations/:organization/license',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/license.test.ts',
  },
  {
    operation: 'license',
    method: 'GET',
    path: '/rest/organizations/:organization/license/:section',
    needs: 'ORGANIZATION VIEW',
    testedBy: 'routes/license.test.ts',
  },
  {
    operation: 'apikeys.list',
    method: 'GET',
    path: '/rest/organizations/:organization/apikeys',
    needs: 'API_KEY VIEW',
    testedBy: 'routes/api-keys.test.ts',
  },
  {
    operation: 'apikeys.get',
    method: 'GET',
    path: '/rest/organizations/:organization/apikeys/:apikey',
    needs: 'API_KEY VIEW',
    testedBy: 'routes/api-keys.test.ts',
  },
  {
    operation: 'privileges.me',
    method: 'GET',
    path: '/rest/organizations/:organization/privileges/me',
    needs: null,
    testedBy: 'routes/privileges.test.ts',
  },
  {
    operation: 'fields.page',
    method: 'GET',
    path: '/rest/organizations/:organization/indexes/page/fields',
    needs: 'FIELD VIEW',
    testedBy: 'routes/fields.test.ts',
  },
  {
    operation: 'fields.create',
    method: 'POST',
    path: '/rest/organizations/:organization/indexes/fields/batch/create',
    needs: 'FIELD CREATE',
    testedBy: 'routes/fields.test.ts',
  },
  {
    operation: 'privilege.evaluate',
    method: 'POST',
    path: '/rest/privilege/evaluate',
    needs: null,
    testedBy: 'routes/privileges.test.ts',
  },
  {
    operation: 'oauth.checkToken',
    method: 'POST',
    path: '/oauth/check_token',
    needs: null,
    testedBy: 'routes/token.test.ts',
  },
] as const satisfies readonly OperationRow[];

/** What Coveo has beside, and the sandbox answers with 501: it has no state for them. */
export const unsupportedOperations = [
  {
    operation: 'collections.open',
    method: 'POST',
    path: '/push/v1/organizations/:organization/data-collections/:collection/stream/open',
  },
  {
    operation: 'collections.update',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/data-collections/:collection/stream/update',
  },
  {
    operation: 'collections.merge',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/data-collections/:collection/stream/merge',
  },
  {
    operation: 'collections.olderThan',
    method: 'POST',
    path: '/push/v1/organizations/:organization/data-collections/:collection/stream/deleteolderthan/:time',
  },
  {
    operation: 'collections.chunk',
    method: 'POST',
    path: '/push/v1/organizations/:organization/data-collections/:collection/stream/:stream/chunk',
  },
  {
    operation: 'collections.close',
    method: 'POST',
    path: '/push/v1/organizations/:organization/data-collections/:collection/stream/:stream/close',
  },
  { operation: 'logs.deprecatedList', method: 'GET', path: '/logs/v1/organizations/:organization' },
  {
    operation: 'privileges.token',
    method: 'POST',
    path: '/rest/organizations/:organization/privileges/token',
  },
] as const satisfies readonly Pick<OperationRow, 'operation' | 'method' | 'path'>[];

/** The name of an operation that the sandbox serves. */
export type OperationName = (typeof operations)[number]['operation'];

/** The name of an operation if it is one that the sandbox serves. */
export function operationNamed(name: string): OperationName | undefined {
  return operations.find(({ operation }) => operation === name)?.operation;
}
