import { readFileSync } from 'node:fs';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('the audit tells in words what was done to what, is filtered, and goes into a spreadsheet', async ({
  page,
  shell,
  words,
}) => {
  const orders = new OrdersPage(page, words);
  const order = new OrderPage(page, words);
  const settings = new SettingsPage(page, words);
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await orders.domestic.first().click();
  const number = await order.number.innerText();
  await order.button('orders:action.hold').click();
  await order.giveReason('=1+1 pieces are broken', 'orders:action.hold');
  await expect(order.holds).toHaveCount(1);
  await shell.go('settings');
  await settings.change('packagingG', '45');
  await settings.change('packagingG', '30');
  await shell.go('audit');
  const rows = page.getByRole('grid', { name: words('audit:title') }).getByRole('row');

  await test.step('an order by its number, a setting by its name, values as they are shown', async () => {
    const held = rows.filter({ hasText: words('audit:act.order.hold') }).first();
    await expect(held).toContainText(number);
    await expect(held).toContainText('=1+1 pieces are broken');
    const changed = rows.filter({ hasText: words('settings:name.packagingG.label') }).first();
    await expect(changed).toContainText('45 g → 30 g');
  });

  await test.step('only the acts of one kind', async () => {
    // Typed, as a person would: of a long list only what can be seen is drawn.
    await page.getByRole('combobox', { name: words('audit:column.act') }).fill(words('audit:act.order.hold'));
    await pickOption(page, words('audit:act.order.hold'));
    await expect(rows.filter({ hasText: words('audit:act.setting.change') })).toHaveCount(0);
    await expect(rows.filter({ hasText: number })).not.toHaveCount(0);
  });

  await test.step('a day without acts is empty, and says how to go back', async () => {
    await page.getByLabel(words('audit:from'), { exact: true }).fill('2001-01-01');
    await page.keyboard.press('Enter');
    await page.getByLabel(words('audit:to'), { exact: true }).fill('2001-01-02');
    await page.keyboard.press('Enter');
    await expect(page.getByText(words('audit:noneFound'))).toBeVisible();
    await page.getByRole('button', { name: words('audit:showAll') }).click();
    await expect(rows.filter({ hasText: words('audit:act.setting.change') })).not.toHaveCount(0);
  });

  await test.step('the file has the same words, and nothing that a spreadsheet runs', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('audit:saveCsv') }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toContain(`,${words('audit:act.order.hold')},`);
    expect(text).toContain('45 g → 30 g');
    expect(text).not.toMatch(/(^|,)=/m);
  });
});
