import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

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

const READER = [
  { targetDomain: 'ORGANIZATION', type: 'VIEW' },
  { targetDomain: 'SOURCE', type: 'VIEW' },
];

const EDIT = { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: '*' };
const VIEW = { ...EDIT, type: 'VIEW' };

/** The result code of an evaluation in an organization made so, with its own key or the one that was made last. */
async function codeOf(
  settings: Record<string, unknown>,
  requestedPrivilege: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const { call, key, keys } = await sandboxAt(START).organization({ scenarios: [], ...settings });
  const token = settings.keys ? (keys.at(-1)?.key ?? '') : key;
  const { body } = await call('POST', '/rest/privilege/evaluate', {
    body: { requestedPrivilege },
    token,
    headers,
  });
  return Object(body).evaluationReport.privilegeEvaluationResultCodes[0];
}

const GRANTED = 'OPERATION_GRANTED';
const NOT_ALLOWED = 'OPERATION_NOT_ALLOWED';
const ELSEWHERE = 'OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION';

it.each([
  ['a key that has it', {}, EDIT, GRANTED],
  ['a key that lacks it', { keys: [{ privileges: READER }] }, EDIT, NOT_ALLOWED],
  ['a key that has another of the kind', { keys: [{ privileges: READER }] }, VIEW, GRANTED],
  [
    'a target of its own',
    { keys: [{ privileges: [{ ...EDIT, targetId: 'a' }] }] },
    { ...EDIT, targetId: 'a' },
    GRANTED,
  ],
  ['another target', { keys: [{ privileges: [{ ...EDIT, targetId: 'a' }] }] }, EDIT, NOT_ALLOWED],
  [
    'no kind of privilege',
    {},
    { ...EDIT, targetDomain: 'source' },
    'OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST',
  ],
  ['a read-only organization', { readOnly: true }, EDIT, 'OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY'],
  ['reading in a read-only organization', { readOnly: true }, VIEW, GRANTED],
  ['a paused organization', { paused: true }, EDIT, 'OPERATION_FORBIDDEN_FOR_ORGANIZATION'],
  ['an address that is denied', { keys: [{ deniedIps: ['127.0.0.1'] }] }, EDIT, ELSEWHERE],
  ['an address that is not allowed', { keys: [{ allowedIps: ['10.1.'] }] }, EDIT, ELSEWHERE],
] as const)('evaluates %s', async (_, settings, requested, code) => {
  expect(await codeOf(settings, requested)).toBe(code);
});

it('goes by the address that a proxy tells', async () => {
  const keys = [{ allowedIps: ['10.1.'] }];
  expect(await codeOf({ keys }, EDIT, { 'x-forwarded-for': '10.1.2.3, 10.9.9.9' })).toBe(GRANTED);
});

it('lists the privileges of the key that asks', async () => {
  const { call, keys } = await sandboxAt(START).organization({
    scenarios: [],
    keys: [{ privileges: READER }],
  });
  expect(
    (await call('GET', `${ORGANIZATION}/privileges/me`, { token: keys.at(-1)?.key ?? '' })).body,
  ).toEqual(
    READER.map((privilege) => ({ owner: 'PLATFORM', ...privilege, targetId: '*', level: 'HIGHEST' })),
  );
});
