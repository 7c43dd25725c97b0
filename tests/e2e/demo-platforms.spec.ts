import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

/** Orders that the Taobao shop of the demo store opens with, and as many as the panel offers to add. */
const AT_FIRST = 27;
const ADDED = 10;

test('a simulated platform is given orders, told to misbehave, and behaves again', async ({ page, shell, words }) => {
  await shell.go('shops');
  await page.getByRole('button', { name: words('shell:demoPlatforms.open') }).click();
  const panel = page.getByRole('dialog', { name: words('shell:demoPlatforms.title') });
  await expect(panel).toContainText(words('shell:demoPlatforms.hint'));
  const [there, here] = [panel.getByRole('definition').nth(0), panel.getByRole('definition').nth(1)];
  await expect(here).toHaveText(String(AT_FIRST));
  const paid = await there.innerText();
  await panel.getByRole('button', { name: words('shell:demoPlatforms.addOrders') }).click();
  await expect(there).not.toHaveText(paid);
  // The next test finds them here, and none that still come.
  await panel.getByRole('button', { name: words('shell:demoPlatforms.pull') }).click();
  await expect(here).toHaveText(String(AT_FIRST + ADDED));

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
  await shell.leaveDialog();

  await packing.begin();
  await packing.scan(await packing.waitingNumber(woo));
  await expect(packing.shopGone).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('shop-gone.png') });
});
