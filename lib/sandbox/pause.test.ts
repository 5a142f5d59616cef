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

describe('a paused organization', () => {
  it('says so, takes nothing in, and can be resumed', async () => {
    const resumer = { name: 'Owner', privileges: [{ targetDomain: 'ORGANIZATION', type: 'EDIT' }] };
    const {
      send,
      call,
      push,
      advance,
      rows: logRows,
      keys,
    } = await arrange({
      scenarios: ['healthy'],
      keys: [resumer],
    });
    const before = await logRows();
    await send('PATCH', CONTROL, { body: { paused: true } });
    advance(2 * 86_400_000);
    expect((await push('PUT', ITEM, DATA)).status).toBe(400);
    expect((await call('POST', '/push/v1/organizations/test/files')).status).toBe(400);
    expect((await call('GET', '/rest/organizations/test/status')).body).toMatchObject({
      lifeCycleState: 'PAUSED',
      pauseState: 'PAUSED',
      paused: true,
      resumable: true,
    });
    const since = { from: START, to: '2026-03-12T12:00:00Z' };
    expect([before.length > 0, (await logRows(since)).length]).toEqual([true, 0]);
    const resume = (token?: string) =>
      call('POST', '/rest/organizations/test/resume', token ? { token } : {});
    expect((await resume()).status).toBe(403);
    expect((await resume(keys.at(-1)?.key)).status).toBe(200);
    expect((await push('PUT', ITEM, DATA)).status).toBe(202);
    advance(86_400_000);
    const after = { from: '2026-03-12T12:01:00Z', to: '2026-03-13T12:00:00Z' };
    expect((await logRows(after)).length).toBeGreaterThan(1_000);
  });
});
