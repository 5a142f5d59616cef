import { describe, expect, test } from 'vitest';
import { answer, clientUnderTest } from './client-under-test';
import { countLogs, type LogsPageQuery, listLogFacets, listLogs } from './logs';

const SOURCE = 'w1zh6p45vh7s2uxzvg3s7kg85m-myorg';
const OTHER = 'xqgojoppe6qkojkotz7xsi2o3e-myorg';
const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
const query: LogsPageQuery = { window, sourceIds: [SOURCE], page: 0, perPage: 2 };

const entry = {
  datetime: '2026-11-20T23:35:59.825Z',
  guid: 'guid-1',
  id: 'https://example.com/item.html',
  meta: { duration: '0.012' },
  operation: 'ADD',
  organizationId: 'myorg',
  requestId: 'f852c8h1',
  resourceId: 'MAPPING_EXTENSION',
  result: 'COMPLETED',
  sourceId: SOURCE,
  task: 'MAPPING',
};
const row = {
  guid: 'guid-1',
  at: '2026-11-20T23:35:59.825Z',
  item: 'https://example.com/item.html',
  operation: 'ADD',
  result: 'COMPLETED',
  task: 'MAPPING',
  sourceId: SOURCE,
  resourceId: 'MAPPING_EXTENSION',
  requestId: 'f852c8h1',
  meta: { duration: '0.012' },
};

describe('a page of log rows', () => {
  test('is asked for with both spellings of the source filter', async () => {
    const { client, made } = clientUnderTest([answer(200, { documentLogEntries: [], hasNextPage: false })]);
    await listLogs(client, {
      ...query,
      window: { from: Date.parse(window.from), to: '2026-11-21T01:00:00+01:00' },
      tasks: ['CONSUMING'],
      operations: ['ADD'],
      results: ['REJECTED'],
      excludeResults: ['COMPLETED'],
      documentId: 'https://a/?b&c',
      documentIdMatching: 'PARTIAL',
    });
    expect(made).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.cloud.coveo.com/logs/v1/organizations/myorg?from=2026-11-20T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z&documentId=https%3A%2F%2Fa%2F%3Fb%26c&documentIdMatching=PARTIAL&page=0&perPage=2',
        body: {
          sourcesIds: [SOURCE],
          sourceIds: [SOURCE],
          tasks: ['CONSUMING'],
          operations: ['ADD'],
          results: ['REJECTED'],
          excludeResults: ['COMPLETED'],
        },
      },
    ]);
  });

  test('is asked for with an empty filter where nothing is filtered', async () => {
    const { client, made } = clientUnderTest([answer(200, { documentLogEntries: [], hasNextPage: false })]);
    await listLogs(client, { window, page: 0, perPage: 2 });
    expect(made[0]?.body).toEqual({});
  });

  test.each<[what: string, body: unknown, value: unknown]>([
    [
      'its rows',
      { documentLogEntries: [entry], hasNextPage: true },
      { rows: [row], hasNextPage: true, unreadable: 0, foreign: 0 },
    ],
    [
      'unknown values as they came',
      {
        documentLogEntries: [{ ...entry, operation: 'NEW_ONE', task: 'X', result: 'Y' }],
        hasNextPage: false,
      },
      {
        rows: [{ ...row, operation: 'NEW_ONE', task: 'X', result: 'Y' }],
        hasNextPage: false,
        unreadable: 0,
        foreign: 0,
      },
    ],
    [
      'no rows of other sources, nor, beside those, rows of no source',
      {
        documentLogEntries: [entry, { ...entry, sourceId: OTHER }, { ...entry, sourceId: undefined }],
        hasNextPage: false,
      },
      { rows: [row], hasNextPage: false, unreadable: 0, foreign: 2 },
    ],
    [
      'rows of no source where all others are of the one asked for',
      { documentLogEntries: [entry, { ...entry, sourceId: null }], hasNextPage: false },
      { rows: [row, { ...row, sourceId: null }], hasNextPage: false, unreadable: 0, foreign: 0 },
    ],
    [
      'how many rows have no readable date',
      { documentLogEntries: [{ ...entry, datetime: 'soon' }, 'what'], hasNextPage: false },
      { rows: [], hasNextPage: false, unreadable: 2, foreign: 0 },
    ],
    [
      'another page, where Coveo does not say and this one is full',
      { documentLogEntries: [entry, entry] },
      { rows: [row, row], hasNextPage: true, unreadable: 0, foreign: 0 },
    ],
  ])('gives %s', async (_what, body, value) => {
    const { client } = clientUnderTest([answer(200, body)]);
    expect(await listLogs(client, query)).toMatchObject({ ok: true, value });
  });

  test('without a list is a failure, not an empty page', async () => {
    const { client } = clientUnderTest([answer(200, {})]);
    expect(await listLogs(client, query)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', call: 'logs.list', message: 'The answer holds no list of log rows.' },
    });
  });
});

describe('row counts', () => {
  const counts = {
    operations: { ADD: 50 },
    results: { COMPLETED: 47, SKIPPED: 3 },
    tasks: { MAPPING: 50 },
    sourceIds: { [SOURCE]: 50 },
    resourceIds: {},
  };

  test('are given by facet', async () => {
    const { client, made } = clientUnderTest([answer(200, counts)]);
    expect(await countLogs(client, query)).toMatchObject({
      ok: true,
      value: {
        operations: { ADD: 50 },
        results: { COMPLETED: 47, SKIPPED: 3 },
        tasks: { MAPPING: 50 },
        sources: { [SOURCE]: 50 },
      },
    });
    expect(made).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.cloud.coveo.com/logs/v1/organizations/myorg/facetsStats?from=2026-11-20T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z',
        body: { sourcesIds: [SOURCE], sourceIds: [SOURCE] },
      },
    ]);
  });

  test('that count other sources too are a failure that says so', async () => {
    const { client } = clientUnderTest([answer(200, { ...counts, sourceIds: { [SOURCE]: 8, [OTHER]: 42 } })]);
    expect(await countLogs(client, query)).toMatchObject({
      ok: false,
      failure: {
        kind: 'unreadable',
        call: 'logs.facetsStats',
        message: `The answer counts other sources too (1), although only ${SOURCE} was asked for.`,
      },
    });
  });

  test.each<[what: string, body: unknown, sourceIds: readonly string[] | undefined]>([
    ['all sources, where none was asked for', { ...counts, sourceIds: { [OTHER]: 50 } }, undefined],
    ['nothing of another source', { ...counts, sourceIds: { [SOURCE]: 50, [OTHER]: 0 } }, [SOURCE]],
  ])('may name %s', async (_what, body, sourceIds) => {
    const { client } = clientUnderTest([answer(200, body)]);
    expect(await countLogs(client, { window, sourceIds })).toMatchObject({ ok: true });
  });

  test.each<[what: string, body: unknown]>([
    ['no facet', {}],
    ['a facet of another shape', { ...counts, results: { COMPLETED: 'many' } }],
    ['a list', []],
  ])('with %s are a failure, not zero', async (_what, body) => {
    const { client } = clientUnderTest([answer(200, body)]);
    expect(await countLogs(client, query)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', message: 'The answer holds no row counts.' },
    });
  });
});

test('facet values are given without counts', async () => {
  const { client } = clientUnderTest([
    answer(200, { operations: ['ADD'], results: ['COMPLETED'], tasks: ['MAPPING'], sourceIds: [SOURCE] }),
  ]);
  expect(await listLogFacets(client, query)).toMatchObject({
    ok: true,
    value: {
      operations: ['ADD'],
      results: ['COMPLETED'],
      tasks: ['MAPPING'],
      sources: [SOURCE],
      resources: [],
    },
  });
});
