import { describe, expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const NOW = Date.parse(START);
const MINUTE = 60_000;
const PROVIDER = '/push/v1/organizations/test/providers/My%20Provider';
const ADA = { identity: { name: 'ada@example.com', type: 'USER' } };
const TEAM = {
  identity: { name: 'team', type: 'GROUP', additionalInfo: { a: 'b' } },
  members: [ADA.identity],
  wellKnowns: [],
};

async function arrange(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const organization = await sandbox.organization({ scenarios: [], ...settings });
  /** How many identities each provider has. */
  const identities = async () =>
    Object((await sandbox.send('GET', '/sandbox/_control/organizations/test')).body).identities;
  return { ...sandbox, ...organization, identities };
}

const accepted = (orderingId: number) => ({
  status: 202,
  body: { orderingId: String(orderingId), requestId: expect.any(String) },
});

describe('security identities', () => {
  it('are added, updated and disabled one by one', async () => {
    const { call, identities, rows } = await arrange();
    expect(await call('PUT', `${PROVIDER}/permissions`, { body: TEAM })).toMatchObject(accepted(NOW));
    expect(await call('PUT', `${PROVIDER}/permissions`, { body: TEAM })).toMatchObject(accepted(NOW));
    const alias = { ...ADA, mappings: [{ name: 'ada', provider: 'Other', type: 'USER' }] };
    expect(await call('PUT', `${PROVIDER}/mappings?orderingId=5`, { body: alias })).toMatchObject(
      accepted(5),
    );
    expect(await identities()).toEqual({ 'My Provider': 2 });
    expect(await call('DELETE', `${PROVIDER}/permissions`, { body: ADA })).toMatchObject(accepted(NOW));
    expect(await identities()).toEqual({ 'My Provider': 1 });
    expect(await rows()).toEqual([]);
  });

  it('stay as they are where an operation is older than the last one', async () => {
    const { call, identities } = await arrange();
    await call('PUT', `${PROVIDER}/permissions`, { body: ADA });
    await call('DELETE', `${PROVIDER}/permissions?orderingId=1`, { body: ADA });
    expect(await identities()).toEqual({ 'My Provider': 1 });
  });

  it('are disabled where they are older, after the delay', async () => {
    const { call, identities, advance } = await arrange();
    await call('PUT', `${PROVIDER}/permissions?orderingId=10`, { body: ADA });
    await call('PUT', `${PROVIDER}/permissions?orderingId=11`, { body: TEAM });
    expect(await call('DELETE', `${PROVIDER}/permissions/olderthan?orderingId=11`)).toMatchObject(
      accepted(11),
    );
    advance(15 * MINUTE - 1);
    expect(await identities()).toEqual({ 'My Provider': 2 });
    advance(1);
    expect(await identities()).toEqual({ 'My Provider': 1 });
    await call('DELETE', `${PROVIDER}/permissions/olderthan?orderingId=12&queueDelay=0`);
    expect(await identities()).toEqual({ 'My Provider': 0 });
  });

  it('come in batches, too, through a container that is gone then', async () => {
    const { call, upload } = await arrange();
    const fileId = await upload('{"members":[]}');
    const batch = () => call('PUT', `${PROVIDER}/permissions/batch?fileId=${fileId}`, { body: {} });
    expect(await batch()).toMatchObject(accepted(NOW));
    expect(await batch()).toMatchObject({
      status: 404,
      body: { errorCode: 'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3' },
    });
  });
});

describe('a call for security identities is refused', () => {
  it.each([
    ['without a body', 'PUT', '/permissions', '', 412, 'MISSING_PARAMETER', "'identityBody'"],
    ['without a body', 'DELETE', '/permissions', '', 412, 'MISSING_PARAMETER', "'baseIdentityBody'"],
    ['without a body', 'PUT', '/mappings', '', 412, 'MISSING_PARAMETER', "'mappedIdentityBody'"],
    ['without a container', 'PUT', '/permissions/batch', '{}', 412, 'MISSING_PARAMETER', "'fileId'"],
    [
      'without an ordering id',
      'DELETE',
      '/permissions/olderthan',
      '',
      412,
      'MISSING_PARAMETER',
      "'orderingId'",
    ],
    [
      'with a wrong ordering id',
      'PUT',
      '/permissions?orderingId=x',
      '{}',
      412,
      'INVALID_PARAMETER',
      "'orderingId'",
    ],
    [
      'with a wrong delay',
      'DELETE',
      '/permissions/olderthan?orderingId=1&queueDelay=x',
      '',
      412,
      'INVALID_PARAMETER',
      "'queueDelay'",
    ],
    ['with a body that is no JSON', 'PUT', '/permissions', '{', 400, 'INVALID_JSON', 'JSON'],
    [
      'with an identity without a name',
      'PUT',
      '/permissions',
      '{"identity":{}}',
      400,
      'INVALID_JSON',
      'JSON',
    ],
    [
      'with an identity of no type',
      'PUT',
      '/mappings',
      '{"identity":{"name":"a","type":"ROBOT"}}',
      400,
      'INVALID_JSON',
      'JSON',
    ],
  ])('%s: %s %s', async (_, method, rest, body, status, errorCode, message) => {
    const { call } = await arrange();
    const headers = { 'content-type': 'application/json' };
    const sent = body === '' ? { headers } : { headers, body };
    expect(await call(method, `${PROVIDER}${rest}`, sent)).toMatchObject({
      status,
      body: { errorCode, message: expect.stringContaining(message) },
    });
  });

  it('of another type than JSON, larger than 6 MB, beyond those of the day, or without the privilege', async () => {
    const { call, keys } = await arrange({
      limits: { pushApiMaximumDailyInvocations: 1 },
      keys: [{ name: 'pusher', privileges: [{ targetDomain: 'SOURCE', type: 'EDIT' }] }],
    });
    const url = `${PROVIDER}/permissions`;
    const headers = { 'content-type': 'text/plain' };
    expect(await call('PUT', url, { body: JSON.stringify(ADA), headers })).toMatchObject({ status: 415 });
    const large = { identity: { name: 'x'.repeat(6 * 1024 * 1024), type: 'USER' } };
    expect(await call('PUT', url, { body: large })).toMatchObject({
      status: 413,
      body: { message: 'Request Too Long' },
    });
    const token = keys.find(({ name }) => name === 'pusher')?.key ?? '';
    expect(await call('PUT', url, { body: ADA, token })).toMatchObject({ status: 403 });
    expect((await call('PUT', url, { body: ADA })).status).toBe(202);
    expect((await call('PUT', url, { body: ADA })).status).toBe(429);
  });
});
