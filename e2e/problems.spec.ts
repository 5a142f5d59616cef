import type { Page } from '@playwright/test';
import { expect, pressShortcut, schemesAt, test } from './fixtures';

const SIZES = [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const;

test('the catalogue is grouped, searched by code, status and words, and the search is in the address', async ({
  page,
}) => {
  await page.goto('/problems');
  await expect(page.getByRole('heading', { level: 2, name: 'Calls that are refused' })).toBeVisible();
  await pressSearchKey(page);
  await page.keyboard.type('SOURCE_DOES_NOT_EXIST');
  const results = page.getByRole('region', { name: 'Search results' }).getByRole('link');
  await expect(results.first()).toHaveText('Source does not exist');
  await expect(page).toHaveURL(/\?q=SOURCE_DOES_NOT_EXIST$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/problems$/);
  await page.goto('/problems?q=413');
  await expect(results).toHaveText(['Request too large']);
  await page.goto('/problems?q=zzz');
  await expect(page.getByText('No problem matches')).toBeVisible();
  await page.getByRole('button', { name: 'Show all problems' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Calls that are refused' })).toBeVisible();
});

test('by keyboard: search, down to a problem, to its example', async ({ page }) => {
  await page.goto('/problems');
  await pressSearchKey(page);
  await page.keyboard.type('container expired');
  await expect(page.getByRole('region', { name: 'Search results' })).toBeVisible();
  for (const key of ['Tab', 'Tab']) await page.keyboard.press(key);
  await expect(page.getByRole('link', { name: 'File container expired' })).toBeFocused();
  await pressShortcut(page, 'j');
  await pressShortcut(page, 'k');
  await expect(page.getByRole('link', { name: 'File container expired' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'File container expired' })).toBeVisible();
  await page.getByRole('link', { name: 'Try the example' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/diagnose\?example=file-container-expired$/);
  await expect(page.locator('#diagnosis-title')).toHaveText('File container expired');
});

test('a problem has a page of its own, with its title, Coveo’s article and what is not known', async ({
  page,
}) => {
  const response = await page.goto('/problems/access-denied');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle('Access denied · Pushscope');
  for (const part of [
    'What happened',
    'Likely cause',
    'How to fix it',
    'Common mistakes',
    'What is not known',
  ]) {
    await expect(page.getByRole('heading', { name: part })).toBeVisible();
  }
  await expect(page.getByRole('link', { name: /^Coveo 95/ })).toHaveAttribute(
    'href',
    /^https:\/\/docs\.coveo\.com\/en\/95\//,
  );
  await expect(page.getByRole('main')).not.toContainText(/pre-flight|not built|later/i);
});

test('an id that the catalogue does not have is 404', async ({ page }) => {
  expect((await page.goto('/problems/no-such-problem'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such page' })).toBeVisible();
  const answer = await page.request.get('/problems/no-such-problem.json');
  expect([answer.status(), answer.headers()['content-type']]).toEqual([404, 'application/problem+json']);
});

test('list and problem have Markdown and JSON twins, by ending and by what Accept begins with', async ({
  request,
  baseURL,
}) => {
  const read = async (path: string, accept?: string) => {
    const answer = await request.get(path, accept === undefined ? {} : { headers: { accept } });
    expect(answer.status()).toBe(200);
    expect(answer.headers().vary).toContain('Accept');
    return { type: answer.headers()['content-type'], text: await answer.text() };
  };
  for (const path of ['/problems', '/problems/access-denied']) {
    const markdown = await read(`${path}.md`);
    expect(markdown.type).toBe('text/markdown; charset=utf-8');
    expect(markdown.text).toMatch(/^# /);
    expect(await read(path, 'text/markdown, */*')).toEqual(markdown);
    const json = await read(`${path}.json`);
    expect(json.type).toBe('application/json');
    expect(await read(path, 'application/json')).toEqual(json);
  }
  const { text } = await read('/problems/access-denied.json');
  const problem = JSON.parse(text);
  expect(Object.keys(problem)).toEqual(['id', 'words', 'signs', 'example', 'url']);
  expect([problem.id, problem.url]).toEqual(['access-denied', `${baseURL}/problems/access-denied`]);
  const html = await request.get('/problems', { headers: { accept: 'text/html,application/json' } });
  expect(html.headers()['content-type']).toMatch(/^text\/html/);
  const found = await request.get('/problems.json?q=413');
  expect((await found.json()).problems.map(({ id }: { id: string }) => id)).toEqual(['request-too-large']);
});

/** Goes to the search box by its key. */
async function pressSearchKey(page: Page): Promise<void> {
  await pressShortcut(page, '/');
  await expect(page.getByRole('searchbox', { name: 'Search problems' })).toBeFocused();
}

for (const size of SIZES) {
  for (const scheme of schemesAt(size.width)) {
    test(`list and page at ${size.width} px, ${scheme}: no axe finding, no sideways scrolling`, async ({
      page,
      checkA11y,
      complaints,
    }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      for (const path of ['/problems', '/problems?q=412', '/problems?q=zzz', '/problems/service-error']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await checkA11y();
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
    });
  }
}
