import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './address.mjs';
import { findBrowser } from './browser.mjs';
import { runNode } from './child.mjs';
import { ROOT, setUp } from './setup.mjs';
import { NO_TESTS, playwrightCounts, reportedCounts } from './test-counts.mjs';
import { testFolder } from './test-folder.mjs';

const PLAYWRIGHT = join(ROOT, 'node_modules/@playwright/test/cli.js');

/**
 * The end-to-end tests against the production build, with a data folder of their own on a free port. `args` go to
 * Playwright: a file, or `--grep`. Returns `{ ok, counts }`.
 */
export async function browserTests(args) {
  const { code } = await setUp({ build: true });
  if (code !== 0) return { ok: false, counts: NO_TESTS };

  const browser = await findBrowser(process.env);
  if ('problem' in browser) {
    console.error(browser.problem);
    return { ok: false, counts: NO_TESTS };
  }
  console.log(`Browser: ${browser.executablePath ?? "Playwright's own Chromium"}.`);

  const temporary = await testFolder(process.env);
  const folder = await mkdtemp(join(temporary, 'pushscope-e2e-'));
  const report = join(folder, 'playwright.json');
  try {
    const ended = await runNode([PLAYWRIGHT, 'test', ...args], {
      cwd: ROOT,
      env: {
        ...ownEnvironment(process.env),
        TMPDIR: temporary,
        E2E_CHROMIUM: browser.executablePath ?? '',
        E2E_PORT: String(await freePort()),
        E2E_DATA_DIR: join(folder, 'data'),
        E2E_REPORT: report,
      },
    });
    return { ok: ended.code === 0, counts: await reportedCounts(report, playwrightCounts) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// What somebody set for their own Pushscope must not reach the one under test.
function ownEnvironment(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !name.startsWith('PUSHSCOPE_') && !['DATABASE_URL', 'NODE_ENV', 'HOST', 'PORT'].includes(name),
    ),
  );
}
