import { z } from 'zod';
import { expect, patient, type SandboxOrganization, schemesAt, test } from './fixtures';

const STUCK = 'refresh-left-open';
const NAME = 'Dealer manuals';
const listed = z.object({ issues: z.array(z.object({ id: z.string(), problem: z.string() })) });
const fault = z.object({ id: z.string() });
const counted = z.object({ calls: z.record(z.string(), z.number()) });
const done = z.object({
  actions: z.array(z.object({ kind: z.string(), open: z.boolean(), detail: z.object({ text: z.string() }) })),
});

/** How often Coveo’s side was asked for an operation. */
async function callsOf(organization: SandboxOrganization, operation: string): Promise<number> {
  return counted.parse(await organization.control('GET', '')).calls[operation] ?? 0;
}

test('by keyboard from the issue of a refresh left open: switched on, set to IDLE, in its history, switched off', async ({
  page,
  organizationWith,
  complaints,
}) => {
  const organization = await organizationWith({ scenarios: [STUCK] });
  const source = organization.sourcePath(STUCK);
  expect((await page.request.get(`/api${source}/health`)).status()).toBe(200);
  const { issues } = listed.parse(await (await page.request.get(`/api${organization.path}/issues`)).json());
  const issue = issues.find(({ problem }) => problem === 'refresh-stuck')?.id ?? '';
  await page.goto(`/i/${issue}`);
  await page.getByRole('link', { name: 'Set IDLE…' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`/act\\?issue=${issue}#idle$`));

  // Read-only by default, and not by the page alone.
  const card = page.getByRole('region', { name: 'Set IDLE', exact: true });
  await expect(card).toContainText('Cannot be undone');
  await expect(card).toContainText('-H "Authorization: Bearer $COVEO_TOKEN"');
  await expect(card.getByRole('button', { name: 'Set IDLE', exact: true })).toBeDisabled();
  for (const action of ['idle', 'canary', 'probe']) {
    const refused = await page.request.post(`/api${source}/act/${action}`, {
      data: { confirm: NAME, begin: 'canary000001' },
    });
    expect([refused.status(), await refused.text()]).toEqual([
      409,
      expect.stringContaining('writing is off'),
    ]);
  }
  for (const operation of ['push.status', 'push.document', 'push.files']) {
    expect(await callsOf(organization, operation), operation).toBe(0);
  }

  await page.getByRole('button', { name: 'Switch writing on for an hour' }).press('Enter');
  const bar = page.getByRole('complementary', { name: 'Writing is on' });
  await expect(bar).toContainText(`Writing is on for ${organization.organization} in this browser, until`);
  await expect(
    page.getByRole('region', { name: 'Writing', exact: true }).getByRole('button', { name: 'Switch off' }),
  ).toBeFocused();
  await card.getByRole('textbox', { name: /^Type the source’s name/ }).fill(NAME);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Who are you?' }).getByRole('textbox').fill('Ann');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('status', { name: 'What came of it' })).toContainText(
    /Coveo answered 201\. The source is PUSH_READY: no active status is set any more\..*Status201Request id\s*[0-9a-f]{8}-/,
  );
  await expect(card).toContainText('There is nothing to end');
  await expect(card.getByRole('status', { name: 'What came of it' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'What was done' })).toContainText(`Set IDLE · Ann`);
  expect(await callsOf(organization, 'push.status')).toBe(1);

  await page
    .getByRole('link', { name: `issue ${issue}` })
    .first()
    .press('Enter');
  await expect(page.getByRole('region', { name: 'History', exact: true })).toContainText(
    /Ann.*Set IDLE\. Coveo answered 201\. The source is PUSH_READY.*Coveo’s request id: [0-9a-f]{8}-/,
  );
  await bar.getByRole('button', { name: 'Switch off' }).press('Enter');
  await expect(bar).toHaveCount(0);
  const off = await page.request.post(`/api${source}/act/probe`, { data: {} });
  expect(off.status()).toBe(409);
  expect(complaints).toEqual([]);
});

test('a 504 that took effect is looked at, told, and not sent again; a foreign page sends nothing', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [STUCK] });
  const source = organization.sourcePath(STUCK);
  await organization.control('POST', '/faults', {
    operation: 'push.status',
    mode: 'done',
    status: 504,
    body: { message: 'Endpoint request timed out' },
  });
  expect((await page.request.post(`/api${organization.path}/writing`)).status()).toBe(201);
  const data = { confirm: NAME };
  const foreign = { origin: 'https://elsewhere.example' };
  const refused = await page.request.post(`/api${source}/act/idle`, { data, headers: foreign });
  expect([refused.status(), await callsOf(organization, 'push.status')]).toEqual([403, 0]);
  await page.goto(`${source}/act`);
  const card = page.getByRole('region', { name: 'Set IDLE', exact: true });
  await card.getByRole('textbox').fill(NAME);
  await card.getByRole('button', { name: 'Set IDLE', exact: true }).click();
  await page.getByRole('button', { name: 'Go on without a name' }).click();
  await expect(card.getByRole('status', { name: 'What came of it' })).toContainText(
    'Coveo answered 504. It took effect all the same: the source is PUSH_READY',
  );
  await expect(card.getByRole('status', { name: 'What came of it' })).toContainText('Status504');
  expect(await callsOf(organization, 'push.status')).toBe(1);
});

test('a canary is followed live, goes on with the tab closed, and is gone in the end: in another tab too', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const source = organization.sourcePath('healthy');
  const other = patient(await page.context().newPage());
  // It hears of the answer that was given in the first tab, maybe a moment later.
  const nameless = other.getByRole('button', { name: 'Go on without a name' });
  await other.addLocatorHandler(nameless, (button) => button.click());
  await other.goto(`${source}/act`);
  const otherCard = other.getByRole('region', { name: 'Canary', exact: true });
  await expect(otherCard).toBeVisible();
  await page.goto(`${source}/act`);
  await page.getByRole('button', { name: 'Switch writing on for an hour' }).click();
  const card = page.getByRole('region', { name: 'Canary', exact: true });
  const uri = await card.getByText(/^pushscope:\/\/canary\//).textContent();
  await expect(card).toContainText(encodeURIComponent(uri ?? ''));
  const lookedAt = page.waitForResponse((response) => response.url().endsWith(`/api${source}/act`));
  await page.getByRole('button', { name: 'Read again' }).press('Enter');
  await lookedAt;
  // It stays on its way until it was seen there.
  const rows = { documentLogEntries: [], hasNextPage: false };
  const held = fault.parse(
    await organization.control('POST', '/faults', { operation: 'logs.list', status: 200, body: rows }),
  );
  const push = card.getByRole('button', { name: 'Push a canary' });
  // Writing is being switched on: a key, unlike a click, does not wait for that.
  await expect(push).toBeEnabled();
  // What was switched on in one tab is read again in the other.
  await other.getByRole('button', { name: 'Read again' }).press('Enter');
  const otherPush = otherCard.getByRole('button', { name: 'Push a canary' });
  await expect(otherPush).toBeEnabled();
  await push.press('Enter');
  await page.getByRole('button', { name: 'Go on without a name' }).click();
  await expect(card.getByRole('status', { name: 'How the canary stands' })).toContainText('Not deleted yet.');
  // What was shown is what was sent, however often the source was read between.
  await expect(card.getByRole('status', { name: 'How the canary stands' }).locator('..')).toContainText(
    uri ?? '',
  );
  // The button has gone: whoever pressed it is led to what it began.
  await expect(card.locator(':focus')).toContainText('Not deleted yet.');
  await otherPush.press('Enter');
  await expect(otherCard.getByRole('alert')).toContainText('one at a time');
  await page.route('**/act/canary', (route) => route.abort());
  await expect(card.getByRole('alert')).toContainText(
    /It cannot be followed at this moment, and what stands here is as of .*The connection to Pushscope broke/,
  );
  await page.unroute('**/act/canary');
  await organization.control('DELETE', `/faults/${held.id}`);
  await expect(card.getByRole('list', { name: 'Stages, in' })).toContainText(/CONSUMING\s*COMPLETED/);
  const { request } = page.context();
  await page.close();
  await expect(otherCard.getByRole('status', { name: 'How the canary stands' })).toContainText('Deleted: ');
  // "One at a time" is not so any more.
  await expect(otherCard.getByRole('alert')).toHaveCount(0);
  const actions = async () =>
    done.parse(await (await request.get(`/api${source}/act/canary`)).json()).actions;
  await expect.poll(async () => (await actions())[0]?.open).toBe(false);
  expect((await actions())[0]?.detail.text).toMatch(/^Indexed \d\.\d s after it was pushed\. Deleted: /);
});

for (const width of [375, 1440]) {
  for (const colorScheme of schemesAt(width)) {
    test(`the page to act at ${width} px in ${colorScheme}: probed, and a delete older than explained`, async ({
      page,
      organizationWith,
      checkA11y,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const organization = await organizationWith({ scenarios: ['healthy'] });
      await page.goto(`${organization.sourcePath('healthy')}/act`);
      await page.getByRole('button', { name: 'Switch writing on for an hour' }).click();
      const probe = page.getByRole('region', { name: 'Probe', exact: true });
      await probe.getByRole('button', { name: 'Probe', exact: true }).click();
      await page.getByRole('button', { name: 'Go on without a name' }).click();
      const lines = probe.getByRole('list', { name: 'What the probe proved' }).getByRole('listitem');
      await expect(lines).toHaveText([
        /^Host Proved/,
        /^Clock Proved/,
        /^Token Proved/,
        /Proved/,
        /^Upload Proved/,
      ]);
      // Who was interrupted finds it again.
      await page.reload();
      await expect(lines.first()).toHaveText(/^Host Proved/);
      const older = page.getByRole('region', { name: 'Delete older than', exact: true });
      const moment = older.getByRole('textbox');
      await moment.fill('2099-01-01 00:00');
      await moment.press('Enter');
      await expect(older).toContainText('No request is shown. By Coveo’s clock');
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 16);
      await moment.fill(yesterday);
      await moment.press('Enter');
      await expect(older).toContainText(/(?:None|[\d,]+) of the [\d,]+ items seen in the logs/);
      await expect(older).toContainText(`olderthan?orderingId=${Date.parse(`${yesterday}Z`)}&queueDelay=15`);
      expect(await callsOf(organization, 'push.olderThan')).toBe(0);
      await checkA11y();
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(fits).toBe(true);
    });
  }
}
