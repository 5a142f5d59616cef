import { expect, test } from './fixtures';

/** From the list to the finding that each scenario must show: its title, and a row or activity behind it. */
const SCENARIOS = [
  {
    scenario: 'metadata-too-large',
    verdict: 'Failing',
    finding: /items rejected: metadata over 52,428,800 bytes/,
    proof: /PROCESSING/,
  },
  {
    scenario: 'refresh-left-open',
    verdict: 'Degraded',
    finding: /Refresh open since .* never set to IDLE/,
    proof: /FULL_REFRESH/,
  },
  {
    scenario: 'out-of-sequence',
    verdict: 'Degraded',
    finding: /60 operations refused as out of sequence, 8 items lost/,
    proof: /OUT_OF_SEQUENCE_OPERATION/,
  },
  {
    scenario: 'older-than-too-low',
    verdict: 'Degraded',
    finding: /delete older than requests with an orderingId too low to delete anything/,
    proof: /DELETE_OLDER_THAN/,
  },
  {
    scenario: 'broken-batch',
    verdict: 'Failing',
    finding: /1 batch lost: the file could not be read as JSON/,
    proof: /BATCH_FILE/,
  },
  {
    scenario: 'unknown-rejection',
    verdict: 'Degraded',
    finding: /rows rejected at MAPPING: FIELD_VALUE_NOT_COERCIBLE/,
    proof: /FIELD_VALUE_NOT_COERCIBLE/,
  },
  {
    scenario: 'half-missing',
    verdict: 'Degraded',
    // Half to the item or nearly: which items a run has is another matter each day.
    finding: /Newest run pushed 3\d\d of the usual .* operations \((?:49|50) %\)/,
    proof: /CONSUMING/,
  },
  {
    scenario: 'silent',
    verdict: 'Failing',
    finding: /No push seen for \d+ h \(usually every 24 h\)/,
    proof: /CONSUMING/,
  },
] as const;

for (const { scenario, verdict, finding, proof } of SCENARIOS) {
  test(`${scenario}: from the list to its finding and the rows behind it`, async ({
    page,
    organizationWith,
  }) => {
    const organization = await organizationWith({ scenarios: ['healthy', scenario] });
    const source = organization.sources.find((candidate) => candidate.scenario === scenario);
    await page.goto(organization.path);
    const row = page.getByRole('listitem').filter({ hasText: source?.name ?? '' });
    await expect(row).toContainText(verdict);
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(source?.name ?? '');
    await expect(page.getByRole('heading', { level: 2, name: verdict })).toBeVisible();
    await page.getByRole('button', { name: finding }).first().click();
    await expect(
      page.getByRole('region', { name: 'Rows behind it' }).or(page.getByText('FULL_REFRESH')).first(),
    ).toBeVisible();
    await expect(page.getByRole('region', { name: 'Findings' })).toContainText(proof);
    await expect(page.getByRole('region', { name: 'Findings' })).toContainText('How to fix');
    await expect(page).toHaveURL(/[?&]finding=/);
  });
}

test('a healthy source says that no problem was seen, and what cannot be seen', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  await page.goto(organization.sourcePath('healthy'));
  await expect(page.getByRole('heading', { level: 2, name: 'No problem seen' })).toBeVisible();
  await expect(page.getByText('Calls that the Push API refused')).toBeVisible();
  await expect(page.getByText(/healthy/i)).toHaveCount(0);
});

test('in the bare dialect rows without a reason are shown as unexplained', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], dialect: 'bare' });
  await page.goto(organization.sourcePath('metadata-too-large'));
  await page
    .getByRole('button', { name: /rows rejected at PROCESSING: no reason in the log/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText(
    'The rows give no reason beyond their result.',
  );
});
