import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runNode, runProgram } from './child.mjs';
import { ROOT } from './setup.mjs';

/** Names of programs; the one without windows first: it takes the least time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const PLAYWRIGHT = join(ROOT, 'node_modules/@playwright/test/cli.js');

/**
 * Finds a browser that really starts: `E2E_CHROMIUM`, Playwright's own, the system's; else installs one.
 * Returns `{ executablePath }` (undefined for Playwright's own), or `{ problem }`: one sentence.
 */
export async function findBrowser(env) {
  if (env.E2E_CHROMIUM) {
    const failure = await launchFailure(env.E2E_CHROMIUM);
    if (failure === null) return { executablePath: env.E2E_CHROMIUM };
    return { problem: `E2E_CHROMIUM is ${env.E2E_CHROMIUM}, which does not start: ${failure}` };
  }
  const found = (await firstThatStarts([undefined])) ?? (await firstThatStarts(systemBrowsers(env)));
  return found ?? installBrowser(env);
}

/** Paths of the Chromium and Chrome programs on this machine, in the order in which to try them. */
export function systemBrowsers(env, platform = process.platform) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(platform === 'darwin' ? MAC_PATHS : [])].filter((path) => existsSync(path));
}

async function installBrowser(env) {
  const mayInstallPackages = process.platform === 'linux' && process.getuid?.() === 0;
  console.log('No browser was found: installing Chromium with Playwright.');
  const attempts = [
    ...(mayInstallPackages ? [['install', '--with-deps', 'chromium']] : []),
    ['install', 'chromium'],
  ];
  for (const args of attempts) {
    const { code } = await runNode([PLAYWRIGHT, ...args], { cwd: ROOT, env });
    if (code !== 0) continue;
    const found = await firstThatStarts([undefined]);
    if (found !== null) return found;
  }
  if (mayInstallPackages && (await installPackage(env))) {
    const found = await firstThatStarts(systemBrowsers(env));
    if (found !== null) return found;
  }
  return {
    problem:
      'No browser could be found or installed for the end-to-end tests: install Chromium or Chrome, or name one with E2E_CHROMIUM=/path/to/chromium.',
  };
}

async function installPackage(env) {
  console.log("Playwright's installer did not succeed: installing the system's package.");
  const options = { cwd: ROOT, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const update = await runProgram('apt-get', ['update', '-q'], options);
  if (update.code !== 0) return false;
  const install = await runProgram(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'],
    options,
  );
  return install.code === 0;
}

async function firstThatStarts(paths) {
  for (const executablePath of paths) {
    if ((await launchFailure(executablePath)) === null) return { executablePath };
  }
  return null;
}

/** First line of why the browser does not start and show a page, or null when it does. */
async function launchFailure(executablePath) {
  const { chromium } = await import('@playwright/test');
  try {
    const browser = await chromium.launch({
      executablePath,
      args: ['--disable-dev-shm-usage'],
      timeout: 30_000,
    });
    const page = await browser.newPage();
    await page.setContent('<p>it works</p>');
    await browser.close();
    return null;
  } catch (error) {
    return String(error.message).split('\n')[0];
  }
}
