import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, patient, pressShortcut, schemesAt, test } from './fixtures';

const SIZES = [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const;
const SECRET = 'xx0a1b2c3d-4e5f-6789-abcd-ef0123456789';
const SOURCE = 'abcdefghijklmnopqrstuvwxyz-acme';
const DENIED = `> PUT /push/v1/organizations/acme/sources/${SOURCE}/documents?documentId=https%3A%2F%2Fshop.example.com%2F1 HTTP/2
> Host: api-eu.cloud.coveo.com
> Authorization: Bearer ${SECRET}
>
< HTTP/2 403
< content-type: application/json
<
{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}
`;
const PARAMETER = 'HTTP/1.1 412 Precondition Failed\n\n{"message":"x","errorCode":"MISSING_PARAMETER"}\n';

/** Pastes a text as the browser would: into what has the focus, or onto the page. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('ControlOrMeta+V');
}

/** Drops a file on the page. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file = '', text = '']) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([text], file));
      return dropped;
    },
    [name, content],
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop it anywhere')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

/** Opens the page; the box has the focus once the page is ready. */
async function open(page: Page, path = '/diagnose'): Promise<void> {
  await page.goto(path);
  await expect(boxOf(page)).toBeFocused();
}

const boxOf = (page: Page) => page.getByRole('textbox', { name: 'What the customer sent' });
const titleOf = (page: Page) => page.locator('#diagnosis-title');
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

test('a paste is diagnosed, with the characters that decided, and nothing of it leaves the browser or stays secret', async ({
  page,
  complaints,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`);
  });
  await open(page);
  await paste(page, DENIED);
  await expect(titleOf(page)).toHaveText('Access denied');
  await expect(page.getByRole('status').filter({ hasText: 'Access denied: certain.' })).toBeAttached();
  const marks = page.locator('mark[data-of~="1"]');
  await expect(marks.filter({ hasText: 'ACCESS_DENIED' })).toHaveText('ACCESS_DENIED');
  await expect(marks.filter({ hasText: '403' })).toHaveText('403');
  await expect(boxOf(page)).not.toHaveValue(new RegExp(SECRET));
  await expect(boxOf(page)).toHaveValue(/ACCESS_DENIED/);
  expect(await page.content()).not.toContain(SECRET);
  await expect(page.getByRole('region', { name: 'What was read' })).toContainText('Removed: 1');
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByRole('button', { name: 'Copy reply' }).click();
  expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(requests.filter((request) => /ACCESS_DENIED|shop\.example|xx0a1b2c3d/.test(request))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a paste anywhere on the page is taken, and the next one takes its place', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open a file' }).focus();
  await paste(page, DENIED);
  await expect(titleOf(page)).toHaveText('Access denied');
  await boxOf(page).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await paste(page, PARAMETER);
  await expect(titleOf(page)).toHaveText('Missing parameter');
  await expect(boxOf(page)).toHaveValue(PARAMETER);
});

test('after an edit a paste goes where the caret is, and what is typed is read', async ({ page }) => {
  await open(page);
  await page.keyboard.type('HTTP/1.1 412 Precondition Failed');
  await page.keyboard.press('Enter');
  await paste(page, '{"errorCode":"MISSING_PARAMETER","message":"x"}');
  await expect(titleOf(page)).toHaveText('Missing parameter');
  await expect(boxOf(page)).toHaveValue(/^HTTP\/1\.1 412 .*\n\{"errorCode"/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(boxOf(page)).toHaveValue('');
  await expect(boxOf(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'What can be pasted, dropped or opened' })).toBeVisible();
});

test('what is typed loses its secrets when the box loses the focus', async ({ page }) => {
  await open(page);
  await boxOf(page).fill(`Authorization: Bearer ${SECRET}`);
  await expect(page.getByRole('region', { name: 'What was read' })).toContainText('Removed: 1');
  await page.keyboard.press('Escape');
  await expect(boxOf(page)).not.toHaveValue(new RegExp(SECRET));
});

test('the paste is never rendered as HTML', async ({ page, complaints }) => {
  await open(page);
  await paste(
    page,
    `<img src="/nowhere.png" onerror="document.title='owned'">\n${PARAMETER}<script>document.title='owned'</script>`,
  );
  await expect(titleOf(page)).toHaveText('Missing parameter');
  await expect(page.getByRole('region', { name: 'The pasted text' })).toContainText('onerror');
  expect(await page.locator('main img, main script').count()).toBe(0);
  await expect(page).toHaveTitle('Diagnose · Pushscope');
  expect(complaints).toEqual([]);
});

test('a file is opened, or dropped anywhere; over 10 MB it is refused with its size and the limit', async ({
  page,
}) => {
  await open(page);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file' }).click(),
  ]);
  await chooser.setFiles({
    name: 'error.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(DENIED, 'utf16le'),
  });
  await expect(page.getByRole('region', { name: 'What was read' })).toBeVisible();
  await drop(page, 'answer.txt', PARAMETER);
  await expect(titleOf(page)).toHaveText('Missing parameter');
  await expect(page.getByText('Drop it anywhere')).toBeHidden();
  await page.locator('input[type=file]').setInputFiles({
    name: 'export.har',
    mimeType: 'application/json',
    buffer: Buffer.alloc(11 * 1024 * 1024, 97),
  });
  await expect(page.getByRole('alert').filter({ hasText: 'export.har' })).toHaveText(
    /export\.har is 11 MB; at most 10 MB can be read\. Nothing of it was read/,
  );
  await expect(titleOf(page)).toHaveText('Missing parameter');
});

test('of a long file the stretch around what decided is shown, and more on demand', async ({ page }) => {
  await open(page);
  const line = '2026-11-17 02:03:04 INFO batch 12 of 400 is on its way\n';
  await drop(page, 'job.log', line.repeat(20_000) + DENIED + line.repeat(5_000));
  await expect(titleOf(page)).toHaveText('Access denied');
  await expect(page.getByText('job.log, 1.4 MB')).toBeVisible();
  const text = page.getByRole('region', { name: 'The pasted text' });
  await expect(text.locator('mark').filter({ hasText: 'ACCESS_DENIED' })).toBeInViewport();
  const lines = async () => (await text.innerText()).split('\n').length;
  const before = await lines();
  expect(before).toBeLessThan(60);
  await text
    .getByRole('button', { name: /^… [\d,]+ lines …/ })
    .last()
    .click();
  await expect.poll(lines).toBeGreaterThan(before + 150);
  expect(await page.content()).not.toContain(SECRET);
});

test('a HAR has a diagnosis for each exchange that failed', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'HAR', exact: true }).click();
  await expect(titleOf(page)).toHaveText(/Too many requests|Access denied/);
  const further = page.getByRole('region', { name: 'Further diagnoses' });
  await expect(further.getByRole('heading', { name: /^Exchange \d/ }).first()).toBeVisible();
  const other = further.getByRole('button', { name: /Access denied|Too many requests/ }).first();
  await other.click();
  await expect(other).toHaveAttribute('aria-expanded', 'true');
  await expect(further.getByText('What would prove it wrong')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(other).toHaveAttribute('aria-expanded', 'false');
  await expect(other).toBeFocused();
});

test('what shows no known problem is said to show none, with its facts and without a cause', async ({
  page,
}) => {
  await open(page);
  await paste(page, 'HTTP/1.1 418 I am a teapot\n\n{"errorCode":"SHORT_AND_STOUT","message":"Tip me over."}');
  await expect(titleOf(page)).toHaveText('No known problem is recognised');
  await expect(page.getByRole('region', { name: 'What was read' })).toContainText('418');
  await expect(page.getByText('Likely cause')).toHaveCount(0);
  await page.getByRole('link', { name: 'Search all known problems' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Known problems' })).toBeVisible();
});

test('a copied link opens the same report elsewhere, carries the text in the fragment only, and can mask ids', async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page);
  await paste(page, DENIED);
  await expect(titleOf(page)).toHaveText('Access denied');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^http/);
  const link = await clipboard(page);
  const { pathname, search, hash } = new URL(link);
  expect([pathname, search, hash.startsWith('#d=')]).toEqual(['/diagnose', '', true]);

  const elsewhere = await browser.newContext();
  const opened = patient(await elsewhere.newPage());
  await opened.goto(link);
  await expect(titleOf(opened)).toHaveText('Access denied');
  await expect(boxOf(opened)).toHaveValue(new RegExp(SOURCE));
  expect(await opened.content()).not.toContain(SECRET);
  expect(opened.url()).toBe(link);
  await elsewhere.close();

  await page.getByRole('switch', { name: 'Mask ids' }).check();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => clipboard(page)).not.toBe(link);
  const masked = await clipboard(page);
  expect(masked).toContain(`${baseURL}/diagnose#d=`);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect.poll(() => clipboard(page)).toContain('Access denied');
  const markdown = await clipboard(page);
  expect(markdown).not.toContain('acme');
  await page.goto(masked);
  await expect(boxOf(page)).toHaveValue(/<source>/);
  await expect(boxOf(page)).not.toHaveValue(/acme/);
});

test('a link that was cut says so; a text too long for one is not linked', async ({ page }) => {
  await page.goto('/diagnose#d=q1YqS');
  await expect(page.getByRole('alert').filter({ hasText: 'cut' })).toHaveText(/cannot be read/);
  const numbers = Array.from({ length: 5_000 }, (_, index) => (index * 7_919_393) % 99_991).join(' ');
  await drop(page, 'long.txt', `${DENIED}\n${numbers}`);
  await expect(page.getByText(/A link with this text would have [\d.]+ KB; at most 8 KB/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0);
});

test('an example can be tried by its address, and only one of the catalogue', async ({ page }) => {
  await page.goto('/diagnose?example=file-container-expired');
  await expect(titleOf(page)).toHaveText('File container expired');
  await page.goto('/diagnose?example=constructor');
  await expect(page.getByRole('alert').filter({ hasText: 'example' })).toHaveText(
    /an example that there is not/,
  );
  await page.getByRole('button', { name: '403', exact: true }).click();
  await expect(page).toHaveURL(/\?example=access-denied$/);
  await expect(titleOf(page)).toHaveText('Access denied');
  await boxOf(page).focus();
  await page.keyboard.type(' ');
  await expect(page).toHaveURL(/\/diagnose$/);
});

test('every example of the catalogue is recognised as what it is an example of', async ({ page }) => {
  test.setTimeout(120_000);
  const answer = await page.request.get('/problems.json');
  const { problems } = z
    .object({
      problems: z.array(
        z.object({ id: z.string(), words: z.object({ title: z.string() }), example: z.string().nullable() }),
      ),
    })
    .parse(await answer.json());
  await open(page);
  const wrong: string[] = [];
  for (const { id, words, example } of problems) {
    if (example === null) continue;
    await boxOf(page).fill('');
    await expect(titleOf(page)).toHaveCount(0);
    await boxOf(page).fill(example);
    await expect(titleOf(page)).toBeVisible();
    const title = await titleOf(page).innerText();
    if (title !== words.title) wrong.push(`${id}: ${title}`);
  }
  expect(wrong).toEqual([]);
});

test('without workers the page reads on its own thread', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Worker');
  });
  await open(page);
  await paste(page, DENIED);
  await expect(titleOf(page)).toHaveText('Access denied');
});

test('a worker that does not load is done without', async ({ page }) => {
  await page.route(/worker/i, (route) => route.abort());
  await open(page);
  await paste(page, DENIED);
  await expect(titleOf(page)).toHaveText('Access denied');
});

test('reading that takes long says so, and can be stopped', async ({ page }) => {
  await page.route(/worker/i, () => {});
  await open(page);
  await paste(page, DENIED);
  await expect(page.getByText('Reading…')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Stopped' })).toHaveText(/was not read/);
  await expect(page.getByText('Reading…')).toBeHidden();
});

test('by keyboard alone: into the box, to the copied reply, to the problem, and back', async ({ page }) => {
  await page.goto('/problems');
  await pressShortcut(page, 'g d');
  await expect(page).toHaveURL(/\/diagnose$/);
  await expect(boxOf(page)).toBeFocused();
  await paste(page, DENIED);
  await expect(titleOf(page)).toHaveText('Access denied');
  await tabTo(page, 'button', 'Copy reply');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await clipboard(page)).split('\n').length).toBe(2);
  await pressShortcut(page, '/');
  await expect(boxOf(page)).toBeFocused();
  await paste(page, PARAMETER);
  await expect(titleOf(page)).toHaveText('Missing parameter');
  await tabTo(page, 'link', 'All about this problem');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Missing parameter' })).toBeVisible();
});

test('the header and a finding lead here', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['broken-batch'] });
  await page.goto(`${organization.sourcePath('broken-batch')}?finding=json-deserialization`);
  await expect(page.getByRole('link', { name: 'All about this problem' })).toHaveAttribute(
    'href',
    '/problems/json-deserialization',
  );
  await page.getByRole('link', { name: 'Paste what the customer sees' }).click();
  await expect(page).toHaveURL(/\/diagnose$/);
  await page.goto(organization.path);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Diagnose' }).click();
  await expect(boxOf(page)).toBeFocused();
});

for (const size of SIZES) {
  for (const scheme of schemesAt(size.width)) {
    test(`every state at ${size.width} px, ${scheme}: no axe finding, no sideways scrolling`, async ({
      page,
      checkA11y,
      complaints,
    }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      const check = async () => {
        await checkA11y();
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      };
      await open(page);
      await check();
      await page.getByRole('button', { name: 'HAR', exact: true }).click();
      await page.getByRole('region', { name: 'Further diagnoses' }).getByRole('button').first().click();
      await page
        .getByText(/^Common mistakes/)
        .first()
        .click();
      await page.getByText('What is not found, and may still be in it').click();
      await check();
      await boxOf(page).fill('HTTP/1.1 418 I am a teapot');
      await expect(titleOf(page)).toHaveText('No known problem is recognised');
      await check();
      await page.locator('input[type=file]').setInputFiles({
        name: 'export.har',
        mimeType: 'application/json',
        buffer: Buffer.alloc(11 * 1024 * 1024, 97),
      });
      await expect(page.getByRole('alert').filter({ hasText: 'export.har' })).toBeVisible();
      await check();
      expect(complaints).toEqual([]);
    });
  }
}

async function tabTo(page: Page, role: 'link' | 'button', name: string) {
  const target = page.getByRole(role, { name }).first();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reached the ${role} ${name}.`);
}
