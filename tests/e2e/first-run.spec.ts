import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';

test('a new workstation speaks the language that is chosen and fills itself from the demo store', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  const wizard = new FirstRun(page, words);
  await expect(wizard.title).toHaveText(words('first-run:welcome.title'));

  await test.step('in Chinese, and back', async () => {
    const chinese = wordsOf('zh-CN');
    await page.getByText('简体中文').click();
    await expect(wizard.title).toHaveText(chinese('first-run:welcome.title'));
    await page.getByText('English').click();
    await expect(wizard.title).toHaveText(words('first-run:welcome.title'));
  });

  await test.step('the recovery key must be kept before anything goes on', async () => {
    await wizard.demo.click();
    await expect(wizard.recoveryKey).toHaveText(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    await expect(wizard.goOn).toBeDisabled();
    await wizard.keepRecoveryKey();
  });

  await test.step('orders of two shops wait to be packed', async () => {
    const packing = new PackingPage(page, words);
    const orders = new OrdersPage(page, words);
    await expect(packing.waitingOrders.first()).toBeVisible();
    await new Shell(page, words).go('orders');
    // Forty of the country, and ten that cross a border.
    await expect.poll(() => orders.countOf('all')).toBe(50);
    await expect(orders.rows.filter({ hasText: /#\d{4}/ }).first()).toBeVisible();
  });

  await test.step('the wizard does not come back', async () => {
    await page.reload();
    await expect(page.getByRole('navigation')).toBeVisible();
  });
});

test('an own workstation needs a name and a PIN; shop and devices may wait', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  const wizard = new FirstRun(page, words);
  await wizard.namePerson('Ada', '1234');
  await expect(page.getByRole('alert')).toContainText(words('errors:ERR_AUTH_PIN_WEAK.title'));
  await wizard.namePerson('Ada', '2580');
  await wizard.keepRecoveryKey();
  await expect(wizard.title).toHaveText(words('first-run:shop.title'));
  await test.step('half a sender is not forgotten on the way on', async () => {
    await page.getByLabel(words('settings:sender.name')).fill('Tea house');
    await wizard.button('first-run:shop.saveSender').click();
    await expect(page.getByRole('alert')).toContainText(words('errors:ERR_HOST_SETTING_INVALID.title'));
    await page.getByLabel(words('settings:sender.phone')).fill('0571-88888888');
    await page.getByLabel(words('settings:sender.city')).fill('杭州市');
    await page.getByLabel(words('settings:sender.street')).fill('文一路 1 号');
    await wizard.button('first-run:shop.saveSender').click();
  });
  await expect(wizard.title).toHaveText(words('first-run:devices.title'));
  await wizard.button('first-run:devices.finish').click();
  await expect(page).toHaveURL(/#\/orders$/);
  await expect(page.getByText(words('orders:empty.title'))).toBeVisible();
  await new Shell(page, words).go('settings');
  const sender = page.getByRole('group', { name: words('settings:name.senderAddress.label') });
  await expect(sender.getByLabel(words('settings:sender.name'))).toHaveValue('Tea house');
});
