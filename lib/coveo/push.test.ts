import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createCoveoClient } from './client';
import { answer, clientUnderTest, cutAnswer, TOKEN, textAnswer } from './client-under-test';
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

const BASE = 'https://api.cloud.coveo.com/push/v1/organizations/myorg';
const SOURCE = 'rp5rxzbdz753uhndklv2ztkfgy-myorg';

const container: FileContainer = {
  uploadUri: 'https://s3.example/b5e8767e?X-Amz-Expires=3600&X-Amz-Signature=s3cr3t',
  fileId: 'b5e8767e-8f0d-4a89-9095-1127915c89c7',
  requiredHeaders: { 'x-amz-server-side-encryption': 'AES256', 'Content-Type': 'application/octet-stream' },
};
const jsonHeaders = {
  authorization: `Bearer ${TOKEN}`,
  accept: 'application/json',
  'content-type': 'application/json',
};

describe('a file container', () => {
  test('is made', async () => {
    const { client, made } = clientUnderTest([answer(201, container)]);
    expect(await createFileContainer(client)).toMatchObject({ ok: true, value: container });
    expect(made).toEqual([{ method: 'POST', url: `${BASE}/files`, headers: jsonHeaders, body: {} }]);
  });

  test('without an upload URL is a failure', async () => {
    const { client } = clientUnderTest([answer(201, { ...container, uploadUri: '<UPLOAD-URI>' })]);
    expect(await createFileContainer(client)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', call: 'push.files', message: 'The answer holds no file container.' },
    });
  });

  test('is filled with exactly its required headers, and never with the token', async () => {
    const { client, made } = clientUnderTest([textAnswer(200, '')]);
    expect(await uploadToContainer(client, container, '{"addOrUpdate":[]}')).toMatchObject({
      ok: true,
      value: null,
      receipt: {
        call: 'upload',
        url: 'https://s3.example/b5e8767e?X-Amz-Expires=3600&X-Amz-Signature=<redacted>',
      },
    });
    expect(made).toEqual([
      {
        method: 'PUT',
        url: container.uploadUri,
        headers: { 'x-amz-server-side-encryption': 'AES256', 'content-type': 'application/octet-stream' },
        body: { addOrUpdate: [] },
      },
    ]);
  });

  test('that has expired gives the code and words of S3, without the signature', async () => {
    const body = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
    const { client } = clientUnderTest([
      new Response(body, { status: 403, headers: { 'x-amz-request-id': '955102B1FB2' } }),
    ]);
    expect(await uploadToContainer(client, container, new Uint8Array([1]))).toEqual({
      ok: false,
      failure: {
        kind: 'refused',
        call: 'upload',
        method: 'PUT',
        url: 'https://s3.example/b5e8767e?X-Amz-Expires=3600&X-Amz-Signature=<redacted>',
        status: 403,
        code: 'AccessDenied',
        message: 'Request has expired',
        requestId: '955102B1FB2',
        body,
        bodyKind: 'xml',
        waf: false,
        at: null,
        ms: 0,
        attempts: [{ status: 403, kind: 'refused', waitedMs: 0, retryAfter: null }],
      },
    });
  });

  test('is filled again after S3 was too busy to take anything', async () => {
    const { client } = clientUnderTest([textAnswer(503, ''), textAnswer(200, '')]);
    expect(await uploadToContainer(client, container, 'x')).toMatchObject({ ok: true });
  });

  test('is never filled again from a stream, which is spent', async () => {
    const { client, made } = clientUnderTest([textAnswer(429, '')]);
    expect(await uploadToContainer(client, container, streamOf('x'))).toMatchObject({ ok: false });
    expect(made.length).toBe(1);
  });

  test('takes a stream of known length over a real connection, with that length', async () => {
    let received: { headers: IncomingHttpHeaders; body: string } = { headers: {}, body: '' };
    const server = createServer(async (incoming, outgoing) => {
      let body = '';
      for await (const chunk of incoming) body += chunk;
      received = { headers: incoming.headers, body };
      outgoing.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const client = createCoveoClient({ region: 'us', organization: 'myorg', token: TOKEN, sandboxUrl: '' });
    const uploadUri = `http://127.0.0.1:${port}/x`;
    const result = await uploadToContainer(client, { ...container, uploadUri }, streamOf('12345'), {
      bytes: 5,
    });
    server.close();
    server.closeAllConnections();
    expect(result).toMatchObject({ ok: true });
    const { headers, body } = received;
    expect(body).toBe('12345');
    expect(headers).toMatchObject({
      'content-length': '5',
      'content-type': 'application/octet-stream',
      'x-amz-server-side-encryption': 'AES256',
    });
    expect(headers.authorization).toBeUndefined();
    expect(headers['transfer-encoding']).toBeUndefined();
  });
});

describe('a push', () => {
  const accepted = () => answer(202, { orderingId: 1506700606240, requestId: 'req-7' });

  test('of each kind is sent as the official clients send it', async () => {
    const { client, made } = clientUnderTest(Array.from({ length: 5 }, accepted));
    const documentId = 'https://example.com/a?b=1&c=d';
    await pushBatch(client, { sourceId: SOURCE, fileId: container.fileId });
    await pushItem(client, {
      sourceId: SOURCE,
      documentId,
      item: { data: 'x' },
      orderingId: 19457712023373612345n,
      compressionType: 'UNCOMPRESSED',
    });
    await deleteItem(client, { sourceId: SOURCE, documentId, deleteChildren: true });
    await deleteOlderThan(client, { sourceId: SOURCE, orderingId: '1506700606240', queueDelay: 0 });
    await setSourceStatus(client, { sourceId: SOURCE, status: 'IDLE' });
    const { 'content-type': _json, ...plainHeaders } = jsonHeaders;
    const encoded = 'https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3Dd';
    expect(made).toEqual([
      {
        method: 'PUT',
        url: `${BASE}/sources/${SOURCE}/documents/batch?fileId=${container.fileId}`,
        headers: jsonHeaders,
        body: {},
      },
      {
        method: 'PUT',
        url: `${BASE}/sources/${SOURCE}/documents?documentId=${encoded}&orderingId=19457712023373612345&compressionType=UNCOMPRESSED`,
        headers: jsonHeaders,
        body: { data: 'x' },
      },
      {
        method: 'DELETE',
        url: `${BASE}/sources/${SOURCE}/documents?documentId=${encoded}&deleteChildren=true`,
        headers: plainHeaders,
        body: null,
      },
      {
        method: 'DELETE',
        url: `${BASE}/sources/${SOURCE}/documents/olderthan?orderingId=1506700606240&queueDelay=0`,
        headers: plainHeaders,
        body: null,
      },
      {
        method: 'POST',
        url: `${BASE}/sources/${SOURCE}/status?statusType=IDLE`,
        headers: jsonHeaders,
        body: {},
      },
    ]);
  });

  test('that is accepted says what Coveo answered, or null where it answered nothing', async () => {
    const stubs = [
      accepted(),
      textAnswer(202, ''),
      textAnswer(202, 'null'),
      cutAnswer(202, '{"orderingId":1'),
    ];
    const { client } = clientUnderTest(stubs);
    const push = { sourceId: SOURCE, fileId: 'f' };
    expect(await pushBatch(client, push)).toMatchObject({
      ok: true,
      value: { orderingId: '1506700606240', requestId: 'req-7' },
    });
    for (const _empty of stubs.slice(1)) {
      expect(await pushBatch(client, push)).toMatchObject({
        ok: true,
        value: { orderingId: null, requestId: null },
      });
    }
  });

  test('is not sent twice after a 504, which may have come after it took effect', async () => {
    const { client, made } = clientUnderTest([answer(504, { message: 'Endpoint request timed out' })]);
    expect(await pushBatch(client, { sourceId: SOURCE, fileId: 'f' })).toMatchObject({
      ok: false,
      failure: {
        kind: 'refused',
        call: 'push.batch',
        status: 504,
        code: null,
        message: 'Endpoint request timed out',
      },
    });
    expect(made.length).toBe(1);
  });
});

function streamOf(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}
