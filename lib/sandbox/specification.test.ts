import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from './operations';
import * as platform from './platform-specification-under-test';
import { type Sent, sandboxAt } from './sandbox-under-test';
import * as spec from './specification-under-test';

const START = '2026-03-10T12:00:00.000Z';
const WEEK = 'from=2026-03-03T12:00:00Z&to=2026-03-10T12:00:00Z';

const privilege = { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: '*' };
const nothing = z.literal('');
const names = z.array(z.string()).min(1);

/** Below an organization's part of an API: what is called, with which query and body, and what comes of it. */
type Example = [row: string, query: string, sent: Sent, status: number, schema: z.ZodType];

const PUSH = '/push/v1/organizations/:organization';
const PROVIDER = `${PUSH}/providers/:provider`;
const STREAM = `${PUSH}/sources/:source/stream`;
const LOGS = '/logs/v1/organizations/:organization';
const REST = '/rest/organizations/:organization';

const JSON_BODY = { body: {} };
const ADA = { identity: { name: 'ada@example.com', type: 'USER' } };

const examples: Example[] = [
  [`POST ${PUSH}/files`, '', JSON_BODY, 201, spec.fileContainerSchema],
  ['PUT /_s3/:organization/:file', ':presigned', { body: '{}', token: null }, 200, nothing],
  [
    `PUT ${PUSH}/sources/:source/documents`,
    'documentId=https://a/1',
    { body: { data: 'x' } },
    202,
    spec.acceptedSchema,
  ],
  [`DELETE ${PUSH}/sources/:source/documents`, 'documentId=https://a/1', {}, 202, spec.acceptedSchema],
  [`PUT ${PUSH}/sources/:source/documents/batch`, 'fileId=:uploaded', JSON_BODY, 202, spec.acceptedSchema],
  [`DELETE ${PUSH}/sources/:source/documents/olderthan`, 'orderingId=1', {}, 202, spec.acceptedSchema],
  [`POST ${PUSH}/sources/:source/status`, 'statusType=IDLE', JSON_BODY, 201, z.strictObject({})],
  [`PUT ${PROVIDER}/mappings`, '', { body: ADA }, 202, spec.acceptedSchema],
  [`PUT ${PROVIDER}/permissions`, '', { body: ADA }, 202, spec.acceptedSchema],
  [`DELETE ${PROVIDER}/permissions`, '', { body: ADA }, 202, spec.acceptedSchema],
  [`PUT ${PROVIDER}/permissions/batch`, 'fileId=:identities', JSON_BODY, 202, spec.acceptedSchema],
  [`DELETE ${PROVIDER}/permissions/olderthan`, 'orderingId=1', {}, 202, spec.acceptedSchema],
  [`POST ${STREAM}/open`, '', JSON_BODY, 201, spec.openStreamSchema],
  [`POST ${STREAM}/:stream/chunk`, '', JSON_BODY, 200, spec.fileContainerSchema],
  [`POST ${STREAM}/:stream/close`, '', JSON_BODY, 200, spec.acceptedSchema],
  [`PUT ${STREAM}/update`, 'fileId=:updated', JSON_BODY, 202, spec.acceptedSchema],
  [`PUT ${STREAM}/merge`, 'fileId=:merged', JSON_BODY, 202, spec.acceptedSchema],
  [`POST ${STREAM}/deleteolderthan/:time`, '', JSON_BODY, 201, spec.acceptedSchema],
  [`POST ${LOGS}`, WEEK, JSON_BODY, 200, spec.logsSchema],
  [`POST ${LOGS}/facets`, WEEK, JSON_BODY, 200, spec.facetsSchema],
  [`POST ${LOGS}/facetsStats`, WEEK, JSON_BODY, 200, spec.facetsStatsSchema],
  [`POST ${REST}/activities/public`, WEEK, JSON_BODY, 200, spec.activitiesSchema],
  [`POST ${REST}/activities`, WEEK, JSON_BODY, 200, spec.activitiesSchema],
  [`POST ${REST}/activities/latest`, '', JSON_BODY, 200, spec.activitiesSchema],
  [`POST ${REST}/activities/facets/public`, WEEK, JSON_BODY, 200, spec.activityFacetsSchema],
  [`GET ${REST}/activities/resourcetypes`, '', {}, 200, names],
  [`GET ${REST}/activities/operationtypes`, '', {}, 200, names],
  [`GET ${REST}/activities/resourcesandoperations`, '', {}, 200, z.record(z.string(), names)],
  [`GET ${REST}/activities/:activity`, '', {}, 200, spec.activitySchema],
  [`GET ${REST}/sources/pages`, '', {}, 200, spec.sourcesSchema],
  [`POST ${REST}/sources/pages/ids`, '', { body: [':source'] }, 200, spec.sourcesSchema],
  [`GET ${REST}/sources/sourceoperationalstatus`, '', {}, 200, spec.sourcesSchema],
  [`GET ${REST}/sources`, '', {}, 200, z.array(spec.sourceSchema).min(1)],
  [`GET ${REST}/sources/:source`, '', {}, 200, spec.sourceSchema],
  [`GET ${REST}/sources/:source/light`, '', {}, 200, spec.lightSourceSchema],
  [`POST ${REST}/sources/:source/pushRefresh`, 'activityOperation=REBUILD', {}, 200, z.strictObject({})],
  [`POST ${REST}/sources/:source/tasks/abort`, 'activityId=:activity', {}, 200, z.strictObject({})],
  ['GET /rest/global/organizations/:organization', '', {}, 200, platform.globalOrganizationSchema],
  [`GET ${REST}`, 'additionalFields=license,status', {}, 200, platform.organizationSchema],
  [`GET ${REST}/status`, '', {}, 200, platform.organizationStatusSchema],
  [`POST ${REST}/resume`, '', {}, 200, z.strictObject({})],
  [`GET ${REST}/limits`, '', {}, 200, platform.limitsSchema],
  [`GET ${REST}/limits/:section`, '', {}, 200, platform.limitsSectionSchema],
  [`GET ${REST}/limits/:section/:key`, '', {}, 200, platform.limitSchema],
  [`GET ${REST}/limits/:section/:key/history`, '', {}, 200, platform.limitHistorySchema],
  [`GET ${REST}/license`, '', {}, 200, platform.licenseSchema],
  [`GET ${REST}/license/:section`, '', {}, 200, platform.licenseSectionSchema],
  [`GET ${REST}/apikeys`, '', {}, 200, z.array(platform.apiKeySchema).min(2)],
  [`GET ${REST}/apikeys/:apikey`, '', {}, 200, platform.apiKeySchema],
  [`GET ${REST}/privileges/me`, '', {}, 200, platform.privilegesSchema],
  [`GET ${REST}/indexes/page/fields`, '', {}, 200, platform.fieldsSchema],
  [`POST ${REST}/indexes/fields/batch/create`, '', { body: [{ name: 'a' }] }, 204, nothing],
  [
    'POST /rest/privilege/evaluate',
    '',
    { body: { requestedPrivilege: privilege } },
    200,
    platform.evaluationSchema,
  ],
  ['POST /oauth/check_token', '', {}, 200, z.looseObject({ client_id: z.string() })],
];

it('has an example of every row of the table of operations', () => {
  const rows = operations.map(({ method, path }) => `${method} ${path}`);
  expect(examples.map(([row]) => row)).toEqual(rows);
});

const idSchema = z.looseObject({ id: z.string() });

async function arrange(dialect: string) {
  const sandbox = sandboxAt(START);
  const owner = [
    { targetDomain: 'ORGANIZATION', type: 'VIEW' },
    { targetDomain: 'ORGANIZATION', type: 'EDIT' },
  ];
  const organization = await sandbox.organization({
    scenarios: ['refresh-left-open', 'unknown-rejection', 'catalog'],
    pullSource: true,
    dialect,
    keys: [{ name: 'Owner', privileges: owner }],
  });
  const { call, upload, source, sources, key } = organization;
  await call('POST', '/rest/organizations/test/indexes/fields/batch/create', { body: [{ name: 'b' }] });
  const open = await call('POST', '/rest/organizations/test/activities/latest', {
    body: { states: ['EXECUTING'] },
  });
  const keys = z.array(idSchema).parse((await call('GET', '/rest/organizations/test/apikeys')).body);
  const container = await call('POST', '/push/v1/organizations/test/files');
  const { uploadUri, requiredHeaders } = spec.fileContainerSchema.parse(container.body);
  const catalog = sources.find(({ scenario }) => scenario === 'catalog')?.id ?? '';
  const opened = await call('POST', `/push/v1/organizations/test/sources/${catalog}/stream/open`);
  const stream = spec.openStreamSchema.parse(opened.body);
  const batch = '{"addOrUpdate":[{"documentId":"https://a/2","data":"x"}]}';
  await sandbox.send('PUT', stream.uploadUri, { body: batch, headers: stream.requiredHeaders });
  return {
    sandbox,
    key,
    catalog,
    owner: organization.keys.at(-1)?.key ?? '',
    uploadUri,
    requiredHeaders,
    /** The source whose refresh was left open. */
    stuck: source,
    values: {
      ':organization': 'test',
      ':source': sources[1]?.id ?? '',
      ':activity': z.object({ items: z.array(idSchema) }).parse(open.body).items[0]?.id ?? '',
      ':section': 'content',
      ':key': 'numberOfDocumentsLimit',
      ':apikey': keys[1]?.id ?? '',
      ':provider': 'provider',
      ':stream': stream.streamId,
      ':time': '1',
      ':uploaded': await upload(batch),
      ':identities': await upload('{}'),
      ':updated': await upload(batch),
      ':merged': await upload(batch),
    },
  };
}

type Arranged = Awaited<ReturnType<typeof arrange>>;

function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(/:[a-z]+/g, (name) => values[name] ?? name);
}

function send(arranged: Arranged, row: string, query: string, sent: Sent) {
  const { sandbox, stuck, catalog, uploadUri, requiredHeaders } = arranged;
  const source = row.endsWith('/abort') ? stuck : row.includes('/stream/') ? catalog : null;
  const values = { ...arranged.values, ...(source && { ':source': source }) };
  const [method = '', path = ''] = row.split(' ');
  if (query === ':presigned') return sandbox.send(method, uploadUri, { ...sent, headers: requiredHeaders });
  const search = query === '' ? '' : `?${filled(query, values)}`;
  const body = Array.isArray(sent.body) ? JSON.parse(filled(JSON.stringify(sent.body), values)) : sent.body;
  const token = row.endsWith('/resume') ? arranged.owner : arranged.key;
  return sandbox.send(method, `/sandbox${filled(path, values)}${search}`, { token, ...sent, body });
}

for (const dialect of ['rich', 'renamed', 'bare']) {
  let arranged: Arranged;
  beforeAll(async () => {
    arranged = await arrange(dialect);
  });

  it.each(examples)(`answers %s as specified (${dialect})`, async (row, query, sent, status, schema) => {
    const answer = await send(arranged, row, query, sent);
    expect([answer.status, answer.body]).toEqual([status, answer.body]);
    expect(schema.safeParse(answer.body).error?.issues).toBeUndefined();
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('date')).toBe('Tue, 10 Mar 2026 12:00:00 GMT');
  });
}
