import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../scripts/address.mjs';
import { startNode } from '../scripts/child.mjs';
import { serverEnvironment } from '../scripts/serving.mjs';
import { NEXT } from '../scripts/setup.mjs';
import { expect, test } from './fixtures';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const fault = z.object({ id: z.string() });
const counted = z.object({ calls: z.record(z.string(), z.number()) });
const found = z.object({ issues: z.array(z.object({ id: z.string() })) });
const listed = z.object({
  actions: z.array(
    z.object({ open: z.boolean(), running: z.boolean(), detail: z.object({ text: z.string() }) }),
  ),
});

/** A second server that can be stopped and started, in a folder of its own. Its Coveo is the first one's sandbox. */
const it = test.extend<{ origin: string; start: () => Promise<() => Promise<number>> }>({
  origin: async ({ page: _ }, use) => use(`http://127.0.0.1:${await freePort()}`),
  start: async ({ request, baseURL, origin }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pushscope-stopped-'));
    const address = { host: '127.0.0.1', port: Number(new URL(origin).port) };
    const env = { ...process.env, PUSHSCOPE_SANDBOX_URL: `${baseURL}/sandbox`, DATABASE_URL: '' };
    const servers: ReturnType<typeof startNode>[] = [];
    await use(async () => {
      const server = startNode([NEXT, 'start', '-H', address.host, '-p', String(address.port)], {
        cwd: ROOT,
        env: serverEnvironment(env, address, path.join(folder, 'data'), 'production'),
        quiet: true,
        graceMs: 5_000,
      });
      servers.push(server);
      await expect(async () => {
        expect((await request.get(`${origin}/api/ready`)).status()).toBe(200);
      }).toPass();
      return async () => {
        server.stop('SIGTERM');
        return (await server.ended).code;
      };
    });
    for (const server of servers) server.child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  },
});

it('a canary of a Pushscope that is stopped is deleted at once; the next one says that it was left, and sees it gone', async ({
  page,
  origin,
  start,
  organizationWith,
}) => {
  const {
    organization,
    key,
    control,
    path: own,
    sourcePath,
  } = await organizationWith({
    scenarios: ['refresh-left-open'],
  });
  const source = sourcePath('refresh-left-open');
  const { request } = page;
  const calls = async (operation: string) => counted.parse(await control('GET', '')).calls[operation] ?? 0;
  const newest = async () =>
    listed.parse(await (await request.get(`${origin}/api${source}/act/canary`)).json()).actions[0];
  const stop = await start();
  const connection = { region: 'sandbox', organization, token: key };
  expect((await request.post(`${origin}/api/connections`, { data: connection })).status()).toBe(201);
  expect((await request.post(`${origin}/api${own}/writing`)).status()).toBe(201);
  expect((await request.get(`${origin}/api${source}/health`)).status()).toBe(200);
  const { issues } = found.parse(await (await request.get(`${origin}/api${own}/issues`)).json());
  const issue = issues[0]?.id ?? '';
  // It stays on its way until Pushscope was stopped.
  const rows = { documentLogEntries: [], hasNextPage: false };
  const held = fault.parse(
    await control('POST', '/faults', { operation: 'logs.list', status: 200, body: rows }),
  );
  const data = { begin: 'canary000001', issue, who: 'Ann' };
  const begun = await request.post(`${origin}/api${source}/act/canary`, { data });
  expect(begun.status()).toBe(202);
  await expect.poll(async () => (await newest())?.detail.text).toContain('Followed on its way');
  // Next ends with 143 where it was asked to, once nothing is under way; killed it would be 137.
  expect([0, 143]).toContain(await stop());
  expect([await calls('push.document'), await calls('push.deleteDocument')]).toEqual([1, 1]);
  await control('DELETE', `/faults/${held.id}`);

  const stopAgain = await start();
  expect((await request.delete(`${origin}/api${own}/writing`)).status()).toBe(204);
  await page.goto(`${origin}${source}`);
  const notice = page.getByRole('region', { name: 'A canary was left' });
  await expect(notice).toContainText('pushscope://canary/canary000001 may still be in the index');
  await expect(notice).toContainText('Switch writing on under Act');
  await page.goto(`${origin}/i/${issue}`);
  await expect(notice).toContainText('Switch writing on under Act');
  await notice.getByRole('link', { name: 'Act removes it' }).press('Enter');
  const card = page.getByRole('region', { name: 'Canary', exact: true });
  await expect(card).toContainText('Nobody is at it at this moment.');
  await page.getByRole('button', { name: 'Switch writing on for an hour' }).click();
  await expect(card.getByRole('status', { name: 'How the canary stands' })).toContainText(
    /Pushscope was stopped, and had it deleted at once\. Deleted: its deletion was through/,
  );
  expect(await newest()).toMatchObject({ open: false });
  const told = await (await request.get(`${origin}/api/issues/${issue}`)).text();
  expect(told).toMatch(/Canary\. Not followed to the end: .* Coveo’s request id: [0-9a-f]{8}-/);
  expect([await calls('push.document'), await calls('push.deleteDocument')]).toEqual([1, 1]);
  expect([0, 143]).toContain(await stopAgain());
});
