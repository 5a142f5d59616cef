import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { clientFor } from './connection';
import { logCalls } from './log-calls';

const TOKEN = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
  vi.stubEnv('PUSHSCOPE_LOG', 'info');
  vi.stubGlobal('fetch', async () =>
    Response.json(
      { errorCode: 'ACCESS_DENIED', message: `No ${TOKEN}` },
      { status: 403, headers: { 'x-request-id': 'f852c8h1' } },
    ),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  globalThis.pushscopeProcess = undefined;
});

it('the request id of Coveo’s that a page shows is found in a server’s log with the cause, and no secret', async () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const ask = () => getOrganizationStatus(clientFor({ region: 'eu', organization: 'acme', token: TOKEN }));
  await ask();
  expect(lines).toEqual([]);
  logCalls();
  await ask();
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      event: 'a call to Coveo failed',
      call: 'organization.status',
      method: 'GET',
      kind: 'refused',
      status: 403,
      code: 'ACCESS_DENIED',
      message: 'No <redacted>',
      coveoRequestId: 'f852c8h1',
      ms: expect.any(Number),
      attempts: 1,
    },
  ]);
});
