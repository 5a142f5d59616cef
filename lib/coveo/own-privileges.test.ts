import { describe, expect, test } from 'vitest';
import type { Privilege } from '@/lib/evidence/privilege';
import { answer, clientUnderTest } from './client-under-test';
import { evaluatePrivilege, evaluateSourceEdit, listOwnPrivileges } from './own-privileges';

const VIEW = { owner: 'PLATFORM', targetDomain: 'ACTIVITIES', type: 'VIEW', targetId: '*' };
const refused = () =>
  answer(200, {
    approved: false,
    evaluationReport: { privilegeEvaluationResultCodes: ['OPERATION_NOT_ALLOWED'] },
  });
const REFUSAL = { approved: false, codes: ['OPERATION_NOT_ALLOWED'] };
const asking = (requestedPrivilege: Privilege) => ({
  method: 'POST',
  url: 'https://platform.cloud.coveo.com/rest/privilege/evaluate',
  body: { organizationId: 'myorg', requestedPrivilege },
});

describe('whether our token may do something', () => {
  test('is asked as the official client does, and told in Coveo’s codes', async () => {
    const { client, made } = clientUnderTest([refused()]);
    expect(await evaluatePrivilege(client, VIEW)).toMatchObject({ ok: true, value: REFUSAL });
    expect(made.map(({ method, url, body }) => ({ method, url, body }))).toEqual([asking(VIEW)]);
  });

  test('is asked of one source by its id, where it is to be edited', async () => {
    const { client, made } = clientUnderTest([refused()]);
    expect(await evaluateSourceEdit(client, 'src1-myorg')).toMatchObject({ ok: true, value: REFUSAL });
    expect(made.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      asking({ owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: 'src1-myorg' }),
    ]);
  });

  test('may come without codes; without an answer it is unreadable', async () => {
    const short = await evaluatePrivilege(clientUnderTest([answer(200, { approved: true })]).client, VIEW);
    const none = await evaluatePrivilege(clientUnderTest([answer(200, {})]).client, VIEW);
    expect(short).toMatchObject({ ok: true, value: { approved: true, codes: [] } });
    expect(none).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', message: 'The answer holds no privilege evaluation.' },
    });
  });
});

test('all that our token may do is listed without the token in the address', async () => {
  const { client, made } = clientUnderTest([answer(200, [VIEW])]);
  expect(await listOwnPrivileges(client)).toMatchObject({ ok: true, value: [VIEW] });
  expect(made.map(({ method, url }) => ({ method, url }))).toEqual([
    { method: 'GET', url: 'https://platform.cloud.coveo.com/rest/organizations/myorg/privileges/me' },
  ]);
});
