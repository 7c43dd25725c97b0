import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const TAOBAO_SHOP = 'Demo store · 淘宝 Taobao';

test('what a status of the platform means is changed with a reason, told who said so, and taken back', async ({
  page,
  shell,
  words,
}) => {
  const row = (status: string) => shell.dialog.getByRole('row').filter({ hasText: status });
  await shell.go('shops');
  await new ShopsPage(page, words).button(TAOBAO_SHOP, 'statuses:open').click();
  await expect(row('WAIT_SELLER_SEND_GOODS')).toContainText(words('orders:axis.payment.paid'));
  await expect(row('WAIT_SELLER_SEND_GOODS')).toContainText(words('statuses:origin.builtIn'));

  await shell.dialog
    .getByRole('button', { name: words('statuses:changeStatus', { status: 'SELLER_CONSIGNED_PART' }) })
    .click();
  await shell.dialog.getByRole('combobox', { name: words('statuses:part.hold') }).click();
  await pickOption(page, words('common:hold.approval'));
  await shell.dialog.getByLabel(words('common:reason')).fill('The second parcel is looked at first');
  await page.keyboard.press('Enter');
  await expect(row('SELLER_CONSIGNED_PART')).toContainText(
    words('statuses:holds', { kind: words('common:hold.approval') }),
  );

  await row('SELLER_CONSIGNED_PART')
    .getByRole('button', { name: words('statuses:reset') })
    .click();
  await expect(row('SELLER_CONSIGNED_PART')).toContainText(words('statuses:origin.builtIn'));
  await page.screenshot({ path: test.info().outputPath('statuses.png') });
});
