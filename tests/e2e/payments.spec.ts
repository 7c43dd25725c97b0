import { expect, test } from '#tests/e2e/support/test.ts';

test('a payment account is connected, an order opens to its raw messages, and a payment is never confirmed by one person', async ({
  page,
  shell,
  words,
}) => {
  const button = (key: string) => page.getByRole('button', { name: words(key), exact: true });
  await test.step('nothing to look at yet', async () => {
    await shell.go('payments');
    await expect(page.getByRole('heading', { name: words('payments:empty.open') })).toBeVisible();
  });

  await test.step('a system of one’s own is connected', async () => {
    await page.getByRole('tab', { name: words('payments:tab.accounts') }).click();
    await button('payments:account.add').first().click();
    const field = (key: string) => shell.dialog.getByLabel(words(key), { exact: true });
    await shell.dialog.getByRole('combobox', { name: words('payments:account.provider') }).click();
    await page.locator('.ant-select-dropdown:visible').getByText(/HMAC/).click();
    await field('payments:account.name').fill('Till');
    await field('shops:field.merchantId').fill('shop');
    await field('shops:field.paymentQueryUrl').fill('http://127.0.0.1:9/pay/{number}');
    await field('shops:field.callbackSecret').fill('a secret of sixteen');
    await button('common:save').click();
    await expect(page.getByRole('article', { name: 'Till' })).toContainText('/push/pay/');
  });

  await test.step('an order opens to its raw messages, masked, beside what was made of them', async () => {
    await shell.go('orders');
    await page.getByRole('row').nth(1).dblclick();
    await button('lineage:open').click();
    await expect(page.getByText(words('lineage:made'))).toBeVisible();
    await expect(page.getByText(words('lineage:masked'))).toBeVisible();
    await expect(page.getByRole('rowheader', { name: words('lineage:field.externalNumber') })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('lineage.png') });
    await button('lineage:reveal').click();
    await expect(page.locator('.lineage-sides').getByText(words('lineage:revealed'))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button('lineage:open')).toBeVisible();
  });
});
