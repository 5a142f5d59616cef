import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const SOURCES = '/rest/organizations/test/sources';

const made = () =>
  sandboxAt('2026-03-10T12:00:00.000Z').organization({
    scenarios: ['refresh-left-open', 'healthy'],
    pullSource: true,
  });

async function names(query: string) {
  const { call } = await made();
  const { body } = await call('GET', `${SOURCES}/pages?${query}`);
  return Object(body).sourceModels.map((source: { name: string }) => source.name);
}

it('pages the sources by name', async () => {
  const { call } = await made();
  expect((await call('GET', `${SOURCES}/pages?perPage=2`)).body).toMatchObject({
    sourceModels: [
      { name: 'Article library', sourceType: 'PUSH', pushEnabled: true },
      { name: 'Corporate website', sourceType: 'WEB2', pushEnabled: false },
    ],
    totalEntries: 3,
    totalPages: 2,
  });
  expect((await call('GET', SOURCES)).body).toMatchObject([
    { name: 'Article library' },
    { name: 'Corporate website' },
    { name: 'Dealer manuals' },
  ]);
});

it('filters and sorts', async () => {
  expect(await names('filterHostType=PUSH')).toEqual(['Article library', 'Dealer manuals']);
  expect(await names('sortingOrder=DESC')).toEqual([
    'Dealer manuals',
    'Corporate website',
    'Article library',
  ]);
  expect(await names('sortingType=CONTENT&sortingOrder=DESC&filterHostType=PUSH')).toEqual([
    'Article library',
    'Dealer manuals',
  ]);
  expect(await names('filterStatusType=REFRESHING')).toEqual(['Dealer manuals']);
  expect(await names('filter=ART')).toEqual(['Article library']);
  expect(await names('filter=article&stringFilterType=EXACTMATCH')).toEqual([]);
});

it('refuses a filter of one character', async () => {
  const { call } = await made();
  expect(await call('GET', `${SOURCES}/pages?filter=a`)).toMatchObject({ status: 412 });
});

it('gives one source, whole or light, and 404 for one that is not there', async () => {
  const { call, sources } = await made();
  const id = sources[1]?.id ?? '';
  const { body } = await call('GET', `${SOURCES}/${id}`);
  const { lastOperation } = Object(body).information;
  expect(body).toMatchObject({
    id,
    name: 'Article library',
    sourceVisibility: 'SHARED',
    streamEnabled: false,
    information: {
      sourceStatus: { type: 'PUSH_READY', extendedCurrentStatus: 'PUSH_READY', allowedOperations: [] },
      lastOperation: { operationType: 'FULL_REFRESH', result: 'SUCCESS', startedDate: expect.any(Number) },
      lastRefreshEndDate: lastOperation.timestamp,
      lastFullRefreshEndDate: lastOperation.timestamp,
      rebuildRequired: false,
      documentsTotalSize: expect.any(Number),
    },
  });
  expect((await call('GET', `${SOURCES}/${id}/light`)).body).toEqual({
    id,
    name: 'Article library',
    sourceType: 'PUSH',
    pushEnabled: true,
    streamEnabled: false,
    onPremisesEnabled: false,
    crawlerInstanceType: 'PUSH',
  });
  expect(await call('GET', `${SOURCES}/nope`)).toMatchObject({
    status: 404,
    body: { errorCode: 'NOT_FOUND' },
  });
});

it('pages those of a list of ids, whatever else is on it', async () => {
  const { call, sources } = await made();
  const ids = [sources[1]?.id ?? '', 'nope'];
  expect((await call('POST', `${SOURCES}/pages/ids`, { body: ids })).body).toMatchObject({
    sourceModels: [{ id: ids[0], name: 'Article library' }],
    totalEntries: 1,
    totalPages: 1,
  });
  expect(await call('POST', `${SOURCES}/pages/ids`, { body: {} })).toMatchObject({ status: 400 });
  expect(await call('POST', `${SOURCES}/pages/ids`)).toMatchObject({ status: 415 });
});

it('pages those of an operational status', async () => {
  const { call } = await made();
  const namesOf = async (status: string) => {
    const { body } = await call(
      'GET',
      `${SOURCES}/sourceoperationalstatus?sourceOperationalStatus=${status}`,
    );
    return Object(body).sourceModels.map((source: { name: string }) => source.name);
  };
  expect(await namesOf('RUNNING')).toEqual(['Dealer manuals']);
  expect(await namesOf('READY')).toEqual(['Article library']);
  expect(await namesOf('OK')).toEqual(['Corporate website']);
  expect(await namesOf('PAUSED')).toEqual([]);
  expect(await namesOf('ALL')).toHaveLength(3);
  const wrong = await call('GET', `${SOURCES}/sourceoperationalstatus?sourceOperationalStatus=FINE`);
  expect(wrong).toMatchObject({ status: 412, body: { errorCode: 'INVALID_PARAMETER' } });
});
