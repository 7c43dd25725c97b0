import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('an own rule is tried on stored orders, rolled out, applied, seen on an order, and taken back', async ({
  page,
  shell,
  words,
}) => {
  const settings = new SettingsPage(page, words);
  await shell.go('settings');
  await settings.openTab('cleaning');
  const line = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(line(words('cleaning:builtIn.number-invisible.name'))).toContainText(words('cleaning:state.on'));

  await page.getByRole('button', { name: words('cleaning:add') }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(words('cleaning:form.name')).fill('Province spelled out');
  await drawer.getByRole('combobox', { name: words('cleaning:form.kind') }).click();
  await pickOption(page, words('cleaning:kind.tidy'));
  await drawer.getByRole('combobox', { name: words('cleaning:form.fields') }).click();
  await pickOption(page, words('cleaning:field.province'));
  await page.keyboard.press('Escape');
  await drawer.getByRole('button', { name: words('cleaning:form.addReplacement') }).click();
  await drawer.getByLabel(words('cleaning:form.find'), { exact: true }).fill('省');
  await drawer.getByLabel(words('cleaning:form.replaceWith')).fill(' Sheng');
  await drawer.getByLabel(words('cleaning:form.where')).click();
  await pickOption(page, words('cleaning:form.wheres.end'));
  await drawer.getByRole('tab', { name: words('cleaning:tab.preview') }).click();
  await drawer.getByRole('button', { name: words('cleaning:preview.run') }).click();
  await expect(drawer.getByRole('status')).toContainText(/[1-9]\d* would change, 0 errors/);
  await drawer.getByRole('tab', { name: words('cleaning:tab.rule') }).click();
  await drawer.getByRole('button', { name: words('common:save') }).click();
  await expect(page.getByText(words('cleaning:saved'))).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).first().click();

  await line('Province spelled out').getByRole('combobox').click();
  await pickOption(page, words('cleaning:state.on'));
  await line('Province spelled out')
    .getByRole('button', { name: words('cleaning:openRule', { name: 'Province spelled out' }) })
    .click();
  await drawer.getByRole('tab', { name: words('cleaning:tab.history') }).click();
  await drawer.getByRole('button', { name: words('cleaning:history.apply') }).click();
  await expect(drawer.getByText(/[1-9]\d* changed, 0 left/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).first().click();

  const orders = new OrdersPage(page, words);
  const panel = page.locator('.panel').filter({ hasText: words('cleaning:order.title') });
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await orders.rows.filter({ hasText: 'Sheng' }).first().click();
  await expect(panel).toContainText(/省 → .* Sheng/);
  await expect(panel).toContainText('Province spelled out');
  const order = page.url();

  await shell.go('settings');
  await line('Province spelled out')
    .getByRole('button', { name: words('cleaning:openRule', { name: 'Province spelled out' }) })
    .click();
  await drawer.getByRole('tab', { name: words('cleaning:tab.history') }).click();
  await drawer.getByRole('button', { name: words('cleaning:history.undo'), exact: true }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: words('cleaning:history.undo') })
    .click();
  await expect(drawer.getByText(words('cleaning:run.kind.undo', { n: '1' }))).toBeVisible();
  await expect(drawer.getByText(words('cleaning:run.state.done'))).toHaveCount(2);
  await drawer.getByRole('button', { name: 'Close' }).first().click();
  await expect(line('Province spelled out').getByText(words('cleaning:state.off'))).toBeVisible();

  await page.goto(order);
  await expect(panel).toContainText(words('cleaning:order.undone'));
});
