import { getActivity, latestActivities, listActivities } from './activities';
import { listApiKeys } from './api-keys';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { getContentLimits } from './limits';
import { countLogs, listLogFacets, listLogs } from './logs';
import { getOrganizationStatus } from './organization';
import { evaluatePrivilege, listOwnPrivileges } from './own-privileges';
import { evaluateSourceEdit } from './privileges';
import {
  createFileContainer,
  deleteItem,
  deleteOlderThan,
  type FileContainer,
  pushBatch,
  pushItem,
  setSourceStatus,
  uploadToContainer,
} from './push';
import { getSource, listPushSources } from './sources';

/** What the calls under test are made on. */
export interface Target {
  readonly sourceId: string;
  readonly container: FileContainer;
}

/** One call of the client, and what does not depend on how it fails. */
export interface CallUnderTest {
  readonly call: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** What its URL ends with, behind the organization, or the whole path; an upload's is the container's own. */
  readonly path: (target: Target) => string;
  /** `read` is repeated after whatever may pass, `write` only when throttled, `upload` also when S3 is too busy. */
  readonly kind: 'read' | 'write' | 'upload';
  /** Of a success whose JSON is of another shape: what its failure says; null where the status alone tells success. */
  readonly unreadable: string | null;
  /** The value of a success without a body, where the status alone tells success. */
  readonly accepted?: unknown;
  /** Nothing is kept of the body of a success that could not be read. */
  readonly hidesBody?: true;
  readonly make: (client: CoveoClient, target: Target, options: CallOptions) => Promise<CallResult<unknown>>;
}

const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
const SPAN = 'from=2026-11-20T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z';
const accepted = { orderingId: null, requestId: null };
const documentId = 'https://example.com/a';
const DOCUMENT = 'documentId=https%3A%2F%2Fexample.com%2Fa';

/** Every call that the client can make. */
export const CALLS: readonly CallUnderTest[] = [
  {
    call: 'logs.list',
    method: 'POST',
    path: () => `?${SPAN}&page=0&perPage=10`,
    kind: 'read',
    unreadable: 'The answer holds no list of log rows.',
    make: (client, _target, options) => listLogs(client, { window, page: 0, perPage: 10 }, options),
  },
  {
    call: 'logs.facets',
    method: 'POST',
    path: () => `/facets?${SPAN}`,
    kind: 'read',
    unreadable: 'The answer holds no facet values.',
    make: (client, _target, options) => listLogFacets(client, { window }, options),
  },
  {
    call: 'logs.facetsStats',
    method: 'POST',
    path: () => `/facetsStats?${SPAN}`,
    kind: 'read',
    unreadable: 'The answer holds no row counts.',
    make: (client, _target, options) => countLogs(client, { window }, options),
  },
  {
    call: 'activities.list',
    method: 'POST',
    path: () => `/activities/public?${SPAN}&page=0&perPage=100`,
    kind: 'read',
    unreadable: 'The answer holds no list of activities.',
    make: (client, _target, options) => listActivities(client, { window }, options),
  },
  {
    call: 'activities.latest',
    method: 'POST',
    path: () => '/activities/latest?page=0&perPage=10',
    kind: 'read',
    unreadable: 'The answer holds no list of activities.',
    make: (client, _target, options) => latestActivities(client, {}, options),
  },
  {
    call: 'activities.get',
    method: 'GET',
    path: () => '/activities/an-activity',
    kind: 'read',
    unreadable: 'The answer holds no activity.',
    make: (client, _target, options) => getActivity(client, 'an-activity', options),
  },
  {
    call: 'sources.pages',
    method: 'GET',
    path: () => '/sources/pages?page=0&perPage=100&filterHostType=PUSH',
    kind: 'read',
    unreadable: 'The answer holds no list of sources.',
    make: (client, _target, options) => listPushSources(client, options),
  },
  {
    call: 'sources.get',
    method: 'GET',
    path: ({ sourceId }) => `/sources/${sourceId}`,
    kind: 'read',
    unreadable: 'The answer holds no source.',
    make: (client, { sourceId }, options) => getSource(client, sourceId, options),
  },
  {
    call: 'organization.status',
    method: 'GET',
    path: () => '/status',
    kind: 'read',
    unreadable: 'The answer holds no organization status.',
    make: (client, _target, options) => getOrganizationStatus(client, options),
  },
  {
    call: 'limits',
    method: 'GET',
    path: () => '/limits/content',
    kind: 'read',
    unreadable: 'The answer holds no limits.',
    make: (client, _target, options) => getContentLimits(client, options),
  },
  {
    call: 'privilege.evaluate',
    method: 'POST',
    path: () => '/rest/privilege/evaluate',
    kind: 'read',
    unreadable: 'The answer holds no privilege evaluation.',
    make: (client, { sourceId }, options) => evaluateSourceEdit(client, sourceId, options),
  },
  {
    call: 'apikeys.list',
    method: 'GET',
    path: () => '/apikeys',
    kind: 'read',
    unreadable: 'The answer holds no list of API keys.',
    hidesBody: true,
    make: (client, _target, options) => listApiKeys(client, options),
  },
  {
    call: 'push.files',
    method: 'POST',
    path: () => '/files',
    kind: 'write',
    unreadable: 'The answer holds no file container.',
    make: (client, _target, options) => createFileContainer(client, options),
  },
  {
    call: 'upload',
    method: 'PUT',
    path: () => '',
    kind: 'upload',
    unreadable: null,
    accepted: null,
    make: (client, { container }, options) => uploadToContainer(client, container, '{}', options),
  },
  {
    call: 'push.batch',
    method: 'PUT',
    path: ({ sourceId }) => `/sources/${sourceId}/documents/batch?fileId=a-file`,
    kind: 'write',
    unreadable: null,
    accepted,
    make: (client, { sourceId }, options) => pushBatch(client, { sourceId, fileId: 'a-file' }, options),
  },
  {
    call: 'push.document',
    method: 'PUT',
    path: ({ sourceId }) => `/sources/${sourceId}/documents?${DOCUMENT}`,
    kind: 'write',
    unreadable: null,
    accepted,
    make: (client, { sourceId }, options) =>
      pushItem(client, { sourceId, documentId, item: { data: 'x' } }, options),
  },
  {
    call: 'push.deleteDocument',
    method: 'DELETE',
    path: ({ sourceId }) => `/sources/${sourceId}/documents?${DOCUMENT}`,
    kind: 'write',
    unreadable: null,
    accepted,
    make: (client, { sourceId }, options) => deleteItem(client, { sourceId, documentId }, options),
  },
  {
    call: 'push.olderThan',
    method: 'DELETE',
    path: ({ sourceId }) => `/sources/${sourceId}/documents/olderthan?orderingId=1763640000000`,
    kind: 'write',
    unreadable: null,
    accepted,
    make: (client, { sourceId }, options) =>
      deleteOlderThan(client, { sourceId, orderingId: '1763640000000' }, options),
  },
  {
    call: 'push.status',
    method: 'POST',
    path: ({ sourceId }) => `/sources/${sourceId}/status?statusType=IDLE`,
    kind: 'write',
    unreadable: null,
    accepted,
    make: (client, { sourceId }, options) => setSourceStatus(client, { sourceId, status: 'IDLE' }, options),
  },
  {
    call: 'privilege.evaluate',
    method: 'POST',
    path: () => '/rest/privilege/evaluate',
    kind: 'read',
    unreadable: 'The answer holds no privilege evaluation.',
    make: (client, _target, options) =>
      evaluatePrivilege(
        client,
        { owner: 'PLATFORM', targetDomain: 'ACTIVITIES', type: 'VIEW', targetId: '*' },
        options,
      ),
  },
  {
    call: 'privileges.me',
    method: 'GET',
    path: () => '/privileges/me',
    kind: 'read',
    unreadable: 'The answer holds no list of privileges.',
    make: (client, _target, options) => listOwnPrivileges(client, options),
  },
];
