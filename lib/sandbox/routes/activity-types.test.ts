import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

it('tells the kinds of resources and operations that there are activities of', async () => {
  const { call } = await sandboxAt(START).organization({ scenarios: [] });
  const get = async (path: string) => (await call('GET', `${ORGANIZATION}/activities/${path}`)).body;
  const operations = ['REBUILD', 'FULL_REFRESH', 'INCREMENTAL_REFRESH', 'LIMIT_REACHED'];
  expect(await get('resourcetypes')).toEqual(['SOURCE']);
  expect(await get('operationtypes')).toEqual(operations);
  expect(await get('resourcesandoperations')).toEqual({ SOURCE: operations });
});
