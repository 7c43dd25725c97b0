import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('a payment account is connected, one person cannot confirm a payment, and an order opens to its raw messages', async ({
  page,
  shell,
  words,
}) => {
  const orders = new OrdersPage(page, words);
  const button = (key: string) => page.getByRole('button', { name: words(key), exact: true });

  await test.step('nothing to look at yet, and a system of one’s own is connected', async () => {
    await shell.go('payments');
    await expect(page.getByRole('heading', { name: words('payments:empty.open') })).toBeVisible();
    await page.getByRole('tab', { name: words('payments:tab.accounts') }).click();
    await button('payments:account.add').click();
    await shell.dialog.getByRole('combobox', { name: words('payments:account.provider') }).click();
    await pickOption(page, /HMAC/);
    for (const [key, text] of [
      ['payments:account.name', 'Till'],
      ['shops:field.merchantId', 'shop'],
      ['shops:field.paymentQueryUrl', 'http://127.0.0.1:9/pay/{number}'],
      ['shops:field.callbackSecret', 'a secret of sixteen'],
    ] as const)
      await shell.dialog.getByLabel(words(key), { exact: true }).fill(text);
    await button('common:save').click();
    await expect(page.getByRole('article', { name: 'Till' })).toContainText('/push/pay/');
  });

  await test.step('an order that waits for its payment wants two persons with a PIN', async () => {
    await shell.go('orders');
    await orders.showOnly('awaiting_payment');
    await orders.rows.filter({ hasText: /#\d+/ }).first().dblclick();
    await button('payments:repair.open').click();
    await shell.dialog.getByLabel(words('payments:repair.reference')).fill('BANK-1');
    await shell.dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'slip.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await button('payments:repair.send').click();
    await expect(shell.dialog).toContainText(words('errors:ERR_PAYMENT_PIN_NEEDED.title'));
    await shell.leaveDialog();
  });

  await test.step('its raw messages stand beside what was made of them, masked until a lead looks', async () => {
    await button('lineage:open').click();
    await expect(page.getByRole('heading', { name: words('lineage:made') })).toBeVisible();
    await expect(page.getByText(words('lineage:masked'), { exact: true })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: words('lineage:field.externalNumber') })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('lineage.png') });
    await button('lineage:reveal').click();
    await expect(page.locator('.lineage-sides').getByText(words('lineage:revealed'))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button('lineage:open')).toBeVisible();
  });

  await test.step('what it left behind goes', async () => {
    await shell.go('payments');
    await page.getByRole('tab', { name: words('payments:tab.accounts') }).click();
    await button('payments:account.disconnect').click();
    await page
      .locator('.ant-popconfirm')
      .getByRole('button', { name: words('payments:account.disconnect') })
      .click();
    await expect(page.getByRole('article', { name: 'Till' })).toHaveCount(0);
  });
});
