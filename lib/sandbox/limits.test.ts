import { describe, expect, it } from 'vitest';
import { sandboxAt } from './sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const CONTROL = '/sandbox/_control/organizations/test';
const ITEM = '/documents?documentId=https://a/1';
const DATA = { body: { data: 'x' } };

async function arrange(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  return { ...sandbox, ...(await sandbox.organization({ scenarios: [], ...settings })) };
}

describe('limits of a licence', () => {
  it('begin anew with the day of the organization', async () => {
    const { push, advance, sources, call } = await arrange({
      limits: { pushApiMaximumDailyDocumentCount: 1 },
    });
    const status = async () => (await push('PUT', ITEM, DATA)).status;
    expect([await status(), await status(), await status()]).toEqual([202, 429, 429]);
    const latest = await call('POST', '/rest/organizations/test/activities/latest', { body: {} });
    expect(latest.body).toMatchObject({
      items: [{ operation: 'LIMIT_REACHED', resourceId: sources[0]?.id, createDate: Date.parse(START) }],
      totalEntries: 1,
    });
    advance(12 * 3_600_000 - 1);
    expect(await status()).toBe(429);
    advance(1);
    expect([await status(), await status()]).toEqual([202, 429]);
  });

  it('count what is in a batch once it is consumed', async () => {
    const { push, upload, advance } = await arrange({ limits: { pushApiMaximumDailyDocumentCount: 2 } });
    const batch = async (text: string) =>
      (await push('PUT', `/documents/batch?fileId=${await upload(text)}`, { body: {} })).status;
    const items =
      '{"addOrUpdate":[{"documentId":"https://a/1","data":""},{"documentId":"https://a/2","data":""}]}';
    expect(await batch(items)).toBe(202);
    advance(10_000);
    expect(await batch(items)).toBe(429);
  });

  it('let items be deleted when there are too many, one by one, by batch and by age', async () => {
    const { push, upload, advance } = await arrange({ limits: { numberOfDocumentsLimit: 1 } });
    await push('PUT', ITEM, DATA);
    advance(10_000);
    const batch = async (text: string) =>
      (await push('PUT', `/documents/batch?fileId=${await upload(text)}`, { body: {} })).status;
    expect(await batch('{"addOrUpdate":[{"documentId":"https://a/2","data":"x"}]}')).toBe(412);
    expect(await batch('{"addOrUpdate":[],"delete":[{"documentId":"https://a/3"}]}')).toBe(202);
    expect((await push('DELETE', '/documents/olderthan?orderingId=1')).status).toBe(202);
    expect((await push('DELETE', ITEM)).status).toBe(202);
    advance(10_000);
    expect((await push('PUT', ITEM, DATA)).status).toBe(202);
  });

  it('are changed as time goes by, and refuse without a trace in the logs', async () => {
    const { send, push, rows: logRows } = await arrange();
    const limits = { pushApiMaximumDailyInvocations: 0 };
    await send('PATCH', CONTROL, { body: { limits }, headers: { 'content-type': 'application/json' } });
    expect((await push('PUT', ITEM, DATA)).status).toBe(429);
    expect(await logRows()).toEqual([]);
  });
});
