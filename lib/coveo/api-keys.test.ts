import { describe, expect, test } from 'vitest';
import { listApiKeys } from './api-keys';
import { answer, clientUnderTest, textAnswer } from './client-under-test';

const VALUE = 'xx11111111-2222-3333-4444-555555555555';
const OTHER = 'aa11111111-2222-3333-4444-555555555555';

const model = {
  id: 't4hk287bfj5sg6wskg64ckk5a',
  displayName: `Push key ${VALUE}`,
  value: VALUE,
  enabled: true,
  status: 'SOON_TO_BE_EXPIRED',
  createdDate: 1_614_969_486_000,
  lastUsedDate: 1_795_312_800_000,
  expirationDate: 1_795_399_200_000,
  allowedIps: ['192.168.0.0/16'],
  deniedIps: [],
  privileges: [
    { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: 'a-myorg' },
    { owner: 'SEARCH_API', targetDomain: 'SOURCE', type: 'EDIT', targetId: '*' },
    { owner: 'PLATFORM', targetDomain: 'ORGANIZATION', type: 'VIEW', targetId: '*' },
  ],
};

describe('the API keys of an organization', () => {
  test('are read without their values, wherever these stand, and without addresses', async () => {
    const { client, made } = clientUnderTest([answer(200, [model, { id: 'bare' }])]);
    const result = await listApiKeys(client);
    expect(result.ok && result.value).toEqual([
      {
        id: 't4hk287bfj5sg6wskg64ckk5a',
        name: 'Push key <redacted>',
        status: 'SOON_TO_BE_EXPIRED',
        disabled: false,
        createdAt: '2021-03-05T18:38:06.000Z',
        lastUsedAt: '2026-11-22T02:00:00.000Z',
        expiresAt: '2026-11-23T02:00:00.000Z',
        disabledAt: null,
        restricted: true,
        edits: ['a-myorg'],
        viewsOrganization: true,
      },
      {
        id: 'bare',
        name: 'bare',
        status: 'UNKNOWN',
        disabled: false,
        createdAt: null,
        lastUsedAt: null,
        expiresAt: null,
        disabledAt: null,
        restricted: false,
        edits: [],
        viewsOrganization: false,
      },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/2222-3333|192\.168/);
    expect(made.map(({ method, url }) => [method, url])).toEqual([
      ['GET', 'https://platform.cloud.coveo.com/rest/organizations/myorg/apikeys'],
    ]);
  });

  test.each([
    ['is no list', JSON.stringify({ keys: [{ ...model, value: OTHER }] })],
    ['has a key without an id', JSON.stringify([{ ...model, id: null, value: OTHER }])],
    ['is cut in the middle of a value', `[{"id":"a","value":"${OTHER.slice(0, 20)}`],
  ])('are not kept in the failure, where the answer %s', async (_, body) => {
    const { client } = clientUnderTest([textAnswer(200, body)], { attempts: 1 });
    const result = await listApiKeys(client);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable', status: 200, body: '' } });
    expect(JSON.stringify(result)).not.toContain('2222');
  });

  test('that this token may not read are a refusal', async () => {
    const { client } = clientUnderTest([
      answer(403, { errorCode: 'ACCESS_DENIED', message: 'Access is denied' }),
    ]);
    expect(await listApiKeys(client)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', status: 403, code: 'ACCESS_DENIED', message: 'Access is denied' },
    });
  });
});
