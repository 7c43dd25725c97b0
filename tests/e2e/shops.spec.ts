import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const NAME = 'Tea house';
const ORDERS = 6;

test('a shop is connected by its credentials, counts its orders against the platform, and is switched off', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const taobao = await startTaobaoSimulator({ orders: ORDERS, mix: { paid: 1 }, clearReceiver: true });
  const page = await ownWorkstation.open(context);
  const wizard = new FirstRun(page, words);
  const shell = new Shell(page, words);
  const shops = new ShopsPage(page, words);
  await wizard.namePerson('Ada', '2580');
  await wizard.keepRecoveryKey();
  await wizard.button('first-run:later').click();
  await wizard.button('first-run:devices.finish').click();
  await shell.go('shops');

  await test.step('a wrong secret is refused, in words and with its code', async () => {
    await shops.typeTaobao({
      gatewayUrl: taobao.gatewayUrl,
      appKey: taobao.appKey,
      appSecret: 'not-the-secret',
      session: taobao.session,
    });
    await shops.test();
    await expect(shops.problem).toContainText(words('errors:ERR_CHANNEL_AUTH.title'));
    await shops.problem.locator('summary').click();
    await expect(shops.problem).toContainText('ERR_CHANNEL_AUTH');
  });

  await test.step('the right one finds the shop, and its orders come in', async () => {
    await shops.type('appSecret', taobao.appSecret);
    await shops.test();
    await expect(shops.tested).toContainText(words('shops:shop.testOkUnnamed'));
    await shops.connect(NAME);
    await expect(shops.card(NAME)).toContainText(words('shops:shop.reading'));
    const orders = new OrdersPage(page, words);
    await shell.go('orders');
    await expect.poll(() => orders.countOf('all')).toBe(ORDERS);
  });

  await test.step('what the platform counts stands beside what is here', async () => {
    await shell.go('shops');
    await shops.button(NAME, 'shops:shop.completeness').click();
    await expect(shops.card(NAME)).toContainText(words('shops:completeness.complete'), { timeout: 120_000 });
    const counted = await shops.hoursWithOrders(NAME).locator('span').allInnerTexts();
    const platform = counted.filter((_, index) => index % 2 === 0).map(Number);
    const local = counted.filter((_, index) => index % 2 === 1).map(Number);
    expect(platform.reduce((sum, count) => sum + count, 0)).toBe(ORDERS);
    expect(local).toEqual(platform);
    // Left with the part open, and closed again.
    await shell.go('orders');
    await shell.go('shops');
    await expect(shops.card(NAME)).toBeVisible();
  });

  await test.step('switched off, it is read no more', async () => {
    await shops.switchOff(NAME, words('shops:shop.off.open', { n: ORDERS }));
    await expect(shops.button(NAME, 'shops:shop.pull')).toBeDisabled();
  });

  await test.step('disconnected, it has no credentials any more, and its orders stay', async () => {
    await shops.button(NAME, 'shops:shop.disconnect').click();
    await expect(shops.dialog).toContainText(words('shops:shop.gone.history', { n: ORDERS }));
    await shops.confirm('shops:shop.disconnect');
    await expect(shops.card(NAME)).toContainText(words('shops:shop.disconnected'));
    await expect(shops.button(NAME, 'shops:shop.switchOn')).toBeHidden();
  });

  await test.step('connecting it again takes the credentials anew', async () => {
    await shops.button(NAME, 'shops:shop.connectAgain').click();
    await shops.type('appKey', taobao.appKey);
    await shops.type('appSecret', taobao.appSecret);
    await shops.type('sessionKey', taobao.session);
    await shops.submit.click();
    await expect(shops.card(NAME)).toContainText(words('shops:shop.reading'));
  });
  await taobao.close();
});
