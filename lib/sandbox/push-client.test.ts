import { CatalogSource, DocumentBuilder, PushSource } from '@coveo/push-api-client';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { inShort } from './sandbox-under-test';
import { serveSandbox } from './served-sandbox-under-test';

// The client has no option for its host: its requests are sent here by wrapping the fetch that it uses.
const COVEO_HOST = /^https:\/\/(?:api|platform)\.cloud\.coveo\.com(?=\/)/;

const START = '2026-03-10T12:00:00.000Z';

let served: Awaited<ReturnType<typeof serveSandbox>>;

beforeAll(async () => {
  served = await serveSandbox(START);
  const original = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    return original(url.replace(COVEO_HOST, served.url), init);
  });
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await served.close();
});

let id = 0;

async function client() {
  id += 1;
  const organization = await served.organization({ id: `push-${id}`, scenarios: [] });
  const source = new PushSource(organization.key, organization.id, { retryAfter: 1, maxRetries: 2 });
  const rows = async () => {
    served.advance(10_000);
    return (await organization.rows()).map(inShort).reverse();
  };
  const sources = `/push/v1/organizations/${organization.id}/sources/${organization.source}`;
  return { organization, source, rows, sources };
}

beforeEach(() => {
  served.requests.length = 0;
});

const article = (number: number) =>
  new DocumentBuilder(`https://example.com/${number}?a=1&b=ü`, `Article ${number}`).withData('text');

it('adds an item, having created the fields that it needs', async () => {
  const { organization, source, rows, sources } = await client();
  const item = article(1).withMetadata({ category: 'kb', price: 3.5 });
  expect((await source.addOrUpdateDocument(organization.source, item)).status).toBe(202);
  expect(served.requests).toEqual([
    'POST /rest/privilege/evaluate',
    `GET /rest/organizations/${organization.id}/indexes/page/fields?page=0&perPage=1000`,
    'POST /rest/privilege/evaluate',
    'POST /rest/privilege/evaluate',
    'POST /rest/privilege/evaluate',
    `POST /rest/organizations/${organization.id}/indexes/fields/batch/create`,
    `PUT ${sources}/documents?documentId=https://example.com/1?a=1&b=ü`,
  ]);
  expect((await rows()).at(-1)).toBe('INDEXING ADD COMPLETED https://example.com/1?a=1&b=ü');
  const { body } = await organization.call(
    'GET',
    `/rest/organizations/${organization.id}/indexes/page/fields`,
  );
  expect(Object(body).items).toEqual([
    { name: 'category', type: 'STRING' },
    { name: 'price', type: 'DOUBLE' },
    { name: 'permanentid', type: 'STRING' },
  ]);
});

it('pushes a batch through a container of its own', async () => {
  const { organization, source, rows, sources } = await client();
  const batch = {
    addOrUpdate: [article(1), article(2)],
    delete: [{ documentId: 'https://example.com/old', deleteChildren: true }],
  };
  const answer = await source.batchUpdateDocuments(organization.source, batch, { createFields: false });
  expect(answer.status).toBe(202);
  expect(served.requests).toEqual([
    `POST /push/v1/organizations/${organization.id}/files`,
    expect.stringMatching(`^PUT /_s3/${organization.id}/[0-9a-f-]{36}\\?X-Amz-Algorithm=AWS4-HMAC-SHA256&`),
    expect.stringMatching(`^PUT ${sources}/documents/batch\\?fileId=[0-9a-f-]{36}$`),
  ]);
  expect((await rows()).filter((row) => /BATCH|CONSUMING/.test(row))).toEqual([
    expect.stringContaining('STREAMING_BATCH BATCH_FILE COMPLETED '),
    expect.stringContaining('CONSUMING_BATCH BATCH_FILE COMPLETED '),
    'CONSUMING ADD COMPLETED https://example.com/1?a=1&b=ü',
    'CONSUMING ADD COMPLETED https://example.com/2?a=1&b=ü',
    'CONSUMING DELETE_AND_CHILDREN COMPLETED https://example.com/old',
  ]);
});

it('deletes an item, and what is older than a time', async () => {
  const { organization, source, rows, sources } = await client();
  await source.addOrUpdateDocument(organization.source, article(1), { createFields: false });
  await source.addOrUpdateDocument(organization.source, article(2), { createFields: false });
  await rows();
  served.requests.length = 0;
  const later = Date.parse(START) + 3_600_000;
  await source.deleteDocument(organization.source, 'https://example.com/1?a=1&b=ü', true);
  await source.deleteDocumentsOlderThan(organization.source, later);
  expect(served.requests).toEqual([
    `DELETE ${sources}/documents?documentId=https://example.com/1?a=1&b=ü&deleteChildren=true`,
    `DELETE ${sources}/documents/olderthan?orderingId=${later}`,
  ]);
  served.advance(15 * 60_000);
  expect((await rows()).slice(8)).toEqual([
    'CONSUMING DELETE_AND_CHILDREN COMPLETED https://example.com/1?a=1&b=ü',
    'INDEXING DELETE_AND_CHILDREN COMPLETED https://example.com/1?a=1&b=ü',
    'CONSUMING DELETE_OLDER_THAN COMPLETED DELETE_OLDER_THAN',
    'INDEXING DELETE COMPLETED https://example.com/2?a=1&b=ü',
  ]);
});

it('sets the status', async () => {
  const { organization, source, sources } = await client();
  await source.setSourceStatus(organization.source, 'REBUILD');
  await source.setSourceStatus(organization.source, 'IDLE');
  expect(served.requests).toEqual([
    `POST ${sources}/status?statusType=REBUILD`,
    `POST ${sources}/status?statusType=IDLE`,
  ]);
});

async function catalogClient() {
  id += 1;
  const organization = await served.organization({ id: `push-${id}`, scenarios: ['catalog'] });
  const source = new CatalogSource(organization.key, organization.id, { retryAfter: 1, maxRetries: 2 });
  const push = `/push/v1/organizations/${organization.id}`;
  const upload = expect.stringMatching(
    `^PUT /_s3/${organization.id}/[0-9a-f-]{36}\\?X-Amz-Algorithm=AWS4-HMAC-SHA256&`,
  );
  const inIndex = async () => {
    served.advance(10_000);
    const path = `/rest/organizations/${organization.id}/sources/${organization.source}`;
    return Object((await organization.call('GET', path)).body).information.numberOfDocuments;
  };
  return {
    organization,
    source,
    push,
    upload,
    inIndex,
    stream: `${push}/sources/${organization.source}/stream`,
  };
}

it('loads a catalog: opens a stream, fills a chunk, and closes it', async () => {
  const { organization, source, upload, inIndex, stream } = await catalogClient();
  const catalog = { addOrUpdate: [article(1), article(2)], delete: [] };
  await source.batchStreamDocuments(organization.source, catalog, { createFields: false });
  expect(served.requests).toEqual([
    `POST ${stream}/open`,
    expect.stringMatching(`^POST ${stream}/[0-9a-f-]{36}/chunk$`),
    upload,
    expect.stringMatching(`^POST ${stream}/[0-9a-f-]{36}/close$`),
  ]);
  expect(await inIndex()).toBe(2);
});

it('updates a catalog through a container of its own', async () => {
  const { organization, source, push, upload, inIndex, stream } = await catalogClient();
  const before = await inIndex();
  served.requests.length = 0;
  const update = {
    addOrUpdate: [article(1)],
    delete: [{ documentId: 'https://example.com/9', deleteChildren: false }],
  };
  const answer = await source.batchUpdateDocuments(organization.source, update, { createFields: false });
  expect(answer.status).toBe(202);
  expect(served.requests).toEqual([
    `POST ${push}/files`,
    upload,
    expect.stringMatching(`^PUT ${stream}/update\\?fileId=[0-9a-f-]{36}$`),
  ]);
  expect(await inIndex()).toBe(before + 1);
});

it('sees that a source is not for streams', async () => {
  const { organization } = await client();
  const source = new CatalogSource(organization.key, organization.id);
  const catalog = { addOrUpdate: [article(1)], delete: [] };
  const load = source.batchStreamDocuments(organization.source, catalog, { createFields: false });
  await expect(load).rejects.toThrow('INVALID_SOURCE_CONFIGURATION');
});

it('sees a refusal as one of Coveo, and tries again after 429', async () => {
  const { organization, source } = await client();
  const faults = `/sandbox/_control/organizations/${organization.id}/faults`;
  await served.send('POST', faults, { body: { operation: 'push.status', status: 429, body: {}, times: 1 } });
  await source.setSourceStatus(organization.source, 'REFRESH');
  expect(served.requests.length).toBe(2);
  await expect(source.setSourceStatus('nope', 'IDLE')).rejects.toThrow('SOURCE_DOES_NOT_EXIST');
});
