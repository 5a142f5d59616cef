import { besidesFailedReads, expect, pressShortcut, SMALL, test } from './fixtures';

const FAULTS = [
  {
    name: 'Source Logs answering 403',
    operation: 'logs.list',
    fault: { status: 403, body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' } },
    told: /Coveo answered 403 ACCESS_DENIED for the log rows/,
    status: '403',
  },
  {
    name: 'Activities answering 500',
    operation: 'activities.list',
    fault: { status: 500, body: { errorCode: 'INTERNAL_SERVER_ERROR', message: 'no luck' } },
    told: /Coveo answered 500 INTERNAL_SERVER_ERROR for the activities/,
    status: '500',
  },
  {
    name: 'Sources answering 502 with HTML',
    operation: 'sources.get',
    fault: {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><h1>Bad gateway</h1></html>',
    },
    told: /Coveo answered 502 for the source/,
    status: '502',
  },
  {
    name: 'a body cut in the middle',
    operation: 'logs.list',
    fault: { mode: 'cut' },
    told: /answer for the log rows .* could not be read/,
    status: '200',
  },
] as const;

for (const { name, operation, fault, told, status } of FAULTS) {
  test(`${name}: the page stands, says what was not checked and why, and never healthy`, async ({
    page,
    organizationWith,
    complaints,
  }) => {
    const organization = await organizationWith({ scenarios: ['healthy'] });
    const made = await organization.control('POST', '/faults', { operation, ...fault });
    await page.goto(organization.sourcePath('healthy'));
    await expect(page.getByRole('heading', { level: 2, name: 'Unknown' })).toBeVisible();
    await expect(page.getByText('No problem seen')).toHaveCount(0);
    const failed = page.getByRole('region', { name: 'Failed reads' });
    await expect(failed).toContainText(operation);
    await expect(failed).toContainText(told);
    await expect(failed).toContainText(/(GET|POST) http:\/\/127\.0\.0\.1:\d+\/sandbox\//);
    await expect(failed).toContainText(status);
    await expect(failed).toContainText(/Request id\s*[0-9a-f]{8}-/);
    await expect(page.getByRole('region', { name: 'Not checked' })).toContainText(told);
    await expect(page.getByRole('slider', { name: 'Timeline, bucket by bucket' })).toBeVisible();
    await expect(page.getByText('Calls that the Push API refused')).toBeVisible();
    expect(besidesFailedReads(complaints)).toEqual([]);
    const { id } = made as { id: string };
    expect(await organization.control('GET', `/faults/${id}`)).toMatchObject({
      id,
      fired: expect.any(Number),
    });
  });
}

test('sources that cannot be listed: the list says which call failed', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  await organization.control('POST', '/faults', {
    operation: 'sources.pages',
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html></html>',
  });
  await page.goto(organization.path);
  await expect(page.getByText(/Coveo answered 502 for the sources/)).toBeVisible();
});

test('a scan that takes long shows its progress, and Stop keeps what was read', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'] });
  // By itself it would not end before Stop is pressed.
  await organization.control('POST', '/faults', { operation: 'logs.list', mode: 'hang' });
  await page.goto(organization.sourcePath('metadata-too-large'));
  const progress = page.getByRole('progressbar', { name: 'Reading the logs' });
  await expect(progress).toBeVisible();
  await expect(page.getByText(/of [\d,]+ rows/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('not complete', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What was read' })).toContainText('Stopped');
  await expect(page.getByText('No problem seen')).toHaveCount(0);
  await expect(page.getByText(/not by itself: the reading was stopped/)).toBeVisible();
});

test('an organization without a connection says how to get in', async ({ page }) => {
  await page.goto('/o/eu/acme/s/whatever');
  await expect(page.getByText(/There is no connection to acme in eu/)).toBeVisible();
});

test('a browser that says that it has no network asks Pushscope all the same, which may be on its own machine', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'], ...SMALL });
  await page.goto(organization.path);
  await expect(page.getByRole('navigation', { name: 'Sources' }).getByRole('link')).toBeVisible();
  await page.evaluate(() => void window.dispatchEvent(new Event('offline')));
  const read = page.waitForResponse((response) =>
    response.url().endsWith(`/${organization.organization}/sources`),
  );
  await pressShortcut(page, 'r');
  expect((await read).status()).toBe(200);
});
