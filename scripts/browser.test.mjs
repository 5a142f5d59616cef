import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser, systemBrowsers } from './browser.mjs';

test("the system's browsers are tried by name, then by their place on PATH", async () => {
  const [first, second] = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'pushscope-test-'))));
  const paths = [join(second, 'chromium'), join(first, 'google-chrome'), join(second, 'google-chrome')];
  await Promise.all(paths.map((path) => writeFile(path, '')));
  const found = systemBrowsers({ PATH: [first, second].join(delimiter) }, 'linux');
  await Promise.all([first, second].map((folder) => rm(folder, { recursive: true })));
  expect(found).toEqual(paths);
});

test('a browser that was named and does not start is a problem, not a reason to take another', async () => {
  const { problem } = await findBrowser({ E2E_CHROMIUM: '/nowhere/chromium', PATH: process.env.PATH });
  expect(problem).toMatch(/^E2E_CHROMIUM is \/nowhere\/chromium, which does not start: /);
});
