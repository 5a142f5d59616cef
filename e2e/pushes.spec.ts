import { expect, pressShortcut, SMALL, schemesAt, test } from './fixtures';

const THROTTLED = { status: 429, errorCode: 'TOO_MANY_REQUESTS' };

test('a connector’s lines are taken once, become findings with a permalink and a copy, bring no secret along, and are forgotten', async ({
  organizationWith,
  playwright,
  baseURL,
}) => {
  const { organization, key, now, sources } = await organizationWith({ scenarios: ['healthy'] });
  const source = sources[0]?.id ?? '';
  const program = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const path = `/api/o/sandbox/${organization}/s/${source}`;
  const signature = 'f'.repeat(64);
  const line = (minutes: number, over: object) => ({
    at: new Date(Date.parse(now) - minutes * 60_000).toISOString(),
    method: 'PUT',
    path: `https://api.cloud.coveo.com/push/v1/organizations/${organization}/sources/${source}/documents/batch?fileId=${minutes}&access_token=${key}&X-Amz-Signature=${signature}`,
    status: 202,
    items: 10,
    ...over,
  });
  const lines = [
    line(90, { items: 3 }),
    line(80, THROTTLED),
    { ...line(70, {}), status: 'fine' },
    line(60, THROTTLED),
  ];
  const post = () =>
    program.post(`${path}/pushes`, { data: lines.map((one) => JSON.stringify(one)).join('\n') });
  const refused = [{ line: 3, why: '`status` is no HTTP status; it is 0 or null where no answer came.' }];
  const first = await post();
  const { takenAt, ...taken } = await first.json();
  expect([first.status(), taken]).toEqual([201, { taken: 3, alreadyKnown: 0, refused }]);
  expect(await (await post()).json()).toEqual({ taken: 0, takenAt: null, alreadyKnown: 3, refused });

  const listed = await (await program.get(`${path}/pushes`)).text();
  const health = await (await program.get(`${path}/health`)).text();
  for (const answer of [listed, health]) {
    expect([answer.includes(key), answer.includes(signature), answer.includes('access_token')]).toEqual([
      false,
      false,
      false,
    ]);
  }
  const { findings, recorded, blindSpots } = JSON.parse(health);
  const found = findings.find(({ problem }: { problem: string }) => problem === 'too-many-requests');
  expect(found).toMatchObject({
    key: 'recorded',
    count: 2,
    unit: 'operations',
    impact: 'degraded',
    calls: [{}, {}],
  });
  expect(recorded).toMatchObject({ accepted: { calls: 1, items: 3 }, refused: { calls: 2, items: 20 } });
  expect(blindSpots[0]).toContain('Recorded here, and so not blind');
  const issue = await program.get(`/api/issues/${found.issue.id}`);
  expect((await issue.json()).opened.finding.calls.length).toBe(2);

  const preserved = await program.post('/api/capsules', { data: { kind: 'issue', issue: found.issue.id } });
  const { url } = await preserved.json();
  const copy = await (await program.get(`${url}.md`)).text();
  expect(copy).toContain('Recorded calls behind it, 2 of 2 calls');
  expect([copy.includes(organization), copy.includes(source), copy.includes('429 TOO_MANY')]).toEqual([
    false,
    false,
    true,
  ]);

  expect((await program.delete(`${path}/pushes`)).status()).toBe(400);
  const forgotten = await program.delete(`${path}/pushes?${new URLSearchParams({ sent: takenAt })}`);
  expect(await forgotten.json()).toEqual({ forgotten: 3 });
  const after = await (await program.get(`${path}/health`)).json();
  expect([after.recorded, after.blindSpots[0].includes('Recorded here')]).toEqual([undefined, false]);
  expect((await program.get(`/api/issues/${found.issue.id}`)).status()).toBe(200);
  await program.dispose();
});

test('a client’s log that is pasted is read beside the page, sent, seen on the timeline and as findings, and taken back', async ({
  page,
  organizationWith,
  checkA11y,
}) => {
  const { sourcePath } = await organizationWith({ scenarios: ['healthy'] });
  await page.goto(sourcePath('healthy'));
  const panel = page.getByRole('region', { name: 'Recorded calls', exact: true });
  await expect(panel).toContainText('Nothing was recorded of this source');
  await panel.getByText('Add calls from a log or a HAR').click();
  const worker = page.waitForEvent('worker');
  await panel.getByRole('textbox').fill('PUT https://example.com/ 200');
  expect((await worker).url()).toContain('/_next/');
  await expect(panel.getByRole('status')).toContainText('No call of this source was read.');
  await panel.getByRole('button', { name: 'Try with an example' }).click();
  await expect(panel.getByRole('status')).toContainText(
    '9 calls read: 5 accepted, 4 refused, 0 without an answer.',
  );
  await panel.getByRole('button', { name: 'Record 9 lines' }).press('Enter');

  const finding = page.getByRole('button', { name: /1 call refused with 401 INVALID_TOKEN/ });
  await expect(finding).toBeVisible();
  await expect(panel.getByRole('status')).toContainText('9 lines recorded.');
  // The button has gone: whoever pressed it is led to what came of it.
  await expect(panel.locator(':focus')).toContainText('9 lines recorded.');
  await expect(panel.getByRole('table')).toContainText('413');
  await expect(page.getByRole('img', { name: /^Recorded calls, .*Refused 4/ })).toBeVisible();
  await finding.click();
  const calls = page.getByRole('region', { name: 'Recorded calls behind it' }).first();
  await expect(calls).toContainText('401 INVALID_TOKEN');
  await expect(page.locator('#blind-spots')).toContainText('Recorded here, and so not blind');

  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.locator('#timeline')).toContainText('2 × 429 TOO_MANY_REQUESTS: Too many requests');
  await expect(page.locator('#timeline').getByRole('cell', { name: 'not recorded' }).first()).toBeVisible();
  for (const width of [375, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of schemesAt(width)) {
      await page.emulateMedia({ colorScheme });
      await checkA11y();
    }
  }

  await panel.getByRole('button', { name: 'Take it back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget recorded calls' });
  await expect(dialog.getByRole('radio', { name: 'What was just sent from this page' })).toBeFocused();
  await checkA11y();
  await dialog.getByRole('button', { name: 'Forget for good' }).press('Enter');
  await expect(panel).toContainText('9 lines forgotten.');
  await expect(panel.locator(':focus')).toContainText('9 lines forgotten.');
  await expect(panel).toContainText('Nothing was recorded of this source');
  await expect(finding).toBeHidden();

  await panel.getByRole('button', { name: 'Try with an example' }).click();
  await panel.getByRole('button', { name: 'Record 9 lines' }).press('Enter');
  await panel.getByRole('button', { name: 'Forget…' }).press('Enter');
  await dialog.getByRole('radio', { name: 'All that was recorded of this source' }).check();
  await dialog.getByRole('button', { name: 'Forget for good' }).press('Enter');
  // The button that asked for it goes with the list.
  await expect(panel.getByRole('button', { name: 'Forget…' })).toHaveCount(0);
  await expect(panel.locator(':focus')).toContainText('9 lines forgotten.');
});

test('recorded calls that were asked for stay in sight when the source is read again', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'], ...SMALL });
  const source = organization.sourcePath('healthy');
  const lines = Array.from({ length: 120 }, (_, minutes) => ({
    at: new Date(Date.parse(organization.now) - (minutes + 60) * 60_000).toISOString(),
    method: 'POST',
    path: `https://api.cloud.coveo.com/push/v1/organizations/${organization.organization}/files`,
    status: 201,
  }));
  const data = lines.map((line) => JSON.stringify(line)).join('\n');
  expect((await page.request.post(`/api${source}/pushes`, { data })).status()).toBe(201);
  await page.goto(source);
  const rows = page.getByRole('region', { name: 'Recorded calls, newest first' }).getByRole('row');
  await expect(rows).toHaveCount(101);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(121);
  const older = page.waitForResponse((response) => response.url().includes('/pushes?cursor='));
  await pressShortcut(page, 'r');
  await older;
  await expect(rows).toHaveCount(121);
});
