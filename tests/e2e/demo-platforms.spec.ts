import { expect, test } from '#tests/e2e/support/test.ts';

test('a simulated platform is given orders, told to misbehave, and behaves again', async ({ page, shell, words }) => {
  await shell.go('shops');
  await page.getByRole('button', { name: words('shell:demoPlatforms.open') }).click();
  const panel = page.getByRole('dialog', { name: words('shell:demoPlatforms.title') });
  await expect(panel).toContainText(words('shell:demoPlatforms.hint'));
  const paid = panel.getByRole('definition').first();
  const before = Number(await paid.textContent());
  await panel.getByRole('button', { name: words('shell:demoPlatforms.addOrders') }).click();
  await expect(paid).not.toHaveText(String(before));

  const wrong = panel.getByRole('switch', { name: words('shell:demoPlatforms.misbehaviour.error-body') });
  await wrong.click();
  await expect(wrong).toBeChecked();
  await page.screenshot({ path: test.info().outputPath('demo-platforms.png') });
  await panel.getByRole('button', { name: words('shell:demoPlatforms.behave') }).click();
  await expect(wrong).not.toBeChecked();

  // Its orders stay, and are packed by whoever comes next: they bear addresses that any carrier takes.
  const woo = words('shell:demoPlatforms.platform.woocommerce');
  await panel.getByText(words('shell:demoPlatforms.more'), { exact: true }).click();
  await panel.getByRole('button', { name: words('shell:demoPlatforms.startNamed', { platform: woo }) }).click();
  await expect(panel.getByRole('radio', { name: woo, checked: true })).toBeAttached();
  await expect(panel).toContainText(words('shell:demoPlatforms.read'));
  await panel.getByRole('button', { name: words('shell:demoPlatforms.close'), exact: true }).click();
  await page.screenshot({ path: test.info().outputPath('demo-platform-removed.png') });
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: words('shell:demoPlatforms.close') })
    .click();
  await expect(panel.getByRole('radio', { name: woo })).toHaveCount(0);
});
