import { readFileSync } from 'node:fs';
import { startGenericApiSimulator } from '#main/simulators/generic-api/generic-api-simulator.ts';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const ORDERS = 4;

test('an ERP is connected without code: a template, a sample, its orders, and a new version that asks first', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const erp = await startGenericApiSimulator({ orders: ORDERS, mix: { paid: 1 } });
  const page = await ownWorkstation.open(context);
  const wizard = new FirstRun(page, words);
  const shell = new Shell(page, words);
  const shops = new ShopsPage(page, words);
  await wizard.namePerson('Ada', '2580');
  await wizard.keepRecoveryKey();
  await wizard.button('first-run:later').click();
  await wizard.button('first-run:devices.finish').click();
  await shell.go('shops');
  const button = (key: string) => page.getByRole('button', { name: words(key), exact: true });
  const field = (key: string) => page.getByLabel(words(`http-api:f.${key}`), { exact: true });
  const step = (key: string) => page.getByRole('tab', { name: words(`http-api:step.${key}`) });

  await test.step('a starter is changed, and a sample shows what its orders become', async () => {
    await page
      .getByRole('main')
      .getByRole('button', { name: words('shops:shop.add') })
      .click();
    await page.getByLabel(words('shops:shop.channel'), { exact: true }).click();
    await pickOption(page, /template\/1/);
    await button('http-api:shop.setUp').click();
    await expect(page.getByText(words('http-api:list.empty')).first()).toBeVisible();
    await page.getByRole('button', { name: words('http-api:list.new') }).click();
    await page.getByRole('button', { name: words('http-api:starter.rest-json.name') }).click();
    await field('name').fill('House ERP');
    await field('baseUrl').fill(erp.url);
    await page.getByText(words('http-api:sample.askWith')).click();
    await page.getByRole('textbox', { name: words('shops:field.apiKey') }).fill(erp.secret);
    await button('http-api:sample.ask').click();
    const [known] = erp.books.paidOrders();
    await expect(page.locator('.http-numbers')).toContainText(known?.externalNumber ?? '');
    await page.getByText(words('http-api:sample.one'), { exact: true }).click();
    await page.getByLabel(words('http-api:sample.number'), { exact: true }).fill(known?.externalNumber ?? '');
    await button('http-api:sample.ask').click();
    const preview = page.getByRole('article', { name: known?.externalNumber ?? '' });
    await expect(preview).toContainText(words('http-api:option.paid'));
    await expect(preview).toContainText(known?.items[0]?.skuCode ?? '');
  });

  await test.step('a mistake in the mapping is told by field while one types, and undone', async () => {
    await step('mapping').click();
    const mapping = field('mapping');
    const text = await mapping.inputValue();
    await mapping.fill(text.replace('grandTotal', 'stateCode & "x"'));
    await expect(page.locator('.http-faults')).toContainText('total');
    await button('http-api:editor.undo').click();
    await expect(mapping).toHaveValue(text);
    await expect(page.locator('.http-faults')).toHaveCount(0);
  });

  await test.step('the shop is connected with it, and its orders come in', async () => {
    await button('http-api:editor.save').click();
    // The editor has a field for a key of its own until it is gone.
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await shops.type('apiKey', erp.secret);
    await shops.test();
    await expect(shops.tested).toContainText('House ERP');
    await shops.connect('ERP');
    await shell.go('orders');
    await expect.poll(() => new OrdersPage(page, words).countOf('all')).toBe(ORDERS);
  });

  await test.step('a changed template asks before a shop works with it; it can be exported and read again', async () => {
    await shell.go('shops');
    await button('http-api:shop.open').click();
    const card = page.getByRole('article', { name: 'House ERP' });
    await card.getByRole('button', { name: words('common:edit') }).click();
    await field('description').fill('changed');
    await page.keyboard.press('Control+s');
    await page.getByRole('checkbox', { name: /ERP/ }).check();
    await page.getByRole('button', { name: words('http-api:apply.ok', { n: 1 }) }).click();
    await expect(card).toContainText(words('http-api:list.use', { name: 'ERP', version: 2 }));
    const download = page.waitForEvent('download');
    await card.getByRole('button', { name: words('http-api:list.export') }).click();
    const path = await (await download).path();
    expect(readFileSync(path, 'utf8')).not.toContain(erp.secret);
    await page.locator('input[type=file]').setInputFiles(path);
    await expect(field('description')).toHaveValue('changed');
  });
  await erp.close();
});
