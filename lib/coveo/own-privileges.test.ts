import { expect, test } from 'vitest';
import { answer, clientUnderTest } from './client-under-test';
import { evaluatePrivilege, listOwnPrivileges } from './own-privileges';

const VIEW = { owner: 'PLATFORM', targetDomain: 'ACTIVITIES', type: 'VIEW', targetId: '*' };

test('whether our token may do something is asked as the official client does, and told in Coveo’s codes', async () => {
  const { client, made } = clientUnderTest([
    answer(200, {
      approved: false,
      evaluationReport: { privilegeEvaluationResultCodes: ['OPERATION_NOT_ALLOWED'] },
    }),
  ]);
  expect(await evaluatePrivilege(client, VIEW)).toMatchObject({
    ok: true,
    value: { approved: false, codes: ['OPERATION_NOT_ALLOWED'] },
  });
  expect(made.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    {
      method: 'POST',
      url: 'https://platform.cloud.coveo.com/rest/privilege/evaluate',
      body: { organizationId: 'myorg', requestedPrivilege: VIEW },
    },
  ]);
});

test('all that our token may do is listed without the token in the address', async () => {
  const { client, made } = clientUnderTest([answer(200, [VIEW])]);
  expect(await listOwnPrivileges(client)).toMatchObject({ ok: true, value: [VIEW] });
  expect(made.map(({ method, url }) => ({ method, url }))).toEqual([
    { method: 'GET', url: 'https://platform.cloud.coveo.com/rest/organizations/myorg/privileges/me' },
  ]);
});
