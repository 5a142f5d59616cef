import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const HEADERS = { 'x-amz-server-side-encryption': 'AES256', 'content-type': 'application/octet-stream' };

async function container() {
  const sandbox = sandboxAt('2026-03-10T12:00:00.000Z');
  const { call, id, push } = await sandbox.organization({ scenarios: [] });
  const { body } = await call('POST', `/push/v1/organizations/${id}/files`);
  const { uploadUri, fileId } = Object(body);
  const put = (headers: Record<string, string> = HEADERS, url: string = uploadUri) =>
    sandbox.send('PUT', url, { body: '{}', headers });
  return { ...sandbox, put, push, uploadUri: String(uploadUri), fileId: String(fileId) };
}

it('takes an upload with the required headers, whose file a batch can use once', async () => {
  const { put, push, fileId } = await container();
  expect(await put()).toMatchObject({ status: 200, body: '' });
  expect(await push('PUT', `/documents/batch?fileId=${fileId}`)).toMatchObject({ status: 202 });
  expect(await push('PUT', `/documents/batch?fileId=${fileId}`)).toMatchObject({ status: 404 });
});

it('refuses it after an hour, by the clock of the organization, in the words of S3', async () => {
  const { put, advance } = await container();
  advance(3_600_000);
  expect(await put()).toMatchObject({ status: 200 });
  advance(5_000);
  const { status, headers, body } = await put();
  expect([status, headers.get('content-type')]).toEqual([403, 'application/xml']);
  expect(body).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error><Code>AccessDenied<\/Code><Message>Request has expired<\/Message><X-Amz-Expires>3600<\/X-Amz-Expires><Expires>2026-03-10T13:00:00Z<\/Expires><ServerTime>2026-03-10T13:00:05Z<\/ServerTime><RequestId>[0-9A-F-]+<\/RequestId><HostId>.+<\/HostId><\/Error>$/,
  );
});

it.each([
  ['without encryption', { 'content-type': 'application/octet-stream' }],
  ['with another type', { ...HEADERS, 'content-type': 'application/json' }],
])('refuses it %s: the signature does not match', async (_, headers) => {
  const { put } = await container();
  expect(await put(headers)).toMatchObject({
    status: 403,
    body: expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
  });
});

it('refuses it at a URL that was changed', async () => {
  const { put, uploadUri } = await container();
  expect(await put(HEADERS, uploadUri.replace('X-Amz-Expires=3600', 'X-Amz-Expires=7200'))).toMatchObject({
    status: 403,
    body: expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
  });
});

it('refuses it with a token, which it does not repeat', async () => {
  const { put } = await container();
  const { status, body } = await put({ ...HEADERS, authorization: 'Bearer xx-secret' });
  expect(status).toBe(400);
  expect(body).toContain('<Code>InvalidArgument</Code><Message>Only one auth mechanism allowed');
  expect(body).not.toContain('xx-secret');
});

it('refuses it when it says that it is over 256 MB, or is not as long as it says', async () => {
  const { put } = await container();
  expect(await put({ ...HEADERS, 'content-length': '268435457' })).toMatchObject({
    status: 413,
    body: expect.stringContaining('<Code>EntityTooLarge</Code>'),
  });
  expect(await put({ ...HEADERS, 'content-length': '7' })).toMatchObject({
    status: 400,
    body: expect.stringContaining('<Code>IncompleteBody</Code>'),
  });
});
