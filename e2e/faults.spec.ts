import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { FAULTS, type FaultUnderTest } from '../lib/coveo/faults-under-test';
import { besidesFailedReads, expect, type SandboxOrganization, test } from './fixtures';

const REQUEST_ID = 'f852c8h1';
const fault = z.object({ id: z.string() });

/** The faults that are waited for longest, each met by a test of its own: connecting waits the least. */
const hangs = ({ answer }: FaultUnderTest) => answer.mode === 'hang';
const throttles = ({ answer }: FaultUnderTest) => answer.headers?.['retry-after'] !== undefined;
const CHECK = /^Check /;
const QUICK = FAULTS.filter((one) => !hangs(one) && !throttles(one));
const share = (part: number) => QUICK.filter((_, at) => at % 4 === part);

/** Each page with the calls that fail on it by turns, the faults of the client's table that it meets, and its button. */
const PAGES: readonly {
  readonly page: string;
  readonly path: (organization: SandboxOrganization) => string;
  readonly calls: readonly string[];
  readonly faults: readonly FaultUnderTest[];
  readonly again: RegExp;
}[] = [
  {
    page: 'the list of sources',
    path: ({ path }) => path,
    calls: ['sources.pages', 'organization.status', 'logs.facetsStats', 'activities.latest'],
    faults: share(0),
    again: /^Read again/,
  },
  {
    page: 'the page of a source',
    path: ({ sourcePath }) => sourcePath('healthy'),
    // Rows that were read once are kept, and none is new: only the first look is sure to ask for them.
    calls: [
      'logs.list',
      'activities.list',
      'sources.get',
      'limits',
      'logs.facetsStats',
      'apikeys.list',
      'activities.latest',
    ],
    faults: share(1),
    again: /^Read again/,
  },
  {
    page: 'the page of an item',
    path: ({ sourcePath }) => `${sourcePath('healthy')}/item?uri=https%3A%2F%2Fexample.com%2F1`,
    calls: ['logs.list', 'organization.status'],
    faults: share(2),
    again: /^Read again/,
  },
  {
    page: 'the report of a source',
    path: ({ sourcePath }) => `${sourcePath('healthy')}/report`,
    calls: ['activities.list'],
    faults: share(3),
    again: /^Read again/,
  },
  {
    page: 'a connection that is checked in vain',
    path: () => '/connect',
    calls: ['privileges.me'],
    faults: FAULTS.filter(hangs),
    again: CHECK,
  },
  {
    page: 'a connection that is checked too often',
    path: () => '/connect',
    calls: ['privileges.me'],
    faults: FAULTS.filter(throttles),
    again: CHECK,
  },
];

test('every fault of the client’s table has its page', () => {
  const met = PAGES.flatMap(({ faults }) => faults.map(({ what }) => what));
  expect(met.sort()).toEqual(FAULTS.map(({ what }) => what).sort());
});

for (const { page: name, path, calls, faults, again } of PAGES) {
  test(`${name} stands under each fault, says which call failed and how, and recovers`, async ({
    page,
    organizationWith,
    complaints,
  }) => {
    const organization = await organizationWith({ scenarios: ['healthy'], mixed: true, rows: 1_000 });
    const main = page.getByRole('main');
    const look = () => readAgain(page, again);
    for (const [at, { what, answer, failure }] of faults.entries()) {
      await test.step(what, async () => {
        const call = calls[at % calls.length] ?? '';
        const made = await organization.control('POST', '/faults', {
          operation: call,
          ...answer,
          headers: { 'x-request-id': REQUEST_ID, ...answer.headers },
          ...(answer.body === undefined ? {} : { body: answer.body.replace('<key>', organization.key) }),
        });
        // A first look asks for everything; the next ones for what is new.
        if (at === 0) await page.goto(path(organization));
        if (at > 0 || again === CHECK) await look();
        const told = failedCall(main, call, answer.mode === 'hang' ? /no answer/i : REQUEST_ID);
        await expect(told).toContainText(failure.status === null ? 'no answer' : String(failure.status));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (name === 'the page of a source' && !['limits', 'apikeys.list'].includes(call)) {
          await expect(page.getByRole('heading', { level: 2, name: 'Unknown' })).toBeVisible();
          await expect(page.getByText('No problem seen')).toHaveCount(0);
        }
        await organization.control('DELETE', `/faults/${fault.parse(made).id}`);
        await look();
        await expect(told).toHaveCount(0);
      });
    }
    expect(besidesFailedReads(complaints)).toEqual([]);
  });
}

/** What the page says of a call that failed: its name in code, with its request id or that no answer came. */
function failedCall(main: Locator, call: string, told: string | RegExp): Locator {
  return main
    .locator('div, li')
    .filter({ has: main.page().getByText(call, { exact: true }) })
    .filter({ hasText: told })
    .filter({ hasText: /status/i })
    .last();
}

async function readAgain(page: Page, again: RegExp): Promise<void> {
  const button = page.getByRole('button', { name: again });
  await expect(button).toBeEnabled();
  await button.click();
}
