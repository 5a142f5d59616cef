import { createRequire } from 'node:module';
import { expect, pressShortcut, test } from './fixtures';

// The package is CommonJS, and has no option for its host: see the sandbox's README.
const { PushSource, DocumentBuilder } = createRequire(import.meta.url)(
  '@coveo/push-api-client',
) as typeof import('@coveo/push-api-client');
const COVEO = /^https:\/\/(?:api|platform)\.cloud\.coveo\.com/;

test('a batch pushed with the official client arrives on the timeline', async ({
  page,
  organizationWith,
  baseURL,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const source = organization.sources[0]?.id ?? '';
  await page.goto(organization.sourcePath('healthy'));
  const lane = page.getByRole('img', { name: /^Pushes by operation/ });
  await expect(lane).toHaveAccessibleName(/Add|Update/);
  const before = countOf(await lane.getAttribute('aria-label'), 'Add');

  const original = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    original(typeof input === 'string' ? input.replace(COVEO, `${baseURL}/sandbox`) : input, init);
  try {
    const client = new PushSource(organization.key, organization.organization);
    const items = [1, 2, 3].map((n) =>
      new DocumentBuilder(`https://example.com/pushed/${n}`, `Pushed ${n}`).withData('Hello'),
    );
    await client.batchUpdateDocuments(source, { addOrUpdate: items, delete: [] }, { createFields: false });
  } finally {
    globalThis.fetch = original;
  }
  await organization.control('POST', '/clock', { advanceMs: 2 * 60_000 });
  await pressShortcut(page, 'r');
  await expect(async () => {
    expect(countOf(await lane.getAttribute('aria-label'), 'Add')).toBe(before + 3);
  }).toPass();
  await expect(page.getByRole('img', { name: /^Outcomes/ })).toBeVisible();
});

function countOf(name: string | null, operation: string): number {
  return Number(new RegExp(`${operation} ([\\d,]+)`).exec(name ?? '')?.[1]?.replace(/,/g, '') ?? 0);
}
