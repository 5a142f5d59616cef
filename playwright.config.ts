import { defineConfig, devices } from '@playwright/test';

// Set by scripts/browser-tests.mjs: `npm run e2e`, with or without a file name.
const { CI, E2E_CHROMIUM, E2E_DATA_DIR, E2E_PORT, E2E_REPORT, E2E_TRACE } = process.env;
if (!E2E_PORT || !E2E_DATA_DIR || !E2E_REPORT) {
  throw new Error('Run the end-to-end tests by npm run e2e: it builds, finds a browser and picks a port.');
}
const baseURL = `http://127.0.0.1:${E2E_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(CI),
  retries: 0,
  // One more than the cores of a small machine: a test often waits, for a call that hangs or a page that asks again.
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['json', { outputFile: E2E_REPORT }]],
  use: {
    baseURL,
    locale: 'en-US',
    timezoneId: 'UTC',
    // Each frame of what moves while one waits is drawn without a graphics card: up to a fifth of what the processor does.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every test takes time: `E2E_TRACE=1 npm run e2e -- FILE` where one is looked into.
    trace: E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(E2E_CHROMIUM ? { executablePath: E2E_CHROMIUM } : {}),
      args: ['--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update'],
    },
  },
  projects: [
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
      teardown: 'secrets',
    },
    { name: 'secrets', testMatch: 'secrets.teardown.ts' },
  ],
  webServer: {
    command: 'exec node scripts/watched-server.mjs',
    url: `${baseURL}/api/ready`,
    env: {
      HOST: '127.0.0.1',
      PORT: E2E_PORT,
      PUSHSCOPE_DATA_DIR: E2E_DATA_DIR,
      // A test that is to be slowed down comes from an address of its own.
      PUSHSCOPE_TRUST_PROXY: '1',
      PUSHSCOPE_RATE_LIMITS: 'look-up=120',
    },
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
  },
});
