import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { expect, needsTwoWindows, test } from '#tests/e2e/support/test.ts';

test('a changed rule is kept, with who changed it, from what, and when', async ({ page, shell, words }) => {
  const settings = new SettingsPage(page, words);
  await shell.go('settings');
  await settings.change('packagingG', '45');
  await settings.change('packagingG', '30');

  await page.reload();
  await expect(settings.setting('packagingG').getByRole('spinbutton')).toHaveValue('30');
  await settings
    .setting('packagingG')
    .getByRole('button', { name: words('settings:history') })
    .click();
  const history = settings.setting('packagingG').getByRole('row');
  await expect(history.nth(0)).toContainText('30');
  await expect(history.nth(1)).toContainText(/45.*Demo/);
});

test('what is typed stays when the same setting is saved in another window, and says so', async ({
  page,
  context,
  shell,
  words,
}) => {
  needsTwoWindows();
  const mine = new SettingsPage(page, words);
  await shell.go('settings');
  await mine.setting('weightMinG').getByRole('spinbutton').fill('11');

  const other = await context.newPage();
  await other.goto(page.url());
  await new SettingsPage(other, words).change('weightMinG', '12');
  await other.close();

  await expect(mine.setting('weightMinG').getByRole('status')).toHaveText(
    words('settings:overtaken', { value: '12 g' }),
  );
  await expect(mine.setting('weightMinG').getByRole('spinbutton')).toHaveValue('11');
  await mine.change('weightMinG', '11');
  await expect(mine.setting('weightMinG').getByRole('status')).toHaveCount(0);
  await mine.change('weightMinG', '10');
});

test('a token for a script is shown once, listed, and can be revoked', async ({ page, shell, words }) => {
  const settings = new SettingsPage(page, words);
  await shell.go('settings');
  await settings.openTab('tokens');
  await page.getByRole('textbox', { name: words('settings:tokens.name') }).fill('Monthly report');
  await page.getByRole('button', { name: words('settings:tokens.create') }).click();
  const token = await page.locator('output').innerText();
  await page.getByRole('button', { name: words('common:understood') }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  const api = new URL('/api/orders?limit=1', page.url()).href;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await page.request.get(api, { headers });
  expect(answer.status()).toBe(200);
  await page.getByRole('row').filter({ hasText: 'Monthly report' }).getByRole('button').click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: words('settings:tokens.revoke') })
    .click();
  await expect(page.getByRole('cell', { name: words('settings:tokens.isRevoked'), exact: true })).toBeVisible();
  const refused = await page.request.get(api, { headers });
  expect(refused.status()).toBe(401);
});
