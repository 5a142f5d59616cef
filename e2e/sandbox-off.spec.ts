import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/address.mjs';
import { startNode } from '../scripts/child.mjs';
import { serverEnvironment } from '../scripts/serving.mjs';
import { NEXT } from '../scripts/setup.mjs';
import { expect, test } from './fixtures';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A second server without the sandbox, in a folder of its own, for one test. */
const it = test.extend<{ origin: string }>({
  origin: async ({ request }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pushscope-sandbox-off-'));
    const port = await freePort();
    const address = { host: '127.0.0.1', port };
    const env = { ...process.env, PUSHSCOPE_SANDBOX: 'off', DATABASE_URL: '' };
    // Not by `npm start`: it would build anew, were a source changed meanwhile, what the other server serves.
    const server = startNode([NEXT, 'start', '-H', address.host, '-p', String(port)], {
      cwd: ROOT,
      env: serverEnvironment(env, address, path.join(folder, 'data'), 'production'),
      quiet: true,
    });
    const origin = `http://127.0.0.1:${port}`;
    try {
      await expect(async () => {
        expect((await request.get(`${origin}/api/ready`)).status()).toBe(200);
      }).toPass();
      await use(origin);
      // As browsers do: a socket that is opened ahead, which nobody asks anything on.
      await once(connect(port, address.host).resume(), 'connect');
      server.stop('SIGTERM');
      // Next ends with 143 where it was asked to, after all are answered; killed it would be 137.
      expect([0, 143]).toContain((await server.ended).code);
    } finally {
      server.child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    }
  },
});

it('with PUSHSCOPE_SANDBOX=off there is no sandbox and no demo, and nothing offers them', async ({
  page,
  request,
  origin,
}) => {
  const ask = async (at: string, accept: string) => {
    const answer = await request.get(`${origin}${at}`, { headers: { accept } });
    return answer.status();
  };
  expect(await ask('/sandbox', 'text/html')).toBe(404);
  for (const at of [
    '/sandbox',
    '/sandbox/rest/organizations/sandbox-demo/status',
    '/sandbox/_control/organizations/sandbox-demo',
    '/api/o/sandbox/sandbox-demo/sources',
  ]) {
    expect(await ask(at, 'application/json'), at).toBe(404);
  }
  const demo = { region: 'sandbox', organization: 'sandbox-demo', token: 'xx-a-token' };
  expect((await request.post(`${origin}/api/connections`, { data: demo })).status()).toBe(400);

  await page.goto(`${origin}/`);
  await expect(page).toHaveURL(`${origin}/connect`);
  const regions = page.getByRole('combobox', { name: 'Region' }).getByRole('option');
  await expect(regions).toHaveText(['us', 'ca', 'eu', 'au', 'hipaa']);
  await expect(page.getByRole('banner')).not.toContainText(/demo|sandbox/i);
  await page.goto(`${origin}/i/zzzzzzzzzzzz`);
  await expect(regions).toHaveText(['us', 'ca', 'eu', 'au', 'hipaa']);
});
