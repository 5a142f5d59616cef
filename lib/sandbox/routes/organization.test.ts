import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

it('tells the organization and its status', async () => {
  const { call } = await sandboxAt(START).organization();
  expect((await call('GET', ORGANIZATION)).body).toMatchObject({ id: 'test', readOnly: false });
  expect((await call('GET', `${ORGANIZATION}/status`)).body).toMatchObject({
    status: 'HEALTHY',
    lifeCycleState: 'ACTIVE',
    paused: false,
    readOnly: false,
  });
});

it('tells more of the organization where that is asked for, and where it lives', async () => {
  const { call } = await sandboxAt(START).organization();
  const { body } = await call('GET', `${ORGANIZATION}?additionalFields=license,status`);
  expect(body).toMatchObject({
    license: { expirationStatus: 'ACTIVE' },
    organizationStatusModel: { lifeCycleState: 'ACTIVE' },
  });
  expect((await call('GET', '/rest/global/organizations/test')).body).toEqual({
    organizationId: 'test',
    displayName: 'test',
    mainRegions: ['us-east-1'],
    satelliteRegions: [],
    primaryMainRegion: 'us-east-1',
    adminDns: 'localhost:4100',
  });
});

it('refuses every change while it is read-only', async () => {
  const { call, push } = await sandboxAt(START).organization({ scenarios: [], readOnly: true });
  expect((await call('GET', `${ORGANIZATION}/status`)).body).toMatchObject({ readOnly: true });
  expect(await push('POST', '/status?statusType=IDLE')).toMatchObject({
    status: 403,
    body: { errorCode: 'ACCESS_DENIED' },
  });
});
