import { describe, expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';

const empty = () => sandboxAt(START).organization({ scenarios: [] });

const ACCEPTED = {
  status: 202,
  body: { orderingId: String(Date.parse(START)), requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
};

describe('accepted calls', () => {
  it('create a file container, at the address that the client used', async () => {
    const { call, id } = await empty();
    const headers = { host: 'sandbox.example.com', 'x-forwarded-proto': 'https' };
    const answer = await call('POST', `/push/v1/organizations/${id}/files?useVirtualHostedStyleUrl=true`, {
      headers,
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        uploadUri: expect.stringMatching(
          /^https:\/\/sandbox\.example\.com\/sandbox\/_s3\/test\/.*X-Amz-Expires=3600.*X-Amz-Signature=/,
        ),
        fileId: expect.any(String),
        requiredHeaders: {
          'x-amz-server-side-encryption': 'AES256',
          'Content-Type': 'application/octet-stream',
        },
      },
    });
  });

  it('are answered with the ordering id, which is the time of the call unless given', async () => {
    const { push, upload } = await empty();
    expect(
      await push('PUT', '/documents?documentId=https://a/1&compressionType=GZip', { body: { data: '' } }),
    ).toMatchObject(ACCEPTED);
    expect(await push('DELETE', '/documents?documentId=https://a/1&deleteChildren=true')).toMatchObject(
      ACCEPTED,
    );
    expect(await push('PUT', `/documents/batch?fileId=${await upload('{}')}`, { body: {} })).toMatchObject(
      ACCEPTED,
    );
    expect(await push('DELETE', '/documents/olderthan?orderingId=17&queueDelay=0')).toMatchObject({
      status: 202,
      body: { orderingId: '17' },
    });
  });
});

const refusals: [string, string, string, number, string, string?][] = [
  ['no documentId', 'PUT', '/documents', 412, 'MISSING_PARAMETER'],
  ['no body', 'PUT', '/documents?documentId=https://a/1', 412, 'MISSING_PARAMETER', ''],
  ['a body that is not JSON', 'PUT', '/documents?documentId=https://a/1', 400, 'INVALID_JSON', '{"a":'],
  ['a body that is no object', 'PUT', '/documents?documentId=https://a/1', 400, 'INVALID_JSON', '[]'],
  [
    'a key twice but for case',
    'PUT',
    '/documents?documentId=https://a/1',
    400,
    'INVALID_JSON',
    '{"a":1,"A":2}',
  ],
  ['an object as value', 'PUT', '/documents?documentId=https://a/1', 400, 'INVALID_JSON', '{"a":{}}'],
  [
    'an ordering id that is no number',
    'PUT',
    '/documents?documentId=https://a/1&orderingId=x',
    412,
    'INVALID_PARAMETER',
  ],
  [
    'an ordering id over 64 bits',
    'DELETE',
    '/documents/olderthan?orderingId=18446744073709551616',
    412,
    'INVALID_PARAMETER',
  ],
  [
    'an unknown compression',
    'PUT',
    '/documents?documentId=https://a/1&compressionType=zip',
    412,
    'INVALID_PARAMETER',
  ],
  [
    'a flag that is neither',
    'DELETE',
    '/documents?documentId=https://a/1&deleteChildren=1',
    412,
    'INVALID_PARAMETER',
  ],
  ['nothing to delete', 'DELETE', '/documents', 412, 'MISSING_PARAMETER'],
  ['no fileId', 'PUT', '/documents/batch', 412, 'MISSING_PARAMETER'],
  [
    'a container that nothing was uploaded to',
    'PUT',
    '/documents/batch?fileId=x',
    404,
    'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3',
  ],
  ['no ordering id', 'DELETE', '/documents/olderthan', 412, 'MISSING_PARAMETER'],
  [
    'a delay that is no number',
    'DELETE',
    '/documents/olderthan?orderingId=1&queueDelay=-1',
    412,
    'INVALID_PARAMETER',
  ],
  ['no status', 'POST', '/status', 412, 'MISSING_PARAMETER'],
  ['an unknown status', 'POST', '/status?statusType=BUSY', 412, 'INVALID_PARAMETER'],
];

describe('refused calls', () => {
  it.each(refusals)('%s', async (_, method, rest, status, errorCode, body = '{}') => {
    const { push, rows } = await empty();
    expect(await push(method, rest, { body })).toMatchObject({
      status,
      body: { errorCode, message: expect.any(String) },
    });
    expect(await rows()).toEqual([]);
  });

  it('of a source that does not exist, or that is not pushed to', async () => {
    const { call, id, sources } = await sandboxAt(START).organization({ scenarios: [], pullSource: true });
    const status = (source?: string) =>
      call('POST', `/push/v1/organizations/${id}/sources/${source}/status?statusType=IDLE`, { body: {} });
    expect(await status('nope')).toMatchObject({
      status: 412,
      body: { errorCode: 'SOURCE_DOES_NOT_EXIST', message: "Source 'nope' does not exist." },
    });
    expect(await status(sources[1]?.id)).toMatchObject({
      status: 412,
      body: { errorCode: 'INVALID_SOURCE_CONFIGURATION' },
    });
  });

  it('with a batch of a container that is older than an hour', async () => {
    const sandbox = sandboxAt(START);
    const { push, upload } = await sandbox.organization({ scenarios: [] });
    const [early, late] = [await upload('{}'), await upload('{}')];
    sandbox.advance(3_600_000);
    expect(await push('PUT', `/documents/batch?fileId=${early}`, { body: {} })).toMatchObject({
      status: 202,
    });
    sandbox.advance(1);
    expect(await push('PUT', `/documents/batch?fileId=${late}`, { body: {} })).toMatchObject({
      status: 404,
      body: { errorCode: 'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3' },
    });
  });

  it('with another content type than JSON', async () => {
    const { push } = await empty();
    const headers = { 'content-type': 'text/plain' };
    expect(await push('PUT', '/documents?documentId=https://a/1', { body: '{}', headers })).toMatchObject({
      status: 415,
      body: { errorCode: 'UNSUPPORTED_MEDIA_TYPE', message: 'Media type is not supported.' },
    });
  });

  it('with an item of more than six megabytes, as the gateway words it', async () => {
    const { push } = await empty();
    const body = { data: 'x'.repeat(6 * 1024 * 1024) };
    expect(await push('PUT', '/documents?documentId=https://a/1', { body })).toMatchObject({
      status: 413,
      body: { message: 'Request Too Long' },
    });
  });
});
