import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';

it('tells whose token it is, of the caller or of a form', async () => {
  const { call, send, key, keys } = await prepared();
  const own = { authentication: { userDetails: { organizationId: 'test' } } };
  expect(await call('POST', '/oauth/check_token')).toMatchObject({ status: 200, body: own });
  const ask = (token: string) =>
    send('POST', '/sandbox/oauth/check_token', {
      token: key,
      body: new URLSearchParams({ token }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  expect(await ask(keys[0]?.key ?? '')).toMatchObject({ status: 200, body: own });
  expect(await ask('xx-none')).toMatchObject({ status: 401, body: { errorCode: 'INVALID_TOKEN' } });
});

async function prepared() {
  const sandbox = sandboxAt(START);
  return { ...sandbox, ...(await sandbox.organization({ scenarios: [] })) };
}
