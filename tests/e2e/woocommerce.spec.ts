import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const NAME = 'Pottery';
const ORDERS = 5;

test('a WooCommerce site with plain permalinks is connected by what the form tells', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const woo = await startWoocommerceSimulator({ orders: ORDERS, mix: { paid: 1 }, permalinks: 'plain' });
  const page = await ownWorkstation.open(context);
  const wizard = new FirstRun(page, words);
  const shell = new Shell(page, words);
  const shops = new ShopsPage(page, words);
  await wizard.namePerson('Ada', '2580');
  await wizard.keepRecoveryKey();
  await wizard.button('first-run:later').click();
  await wizard.button('first-run:devices.finish').click();
  await shell.go('shops');

  await test.step('the form asks for what WooCommerce needs, each with its hint', async () => {
    await page
      .getByRole('main')
      .getByRole('button', { name: words('shops:shop.add') })
      .click();
    await shops.dialog.getByLabel(words('shops:shop.channel'), { exact: true }).click();
    await pickOption(page, 'WooCommerce (wc/v3)');
    await shops.type('siteUrl', woo.url);
    await shops.type('consumerKey', woo.consumerKey);
    await shops.type('consumerSecret', woo.consumerSecret);
    await expect(shops.dialog).toContainText(words('shops:fieldHint.consumerKey'));
  });

  await test.step('an address that does not answer comes with the advice that helps', async () => {
    await shops.test();
    await expect(shops.problem).toContainText(words('errors:ERR_CHANNEL_API_NOT_FOUND.title'));
    await expect(shops.problem).toContainText(words('errors:ERR_CHANNEL_API_NOT_FOUND.advice'));
    await shops.dialog.getByText(words('shops:advanced')).click();
    await shops.dialog.getByLabel(words('shops:field.plainPermalinks'), { exact: true }).click();
    await shops.test();
    await expect(shops.tested).toContainText('Packbench Demo');
  });

  await test.step('its orders come in', async () => {
    await shops.connect(NAME);
    const orders = new OrdersPage(page, words);
    await shell.go('orders');
    await expect.poll(() => orders.countOf('all')).toBe(ORDERS);
  });
  await woo.close();
});
