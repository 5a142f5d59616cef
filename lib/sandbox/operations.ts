/**
 * Everything that the sandbox serves in Coveo's place: the router is built from this table. Where a platform call has
 * a public and an internal path, it has two rows with one operation.
 */
export const operations = [
  { operation: 'push.files', method: 'POST', path: '/push/v1/organizations/:organization/files' },
  { operation: 'upload', method: 'PUT', path: '/_s3/:organization/:file' },
  {
    operation: 'push.document',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/sources/:source/documents',
  },
  {
    operation: 'push.deleteDocument',
    method: 'DELETE',
    path: '/push/v1/organizations/:organization/sources/:source/documents',
  },
  {
    operation: 'push.batch',
    method: 'PUT',
    path: '/push/v1/organizations/:organization/sources/:source/documents/batch',
  },
  {
    operation: 'push.olderThan',
    method: 'DELETE',
    path: '/push/v1/organizations/:organization/sources/:source/documents/olderthan',
  },
  {
    operation: 'push.status',
    method: 'POST',
    path: '/push/v1/organizations/:organization/sources/:source/status',
  },
  { operation: 'logs.list', method: 'POST', path: '/logs/v1/organizations/:organization' },
  { operation: 'logs.facets', method: 'POST', path: '/logs/v1/organizations/:organization/facets' },
  { operation: 'logs.facetsStats', method: 'POST', path: '/logs/v1/organizations/:organization/facetsStats' },
  {
    operation: 'activities.list',
    method: 'POST',
    path: '/rest/organizations/:organization/activities/public',
  },
  { operation: 'activities.list', method: 'POST', path: '/rest/organizations/:organization/activities' },
  {
    operation: 'activities.latest',
    method: 'POST',
    path: '/rest/organizations/:organization/activities/latest',
  },
  {
    operation: 'activities.facets',
    method: 'POST',
    path: '/rest/organizations/:organization/activities/facets/public',
  },
  {
    operation: 'activities.get',
    method: 'GET',
    path: '/rest/organizations/:organization/activities/:activity',
  },
  { operation: 'sources.pages', method: 'GET', path: '/rest/organizations/:organization/sources/pages' },
  { operation: 'sources.list', method: 'GET', path: '/rest/organizations/:organization/sources' },
  { operation: 'sources.get', method: 'GET', path: '/rest/organizations/:organization/sources/:source' },
  {
    operation: 'sources.light',
    method: 'GET',
    path: '/rest/organizations/:organization/sources/:source/light',
  },
  { operation: 'organization.get', method: 'GET', path: '/rest/organizations/:organization' },
  { operation: 'organization.status', method: 'GET', path: '/rest/organizations/:organization/status' },
  { operation: 'limits', method: 'GET', path: '/rest/organizations/:organization/limits' },
  { operation: 'limits', method: 'GET', path: '/rest/organizations/:organization/limits/:section' },
  { operation: 'limits', method: 'GET', path: '/rest/organizations/:organization/limits/:section/:key' },
  { operation: 'privileges.me', method: 'GET', path: '/rest/organizations/:organization/privileges/me' },
  { operation: 'fields.page', method: 'GET', path: '/rest/organizations/:organization/indexes/page/fields' },
  {
    operation: 'fields.create',
    method: 'POST',
    path: '/rest/organizations/:organization/indexes/fields/batch/create',
  },
  { operation: 'privilege.evaluate', method: 'POST', path: '/rest/privilege/evaluate' },
  { operation: 'oauth.checkToken', method: 'POST', path: '/oauth/check_token' },
] as const;

/** What calls are counted by, and faults are set on. */
export type OperationName = (typeof operations)[number]['operation'];

/** The name of an operation if it is one of the table's. */
export function operationNamed(name: string): OperationName | undefined {
  return operations.find(({ operation }) => operation === name)?.operation;
}
