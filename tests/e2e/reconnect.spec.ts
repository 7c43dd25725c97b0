import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { watchText } from '#tests/e2e/support/watch-text.ts';

test('a backend that dies is replaced: the window says so, reads anew, and keeps what was typed', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  const shell = new Shell(page, words);
  const orders = new OrdersPage(page, words);
  const order = new OrderPage(page, words);
  await new FirstRun(page, words).tryDemoStore();
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await orders.domestic.first().click();
  await order.button('orders:action.hold').click();
  const reason = shell.dialog.getByRole('textbox', { name: words('common:reason') });
  await reason.fill('The buyer called and');

  // On a fast machine the new one is there before anybody could look.
  const told = await watchText(shell.statusBar);
  await ownWorkstation.killBackend();
  await expect(shell.banner).toContainText(words('shell:backend.back'));
  expect(await told()).toContain(words('shell:disconnected'));
  expect(await told()).toContain(words('shell:device.unknown'));
  await expect(shell.statusBar).toContainText(words('shell:connected'));
  // The shops, the printer and the scale of the demo store are part of what was lost, and come back with it.
  await expect(shell.statusBar).toContainText(words('shell:demo'));

  await expect(reason).toHaveValue('The buyer called and');
  await order.giveReason('The buyer called and wants to wait', 'orders:action.hold');
  await expect(order.holds).toHaveCount(1);
  await expect(order.event('hold.placed')).toHaveCount(1);
  await expect(order.seal).toBeVisible();
});
