import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

it('tells the licence, with what may be pushed to', async () => {
  const { call } = await sandboxAt(START).organization({ scenarios: [] });
  const { body } = await call('GET', `${ORGANIZATION}/license`);
  expect(body).toMatchObject({
    expirationStatus: 'ACTIVE',
    expirationDate: Date.parse('2028-03-09T12:00:00Z'),
    connectors: [
      { type: 'PUSH', allowed: true },
      { type: 'CATALOG', allowed: true },
      { type: 'WEB2', allowed: true },
    ],
  });
});

it('tells the limits of its content, nothing in other sections, and refuses what is none', async () => {
  const limits = { numberOfDocumentsLimit: 500 };
  const { call } = await sandboxAt(START).organization({ scenarios: [], limits });
  expect((await call('GET', `${ORGANIZATION}/license/content`)).body).toEqual({
    numberOfDocumentsLimit: { limit: 500 },
    pushApiMaximumDailyInvocations: { limit: 15_000 },
    pushApiMaximumDailyDocumentCount: { limit: 1_000_000 },
  });
  expect((await call('GET', `${ORGANIZATION}/license/searchapi`)).body).toEqual({});
  expect(await call('GET', `${ORGANIZATION}/license/nope`)).toMatchObject({ status: 404 });
});

it('expires two years after the organization was made', async () => {
  const { organization, advance } = sandboxAt(START);
  const { call } = await organization({ scenarios: [] });
  const status = async () => Object((await call('GET', `${ORGANIZATION}/license`)).body).expirationStatus;
  advance(701 * 86_400_000);
  expect(await status()).toBe('SOON_TO_BE_EXPIRED');
  advance(29 * 86_400_000);
  expect(await status()).toBe('EXPIRED');
});
