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

it('counts items and calls of the day against the limits', async () => {
  const { organization, advance } = sandboxAt(START);
  const { call, push } = await organization({ scenarios: [] });
  for (const item of ['https://a/1', 'https://a/2'])
    await push('PUT', `/documents?documentId=${item}`, { body: { data: 'x' } });
  advance(10_000);
  const now = Date.parse(START) + 10_000;
  const { body } = await call('GET', `${ORGANIZATION}/limits/content`);
  expect(body).toMatchObject({
    numberOfDocumentsLimit: { actualCount: 2, limit: 1_000_000, lastUpdate: now },
    numberOfSourcesLimit: { actualCount: 1, limit: 25 },
    pushApiMaximumDailyInvocations: { actualCount: 2, limit: 15_000 },
    pushApiMaximumDailyDocumentCount: { actualCount: 2, limit: 1_000_000 },
  });
  expect((await call('GET', `${ORGANIZATION}/limits`)).body).toEqual({ content: body });
  expect((await call('GET', `${ORGANIZATION}/limits/content/numberOfSourcesLimit`)).body).toMatchObject({
    limit: 25,
  });
  expect(await call('GET', `${ORGANIZATION}/limits/content/nope`)).toMatchObject({ status: 404 });
  expect(await call('GET', `${ORGANIZATION}/limits/nope`)).toMatchObject({ status: 404 });
  advance(86_400_000);
  expect(
    (await call('GET', `${ORGANIZATION}/limits/content/pushApiMaximumDailyInvocations`)).body,
  ).toMatchObject({
    actualCount: 0,
  });
});

it('counts what scenarios push, too', async () => {
  const { call } = await sandboxAt(START).organization({ scenarios: ['healthy'] });
  const { body } = await call('GET', `${ORGANIZATION}/limits/content`);
  expect(body).toMatchObject({
    // Six batches, two statuses, a delete older than.
    pushApiMaximumDailyInvocations: { actualCount: 9 },
    pushApiMaximumDailyDocumentCount: { actualCount: 640 },
  });
});

it('evaluates privileges, and says why one is not granted', async () => {
  const { call } = await sandboxAt(START).organization();
  const evaluate = async (targetDomain: string, type: string, organizationId = 'test') => {
    const requestedPrivilege = { owner: 'PLATFORM', targetDomain, type, targetId: '*' };
    const { body } = await call('POST', '/rest/privilege/evaluate', {
      body: { organizationId, requestedPrivilege },
    });
    const { approved, evaluationReport } = Object(body);
    return [approved, ...evaluationReport.privilegeEvaluationResultCodes];
  };
  expect(await evaluate('SOURCE', 'EDIT')).toEqual([true, 'OPERATION_GRANTED']);
  expect(await evaluate('LICENSE', 'EDIT')).toEqual([false, 'OPERATION_NOT_ALLOWED']);
  expect(await evaluate('SOURCE', 'EDIT', 'sandbox-demo')).toEqual([
    false,
    'OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION',
  ]);
  expect(await call('POST', '/rest/privilege/evaluate', { body: {} })).toMatchObject({ status: 412 });
  expect((await call('GET', `${ORGANIZATION}/privileges/me`)).body).toContainEqual({
    owner: 'PLATFORM',
    targetDomain: 'SOURCE',
    type: 'EDIT',
    targetId: '*',
    level: 'HIGHEST',
  });
});

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
