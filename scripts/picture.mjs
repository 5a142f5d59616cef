// Makes public/picture.png, the picture in the README: `npm run picture`, with Pushscope running at PUSHSCOPE_URL.
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';

const base = process.env.PUSHSCOPE_URL ?? 'http://localhost:3000';
const found = await findBrowser(process.env);
if ('problem' in found) {
  console.error(found.problem);
  process.exit(1);
}
const answer = await fetch(`${base}/api/o/sandbox/sandbox-demo/sources`).catch(() => null);
if (!answer?.ok) {
  console.error(`Nothing answers at ${base}. Start Pushscope first: npm start`);
  process.exit(1);
}
const { sources } = await answer.json();
const failing = sources.find(({ name }) => name === 'Customer cases');
const browser = await chromium.launch({
  ...(found.executablePath ? { executablePath: found.executablePath } : {}),
  args: ['--disable-dev-shm-usage', '--disable-background-networking'],
});
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  locale: 'en-US',
  timezoneId: 'UTC',
  colorScheme: 'light',
});
await page.goto(`${base}/o/sandbox/sandbox-demo/s/${failing.id}`);
await page.getByRole('slider', { name: 'Timeline, bucket by bucket' }).waitFor();
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: 'public/picture.png' });
await browser.close();
console.log('Made public/picture.png.');
