import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Entry, inShort, sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const NOW = Date.parse(START);
const HOUR = 3_600_000;
/** After it, whatever was pushed has gone through. */
const SETTLED = 10_000;

const containerSchema = z.object({
  fileId: z.uuid(),
  uploadUri: z.url(),
  requiredHeaders: z.record(z.string(), z.string()),
});
const streamSchema = containerSchema.extend({ streamId: z.uuid() });

const item = (number: number, rest: object = {}) => ({
  documentId: `https://a/${number}`,
  data: 'x',
  ...rest,
});
const batch = (...numbers: number[]) =>
  JSON.stringify({ addOrUpdate: numbers.map((number) => item(number)) });

/** An organization whose source is a Catalog source with a history that is out of the way. */
async function arrange(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const organization = await sandbox.organization({ scenarios: ['catalog'], ...settings });
  const { push, call, id, source } = organization;
  const put = async (container: z.infer<typeof containerSchema>, text: string) => {
    const { uploadUri, requiredHeaders } = container;
    await sandbox.send('PUT', uploadUri, { body: text, headers: requiredHeaders });
    return container.fileId;
  };
  const open = async () => streamSchema.parse((await push('POST', '/stream/open', { body: {} })).body);
  const chunk = async (streamId: string, text: string) =>
    put(containerSchema.parse((await push('POST', `/stream/${streamId}/chunk`, { body: {} })).body), text);
  const close = (streamId: string) => push('POST', `/stream/${streamId}/close`, { body: {} });
  /** Streams these texts as one load. */
  const load = async (...texts: string[]) => {
    const { streamId } = await open();
    for (const text of texts) await chunk(streamId, text);
    return close(streamId);
  };
  /** Rows of what was pushed since the start, in order of time. */
  const rows = async (filter: Record<string, unknown> = {}): Promise<Entry[]> => {
    sandbox.advance(SETTLED);
    const span = { from: START, to: new Date(NOW + 2 * HOUR).toISOString() };
    return (await organization.rows(span, filter)).reverse();
  };
  const items = async () => {
    const { body } = await call('GET', `/rest/organizations/${id}/sources/${source}`);
    return Object(body).information.numberOfDocuments;
  };
  return { ...sandbox, ...organization, open, chunk, close, load, put, rows, items };
}

const ofItems = { operations: ['ADD', 'UPDATE'] };
const accepted = { orderingId: expect.stringMatching(/^\d{13}$/), requestId: expect.any(String) };

describe('a load', () => {
  it('opens a stream with a container, gives one for each chunk, and is closed with an ordering id', async () => {
    const { push, chunk, close } = await arrange();
    const opened = await push('POST', '/stream/open', { body: {} });
    expect(opened).toMatchObject({
      status: 201,
      body: { requiredHeaders: { 'x-amz-server-side-encryption': 'AES256' } },
    });
    const { streamId, ...first } = streamSchema.parse(opened.body);
    const chunked = await push('POST', `/stream/${streamId}/chunk`, { body: {} });
    expect(chunked.status).toBe(200);
    expect(containerSchema.parse(chunked.body).fileId).not.toBe(first.fileId);
    await chunk(streamId, batch(1));
    expect(await close(streamId)).toMatchObject({ status: 200, body: accepted });
  });

  it('replaces all that the source had: what is in no chunk is deleted', async () => {
    const { load, rows, items, source } = await arrange();
    const before = await items();
    expect(before).toBeGreaterThan(600);
    await load(batch(1, 2), batch(3));
    const entries = await rows();
    expect(entries.filter(({ operation }) => operation === 'ADD').map(inShort)).toEqual(
      expect.arrayContaining([1, 2, 3].map((number) => `INDEXING ADD COMPLETED https://a/${number}`)),
    );
    expect(entries.filter(({ operation }) => operation === 'DELETE')).toHaveLength(before);
    expect(new Set(entries.map(({ sourceId }) => sourceId))).toEqual(new Set([source]));
    expect(await items()).toBe(3);
  });

  it('takes what is in the container of the stream itself, too', async () => {
    const { open, put, chunk, close, rows, items } = await arrange();
    const { streamId, ...first } = await open();
    await put(first, batch(1));
    await chunk(streamId, batch(2));
    await close(streamId);
    await rows();
    expect(await items()).toBe(2);
  });

  it('deletes nothing where a chunk is broken, and says so of the chunk', async () => {
    const { load, rows, items } = await arrange();
    const before = await items();
    await load(batch(1), '{"addOrUpdate":[', batch(2));
    const entries = await rows({ operations: ['BATCH_FILE'], tasks: ['CONSUMING_BATCH'] });
    expect(entries.map(({ result }) => result)).toEqual(['COMPLETED', 'ERROR', 'COMPLETED']);
    expect(await items()).toBe(before + 2);
  });

  it('refuses afterwards what is older than it', async () => {
    const { load, push, rows } = await arrange();
    await load(batch(1));
    await rows();
    const document = `/documents?documentId=https://a/1&orderingId=${NOW - 1}`;
    await push('PUT', document, { body: { data: 'x' } });
    expect((await rows(ofItems)).at(-1)).toMatchObject({
      result: 'REJECTED',
      meta: { errorCode: 'OUT_OF_SEQUENCE_OPERATION' },
    });
  });

  it('is over when it is closed, or an hour old; nothing in it is a load of nothing', async () => {
    const { open, chunk, close, push, advance } = await arrange();
    const unknown = {
      status: 412,
      body: { errorCode: 'INVALID_PARAMETER', message: expect.stringContaining("'streamId'") },
    };
    const { streamId } = await open();
    expect(await close(streamId)).toMatchObject({
      status: 404,
      body: { errorCode: 'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3' },
    });
    await chunk(streamId, batch(1));
    expect((await close(streamId)).status).toBe(200);
    expect(await close(streamId)).toMatchObject(unknown);
    const late = await open();
    advance(HOUR + 1);
    expect(await push('POST', `/stream/${late.streamId}/chunk`)).toMatchObject(unknown);
    expect(await close('nope')).toMatchObject(unknown);
  });
});

describe('an update', () => {
  it('replaces items, deletes others, and changes parts of those that the index has', async () => {
    const { load, upload, push, rows, items } = await arrange();
    await load(batch(1, 2, 3));
    await rows();
    const since = new Date(NOW + SETTLED).toISOString();
    const change = (number: number) => ({
      documentId: `https://a/${number}`,
      operator: 'fieldValueReplace',
      field: 'price',
      value: 12.5,
    });
    const update = {
      addOrUpdate: [item(1), item(4)],
      partialUpdate: [change(3), change(9)],
      delete: [{ documentId: 'https://a/2' }],
    };
    const fileId = await upload(JSON.stringify(update));
    expect(await push('PUT', `/stream/update?fileId=${fileId}&shard=a1`, { body: {} })).toMatchObject({
      status: 202,
      body: accepted,
    });
    const entries = (await rows()).filter(({ datetime }) => datetime >= since);
    expect(entries.filter(({ task }) => /CONSUMING$|STREAMING|_BATCH/.test(task)).map(inShort)).toEqual([
      `STREAMING_BATCH BATCH_FILE COMPLETED ${fileId}`,
      `STREAMING_EXTENSION BATCH_FILE COMPLETED ${fileId}`,
      `CONSUMING_BATCH BATCH_FILE COMPLETED ${fileId}`,
      'CONSUMING UPDATE COMPLETED https://a/1',
      'CONSUMING ADD COMPLETED https://a/4',
      'CONSUMING UPDATE COMPLETED https://a/3',
      'CONSUMING UPDATE SKIPPED https://a/9',
      'CONSUMING DELETE COMPLETED https://a/2',
    ]);
    expect(entries.at(-1)?.task).toBe('INDEXING');
    expect(await items()).toBe(3);
  });

  it.each([
    ['rich', (orderingId: string) => ({ duration: expect.any(String), orderingId })],
    ['renamed', () => ({ duration: expect.any(String) })],
    ['bare', () => ({ duration: expect.any(String) })],
  ])('is found by its ordering id at STREAMING_EXTENSION, in the dialect %s', async (dialect, meta) => {
    const { upload, push, rows } = await arrange({ dialect });
    const answer = await push('PUT', `/stream/update?fileId=${await upload(batch(1))}`, { body: {} });
    const streamed = await rows({
      tasks: ['STREAMING_EXTENSION'],
      operations: ['BATCH_FILE'],
      results: ['COMPLETED', 'WARNING'],
    });
    expect(streamed.map((entry) => entry.meta)).toEqual([meta(Object(answer.body).orderingId)]);
    const [first] = await rows({ tasks: ['STREAMING_BATCH'] });
    expect(first?.meta).toEqual({ duration: expect.any(String) });
  });

  it('rejects a change whose value is too large', async () => {
    const { load, upload, push, rows, send } = await arrange();
    await load(batch(1));
    await rows();
    const value = 'x'.repeat(52_428_801);
    const change = { documentId: 'https://a/1', operator: 'fieldValueReplace', field: 'text', value };
    const fileId = await upload(JSON.stringify({ partialUpdate: [change] }));
    await push('PUT', `/stream/update?fileId=${fileId}`, { body: {} });
    // It is a large file: only a clock that moves waits until it is read.
    await send('POST', '/sandbox/_control/organizations/test/clock', { body: { advanceMs: SETTLED } });
    expect((await rows(ofItems)).at(-1)).toMatchObject({
      task: 'PROCESSING',
      operation: 'UPDATE',
      result: 'REJECTED',
    });
  });
});

describe('a merge', () => {
  it('changes what the index has, and adds nothing', async () => {
    const { load, upload, push, rows, items } = await arrange();
    await load(batch(1));
    await rows();
    const fileId = await upload(
      JSON.stringify({
        addOrUpdate: [item(1, { price: 5 }), item(2)],
        delete: [{ documentId: 'https://a/1' }],
      }),
    );
    expect(await push('PUT', `/stream/merge?fileId=${fileId}`, { body: {} })).toMatchObject({
      status: 202,
      body: accepted,
    });
    const merged = (await rows(ofItems)).filter(({ operation }) => operation === 'UPDATE');
    expect(merged.map(inShort)).toEqual([
      'CONSUMING UPDATE COMPLETED https://a/1',
      'CONSUMING UPDATE SKIPPED https://a/2',
      'PROCESSING UPDATE COMPLETED https://a/1',
      'MAPPING UPDATE COMPLETED https://a/1',
      'INDEXING UPDATE COMPLETED https://a/1',
    ]);
    expect(await items()).toBe(1);
  });
});

describe('a delete older than', () => {
  it('has its time in the path, and deletes after its delay', async () => {
    const { load, push, rows, items, advance } = await arrange();
    await load(batch(1));
    await rows();
    const url = `/stream/deleteolderthan/${NOW + 1}`;
    expect(await push('POST', `${url}?queueDelay=5`, { body: {} })).toMatchObject({
      status: 201,
      body: { ...accepted, orderingId: String(NOW + 1) },
    });
    expect(await items()).toBe(1);
    advance(5 * 60_000);
    expect((await rows({ operations: ['DELETE_OLDER_THAN'] })).map(inShort)).toEqual([
      'CONSUMING DELETE_OLDER_THAN COMPLETED DELETE_OLDER_THAN',
    ]);
    expect(await items()).toBe(0);
  });
});

describe('the Stream API refuses', () => {
  it.each([
    ['a batch of no container', 'PUT', '/update', 412, 'MISSING_PARAMETER'],
    ['a container that nothing was uploaded to', 'PUT', '/update?fileId=x', 404, undefined],
    ['a shard that is too long', 'PUT', '/update?fileId=x&shard=12345678901', 412, 'INVALID_PARAMETER'],
    ['a shard with other characters', 'PUT', '/update?fileId=x&shard=a-b', 412, 'INVALID_PARAMETER'],
    ['a merge of no container', 'PUT', '/merge', 412, 'MISSING_PARAMETER'],
    ['a time that is none', 'POST', '/deleteolderthan/yesterday', 412, 'INVALID_PARAMETER'],
    ['a delay that is none', 'POST', '/deleteolderthan/1?queueDelay=-1', 412, 'INVALID_PARAMETER'],
  ])('%s', async (_, method, rest, status, errorCode) => {
    const { push } = await arrange();
    const code = errorCode ?? 'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3';
    expect(await push(method, `/stream${rest}`, { body: {} })).toMatchObject({
      status,
      body: { errorCode: code, message: expect.any(String) },
    });
  });

  it.each([
    ['POST', '/stream/open'],
    ['POST', '/stream/x/chunk'],
    ['POST', '/stream/x/close'],
    ['PUT', '/stream/update?fileId=x'],
    ['PUT', '/stream/merge?fileId=x'],
    ['POST', '/stream/deleteolderthan/1'],
  ])('%s %s for a source that is not stream enabled, and one that is not there', async (method, rest) => {
    const { push, call } = await arrange({ scenarios: [] });
    expect(await push(method, rest, { body: {} })).toMatchObject({
      status: 412,
      body: { errorCode: 'INVALID_SOURCE_CONFIGURATION' },
    });
    const nowhere = `/push/v1/organizations/test/sources/nope${rest}`;
    expect(await call(method, nowhere, { body: {} })).toMatchObject({
      status: 412,
      body: { errorCode: 'SOURCE_DOES_NOT_EXIST' },
    });
  });

  it('whatever comes to a paused organization, and calls beyond those of the day', async () => {
    const paused = await arrange({ paused: true });
    expect(await paused.push('POST', '/stream/open')).toMatchObject({
      status: 400,
      body: { errorCode: 'ORGANIZATION_IS_PAUSED' },
    });
    const { push } = await arrange({ limits: { pushApiMaximumDailyInvocations: 5 } });
    const answers = [];
    for (let calls = 0; calls < 5; calls += 1) answers.push((await push('POST', '/stream/open')).status);
    // Its job has called three times today.
    expect(answers).toEqual([201, 201, 429, 429, 429]);
  });
});
