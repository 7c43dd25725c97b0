import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
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
});

test('a platform that was opened is closed again; its orders can be packed, and the station says that nobody is told', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  await new FirstRun(page, words).tryDemoStore();
  const shell = new Shell(page, words);
  const packing = new PackingPage(page, words);
  const woo = words('shell:demoPlatforms.platform.woocommerce');
  await shell.go('shops');
  await page.getByRole('button', { name: words('shell:demoPlatforms.open') }).click();
  const panel = page.getByRole('dialog', { name: words('shell:demoPlatforms.title') });
  await panel.getByText(words('shell:demoPlatforms.more'), { exact: true }).click();
  await panel.getByRole('button', { name: words('shell:demoPlatforms.startNamed', { platform: woo }) }).click();
  await expect(panel.getByRole('radio', { name: woo, checked: true })).toBeAttached();
  await expect(panel).toContainText(words('shell:demoPlatforms.read'));
  await panel.getByRole('button', { name: words('shell:demoPlatforms.close'), exact: true }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: words('shell:demoPlatforms.close') })
    .click();
  await expect(panel.getByRole('radio', { name: woo })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await packing.begin();
  await packing.scan(await packing.waitingNumber(woo));
  await expect(packing.shopGone).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('shop-gone.png') });
});
