import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

it('creates fields once, and pages them', async () => {
  const { call } = await sandboxAt(START).organization();
  const create = (body: unknown[] | Record<string, unknown>) =>
    call('POST', `${ORGANIZATION}/indexes/fields/batch/create`, { body });
  expect(
    await create([
      { name: 'category', type: 'STRING' },
      { name: 'price', type: 'DOUBLE' },
    ]),
  ).toMatchObject({ status: 204 });
  expect(await create([{ name: 'price', type: 'DOUBLE' }])).toMatchObject({ status: 204 });
  expect(await create({})).toMatchObject({ status: 400 });
  expect((await call('GET', `${ORGANIZATION}/indexes/page/fields?perPage=1`)).body).toEqual({
    items: [{ name: 'category', type: 'STRING' }],
    totalEntries: 2,
    totalPages: 2,
  });
});
