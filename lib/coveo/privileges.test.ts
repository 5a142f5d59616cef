import { describe, expect, test } from 'vitest';
import { answer, clientUnderTest } from './client-under-test';
import { evaluateSourceEdit } from './privileges';

describe('whether our token may edit a source', () => {
  test('is asked as the official client does, and answered with Coveo’s codes', async () => {
    const { client, made } = clientUnderTest([
      answer(200, {
        approved: false,
        evaluationReport: { privilegeEvaluationResultCodes: ['OPERATION_NOT_ALLOWED'] },
      }),
    ]);
    expect(await evaluateSourceEdit(client, 'src1-myorg')).toMatchObject({
      ok: true,
      value: { approved: false, codes: ['OPERATION_NOT_ALLOWED'] },
    });
    expect(made.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      {
        method: 'POST',
        url: 'https://platform.cloud.coveo.com/rest/privilege/evaluate',
        body: {
          organizationId: 'myorg',
          requestedPrivilege: {
            owner: 'PLATFORM',
            targetDomain: 'SOURCE',
            type: 'EDIT',
            targetId: 'src1-myorg',
          },
        },
      },
    ]);
  });

  test('may come without codes; without an answer it is unreadable', async () => {
    const short = await evaluateSourceEdit(clientUnderTest([answer(200, { approved: true })]).client, 'a');
    const none = await evaluateSourceEdit(clientUnderTest([answer(200, {})]).client, 'a');
    expect(short).toMatchObject({ ok: true, value: { approved: true, codes: [] } });
    expect(none).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', message: 'The answer holds no privilege evaluation.' },
    });
  });
});
