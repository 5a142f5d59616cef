import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test';
import { z } from 'zod';

const made = z.object({
  organization: z.string(),
  key: z.string(),
  now: z.string(),
  sources: z.array(z.object({ id: z.string(), name: z.string(), scenario: z.string() })),
});

/** A sandbox organization of a test's own. */
export interface SandboxOrganization extends z.infer<typeof made> {
  /** Path of its page of sources. */
  readonly path: string;
  /** Path of the page of the source that plays a scenario. */
  readonly sourcePath: (scenario: string) => string;
  /** Asks the sandbox's control API about this organization. */
  readonly control: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;
}

/** How an organization is made; see the sandbox's README. */
export interface OrganizationSettings {
  readonly scenarios: readonly string[];
  readonly dialect?: 'rich' | 'renamed' | 'bare';
  readonly latencyMs?: number;
  readonly perPageCap?: number;
  /** One source that shows all scenarios, of about so many rows. */
  readonly mixed?: boolean;
  readonly rows?: number;
}

/** One source with all that is asked for, and so few rows that it is read at once. */
export const SMALL = { mixed: true, rows: 4_000 };

interface Fixtures {
  /** Makes a sandbox organization for this test alone, and connects the browser to it. */
  readonly organizationWith: (settings: OrganizationSettings) => Promise<SandboxOrganization>;
  /** Fails on what axe finds on the page as it is now. */
  readonly checkA11y: () => Promise<void>;
  /** What the browser's console said at the levels warning and error, and uncaught errors. */
  readonly complaints: readonly string[];
}

export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => use(patient(page)),
  organizationWith: async ({ page }, use) => {
    const ids: string[] = [];
    await use(async (settings) => {
      const organization = await makeOrganization(page.request, settings);
      ids.push(organization.organization);
      const { organization: id, key: token } = organization;
      const connected = await page.request.post('/api/connections', {
        data: { region: 'sandbox', organization: id, token },
      });
      expect(connected.status()).toBe(201);
      return organization;
    });
    for (const id of ids) await page.request.delete(`/sandbox/_control/organizations/${id}`);
  },
  checkA11y: async ({ page }, use, testInfo) => {
    await use(async () => {
      // Selectors of what is in order, and a page more to put frames together, would take most of the time.
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .setLegacyMode(true)
        .analyze();
      await testInfo.attach('axe', {
        body: JSON.stringify(violations, null, 2),
        contentType: 'application/json',
      });
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target.join(' '))])).toEqual(
        [],
      );
    });
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await use(complaints);
  },
});

export { expect };

/**
 * The colour scheme in which a page is looked at in a width: narrow pages in the dark, wide ones in the light. What is
 * read in both widths is so read in both schemes; the source's and the pages are looked at in all four.
 */
export function schemesAt(width: number): readonly ('light' | 'dark')[] {
  return [width < 1000 ? 'dark' : 'light'];
}

/** Checks a page as it is in the light and in the dark. */
export async function inBothSchemes(page: Page, check: () => Promise<void>): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await check();
  }
}

/**
 * A page that is handed back, after it was opened or loaded anew, once its buttons act: what is pressed before the page's
 * script has begun does nothing, and no test is about that moment. Also for pages of contexts that a test makes itself.
 */
export function patient(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    const response = await goto(...where);
    await interactive(page);
    return response;
  };
  const reload = page.reload.bind(page);
  page.reload = async (...how) => {
    const response = await reload(...how);
    await interactive(page);
    return response;
  };
  return page;
}

/**
 * Waits until buttons and keys of the page act, also those of parts that React takes up after the page itself; not at all
 * where the answer is no page of ours. For links that load anew.
 */
export async function interactive(page: Page): Promise<void> {
  if ((await page.locator('script[nonce]').count()) === 0) return;
  await page.locator('html[data-interactive]').waitFor({ state: 'attached' });
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
}

/** Presses a key of the page, or two one after the other ("g d"), once the part of the page that takes it acts. */
export async function pressShortcut(page: Page, keys: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (document.documentElement.dataset.shortcuts ?? '').split(',').includes(wanted),
    keys,
  );
  for (const key of keys.split(' ')) await page.keyboard.press(key);
}

/**
 * What the console said beside the browser's notes of answers of ours with 5xx, which say that Coveo failed: they come
 * as soon as a panel of the page has asked.
 */
export function besidesFailedReads(complaints: readonly string[]): string[] {
  return complaints.filter((one) => !/^Failed to load resource: .* status of 5\d\d/.test(one));
}

/** Makes a sandbox organization that nobody is connected to yet. */
export async function makeOrganization(
  request: APIRequestContext,
  settings: OrganizationSettings,
): Promise<SandboxOrganization> {
  const response = await request.post('/sandbox/_control/organizations', { data: settings });
  expect(response.status()).toBe(201);
  const organization = made.parse(await response.json());
  const path = `/o/sandbox/${organization.organization}`;
  return {
    ...organization,
    path,
    sourcePath: (scenario) => `${path}/s/${sourceOf(organization, scenario)}`,
    control: async (method, at, body) => {
      const answer = await request.fetch(
        `/sandbox/_control/organizations/${organization.organization}${at}`,
        {
          method,
          ...(body === undefined ? {} : { data: body }),
        },
      );
      expect(answer.ok()).toBe(true);
      return answer.status() === 204 ? null : answer.json();
    },
  };
}

function sourceOf({ sources }: z.infer<typeof made>, scenario: string): string {
  const source = sources.find((candidate) => candidate.scenario === scenario);
  if (!source) throw new Error(`The organization has no source with the scenario ${scenario}.`);
  return source.id;
}
