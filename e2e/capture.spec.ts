import { fileURLToPath } from 'node:url';
import { runNode } from '../scripts/child.mjs';
import { expect, test } from './fixtures';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { E2E_DATA_DIR, E2E_PORT } = process.env;

/** Runs the command beside the server under test, which holds the data folder. */
async function capture(args: readonly string[], token: string) {
  const { code, output } = await runNode(['scripts/capture.mjs', ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: E2E_PORT,
      PUSHSCOPE_DATA_DIR: E2E_DATA_DIR,
      PUSHSCOPE_ORIGIN: 'https://pushscope.example.com',
      DATABASE_URL: '',
      COVEO_TOKEN: token,
    },
    quiet: true,
  });
  return { code, output: output.trim() };
}

test('npm run capture beside a running server keeps the days of each source, and ends by the verdict', async ({
  organizationWith,
  page,
}) => {
  const { organization, key, sources, sourcePath } = await organizationWith({
    scenarios: ['metadata-too-large'],
  });
  const link = `https://pushscope.example.com${sourcePath('metadata-too-large')}`;
  expect(await capture(['sandbox', organization], key)).toEqual({
    code: 2,
    output: expect.stringMatching(
      new RegExp(`^failing {3}${sources[0]?.name} \\(\\S+\\): \\d+ of \\d+ items .+ {2}${link}$`),
    ),
  });
  const report = await page.request.get(`${sourcePath('metadata-too-large')}/report.json`);
  const { days } = await report.json();
  const looked = days.filter(({ verdict }: { verdict: string | null }) => verdict !== null);
  expect(looked.at(-1)).toMatchObject({ verdict: 'failing', looks: { looking: 0, capture: 1 } });
  expect(await capture(['sandbox', organization], 'hunter2-hunter2')).toEqual({
    code: 77,
    output: expect.stringMatching(
      `^Coveo does not let this token into the organization ${organization}\\. Check token, organization and region\\. Coveo’s request id: [\\da-f-]{36}\\.$`,
    ),
  });
});

test('captures are taken from connections only, and not from other sites', async ({
  organizationWith,
  page,
  playwright,
  baseURL,
}) => {
  const { sourcePath } = await organizationWith({ scenarios: ['healthy'] });
  const path = `/api${sourcePath('healthy')}/captures`;
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  expect((await stranger.post(path)).status()).toBe(401);
  const wrong = { authorization: 'Bearer hunter2-hunter2' };
  expect((await stranger.post(path, { headers: wrong })).status()).toBe(403);
  await stranger.dispose();
  const elsewhere = { origin: 'https://elsewhere.example' };
  expect((await page.request.post(path, { headers: elsewhere })).status()).toBe(403);
  expect((await page.request.get(path)).status()).toBe(405);
  expect((await page.request.post(path.replace(/[^/]+\/captures$/, 'nobody/captures'))).status()).toBe(404);
  const answer = await page.request.post(path);
  expect([answer.status(), await answer.json()]).toEqual([
    200,
    expect.objectContaining({ verdict: 'healthy', complete: true, stored: { state: 'stored' } }),
  ]);
});
