import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const SHOPIFY_SHOP = 'Demo store · Shopify';

test('the list filters by status and by shop, and its counts say how many', async ({ page, shell, words }) => {
  const orders = new OrdersPage(page, words);
  await shell.go('orders');
  await expect(orders.rows.first()).toBeVisible();

  await orders.status('refunding').click();
  await expect(orders.rows).toHaveCount(await orders.countOf('refunding'));
  for (const row of await orders.rows.all()) await expect(row).toContainText(words('common:status.refunding'));

  await orders.status('all').click();
  await orders.chooseShop(SHOPIFY_SHOP);
  await expect(orders.rows.first()).toContainText(/#\d+/);
  await expect(orders.rows.filter({ hasNotText: SHOPIFY_SHOP })).toHaveCount(0);
});

test('words of the goods find their orders', async ({ page, shell, words }) => {
  const orders = new OrdersPage(page, words);
  const order = new OrderPage(page, words);
  await shell.go('orders');
  await orders.rows.first().click();
  const title = await page.locator('.line-title').first().innerText();
  const number = await order.number.innerText();
  await page.keyboard.press('Escape');

  await orders.text.fill(title.slice(0, 5));
  await expect(orders.rows.filter({ hasText: number })).toHaveCount(1);
  await orders.text.fill('zzzz');
  await expect(page.getByText(words('orders:empty.filtered'))).toBeVisible();
  await page.getByRole('button', { name: words('orders:empty.reset') }).click();
  await expect(orders.rows.first()).toBeVisible();
});
