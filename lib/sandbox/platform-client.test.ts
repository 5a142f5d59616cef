import {
  ActivityOperation,
  CoveoPlatformClientError,
  FilterHostType,
  IndexingPipelineLogResults,
  LicenseSection,
  PlatformClient,
  SinglePermissionIdentityType,
  SourceOperationalStatus,
} from '@coveo/platform-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveSandbox } from './served-sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const WEEK = { from: '2026-03-03T12:00:00Z', to: START };

let served: Awaited<ReturnType<typeof serveSandbox>>;
let client: PlatformClient;
let source = '';
let upload: (text: string) => Promise<string>;

beforeAll(async () => {
  served = await serveSandbox(START);
  const organization = await served.organization({
    scenarios: ['out-of-sequence', 'refresh-left-open'],
    perPageCap: 1_000,
  });
  source = organization.source;
  upload = organization.upload;
  client = new PlatformClient({
    accessToken: organization.key,
    organizationId: organization.id,
    host: served.url,
    serverlessHost: served.url,
  });
});

afterAll(() => served.close());

it('is let in by its token', async () => {
  await expect(client.initialize()).resolves.toBeUndefined();
});

it('lists push sources, and reads one', async () => {
  const page = await client.source.list({ page: 0, perPage: 50, filterHostType: FilterHostType.PUSH });
  expect(page.sourceModels.map(({ name, pushEnabled }) => [name, pushEnabled])).toEqual([
    ['Dealer manuals', true],
    ['Knowledge base', true],
  ]);
  const one = await client.source.get(source);
  expect(one.information?.sourceStatus?.type).toBe('PUSH_READY');
  expect((await client.source.getLightSource(source)).name).toBe('Knowledge base');
});

it('reads log rows and their counts, with the spelling of the filter that it sends', async () => {
  const { rejected } = IndexingPipelineLogResults;
  const logs = await client.logs.get(
    { ...WEEK, page: 0, perPage: 50 },
    { sourceIds: [source], results: [rejected] },
  );
  expect([logs.documentLogEntries.length, logs.hasNextPage]).toEqual([50, true]);
  expect(logs.documentLogEntries[0]).toMatchObject({
    meta: { errorCode: 'OUT_OF_SEQUENCE_OPERATION' },
    operation: 'UPDATE',
    result: 'REJECTED',
    sourceId: source,
    task: 'CONSUMING',
  });
  const facets = await client.logs.getFacets(WEEK, { sourceIds: [source] });
  expect(facets.sourceIds).toEqual([source]);
  const counts = await client.logs.getFacetsStats(WEEK, { sourceIds: [source], results: [rejected] });
  expect(counts.results).toEqual({ REJECTED: 68 });
});

it('lists activities, their facets, and one', async () => {
  const window = { from: '2026-02-20T00:00:00Z', to: START };
  const open = await client.activity.list({ ...window, page: 0 }, { states: ['EXECUTING'] });
  expect(open.items.map(({ operation, resourceName }) => [operation, resourceName])).toEqual([
    ['FULL_REFRESH', 'Dealer manuals'],
  ]);
  const id = open.items[0]?.id ?? '';
  expect(await client.activity.get(id)).toEqual(open.items[0]);
  expect((await client.activity.listFacets(window)).operations).toEqual(['FULL_REFRESH']);
});

it('reads the organization, its limits, its privileges, and creates a file container', async () => {
  expect(await client.organization.status()).toMatchObject({ status: 'HEALTHY' });
  expect(await client.organization.get('test')).toMatchObject({ id: 'test' });
  expect(await client.organization.listMyPrivileges()).toContainEqual(
    expect.objectContaining({ targetDomain: 'SOURCE', type: 'EDIT' }),
  );
  const requestedPrivilege = { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: source };
  expect(await client.privilegeEvaluator.evaluate({ requestedPrivilege })).toMatchObject({ approved: true });
  expect(await client.pushApi.createFileContainer()).toMatchObject({ fileId: expect.any(String) });
});

it('manages security identities', async () => {
  const { USER, GROUP } = SinglePermissionIdentityType;
  const ada = { name: 'ada@example.com', type: USER, additionalInfo: {} };
  const identity = { ...ada, name: 'team', type: GROUP };
  await client.pushApi.createOrUpdateSecurityIdentity('provider', {
    identity,
    members: [ada],
    wellKnowns: [],
  });
  const mappings = { ...ada, provider: 'Other' };
  await client.pushApi.createOrUpdateSecurityIdentityAlias('provider', { identity: ada, mappings });
  await client.pushApi.deleteSecurityIdentity('provider', { identity });
  const fileId = await upload('{}');
  await client.pushApi.manageSecurityIdentities('provider', { fileId });
  await client.pushApi.deleteOldSecurityIdentities('provider', { orderingId: 1, queueDelay: 0 });
  const { body } = await served.send('GET', '/sandbox/_control/organizations/test');
  expect(Object(body)).toMatchObject({
    identities: { provider: 1 },
    calls: {
      'identities.put': 1,
      'identities.mapping': 1,
      'identities.delete': 1,
      'identities.batch': 1,
      'identities.olderThan': 1,
    },
  });
});

it('reads limits, their history, the licence and the keys', async () => {
  const { content } = LicenseSection;
  expect(
    await client.limits.getSpecificLimitStatus(content, 'pushApiMaximumDailyDocumentLimit'),
  ).toMatchObject({
    limit: 1_000_000,
  });
  expect(await client.limits.get(content)).toHaveProperty('numberOfSourcesLimit.actualCount', 2);
  const history = await client.limits.getHistoryLimit(content, 'numberOfSourcesLimit', WEEK);
  expect(history).toHaveLength(8);
  expect(await client.license.full()).toMatchObject({ productType: 'SANDBOX' });
  expect(await client.license.get(content)).toHaveProperty('numberOfDocumentsLimit');
  const keys = await client.apiKey.list();
  expect(keys.map(({ displayName }) => displayName)).toEqual([
    'Key of test',
    'API key of Knowledge base',
    'API key of Dealer manuals',
  ]);
  expect(await client.apiKey.get(keys[1]?.id ?? '')).toEqual(keys[1]);
});

it('lists sources by their operational status, sets a status, and aborts a task', async () => {
  const running = await client.source.listOperationalStatus({
    sourceOperationalStatus: SourceOperationalStatus.RUNNING,
  });
  expect(running.sourceModels.map(({ name }) => name)).toEqual(['Dealer manuals']);
  await client.source.setPushRefreshStatus(source, ActivityOperation.REBUILD);
  const { activityId } = (await client.source.get(source)).information?.sourceStatus ?? {};
  await client.source.abortTaskForActivity(source, activityId ?? '');
  expect(await client.activity.get(activityId ?? '')).toMatchObject({
    operation: 'REBUILD',
    result: 'ABORT',
  });
});

it('understands a refusal', async () => {
  const refused = await client.source.get('nope').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(CoveoPlatformClientError);
  expect(refused).toMatchObject({
    status: 404,
    title: 'NOT_FOUND',
    xRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});
