import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, needsTwoWindows, test } from '#tests/e2e/support/test.ts';

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

test('an order is found by its waybill number and by its number on the platform', async ({ page, shell, words }) => {
  const packing = new PackingPage(page, words);
  const order = new OrderPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumberOf(1);
  await packing.fillBox(number);
  await packing.weigh();
  await packing.expectPhase('done');
  const waybill = await packing.waybillNumber();

  for (const [known, kind] of [
    [waybill, 'waybill'],
    [number, 'order'],
  ] as const) {
    await shell.search(known);
    await expect(shell.searchHits).toHaveCount(1);
    await expect(shell.searchHits).toContainText(words(`shell:search.kind.${kind}`));
    await page.keyboard.press('Enter');
    await expect(shell.searchField).toBeHidden();
    await expect(order.number).toHaveText(number);
  }
  // All but its last digit: at most ten waybills begin so, and all of them are shown.
  await shell.search(waybill.slice(0, -1));
  const hit = shell.searchHits.filter({ hasText: number });
  await expect(hit).toContainText(words('shell:search.kind.waybill'));
  await hit.click();
  await expect(order.number).toHaveText(number);
  await expect(order.numbers.filter({ hasText: waybill })).toHaveCount(1);
});

test('two windows at once see the same change, live', async ({ page, shell, words, workstation, browser }) => {
  needsTwoWindows();
  const order = new OrderPage(page, words);
  const orders = new OrdersPage(page, words);
  const otherBrowser = await browser.newContext();
  const second = await workstation.open(otherBrowser);
  const there = new OrdersPage(second, words);
  const orderThere = new OrderPage(second, words);
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await new Shell(second, words).go('orders');
  await expect(there.status('on_hold').locator('.status-count')).toHaveText(/^\d+$/);
  const before = await there.countOf('on_hold');
  await orders.domestic.first().click();
  const number = await order.number.innerText();

  await order.button('orders:action.hold').click();
  await order.giveReason('Seen in both windows', 'orders:action.hold');
  await expect(there.status('on_hold').locator('.status-count')).toHaveText(String(before + 1));
  // Only rows that can be seen are drawn, and what came since may stand before this one.
  await there.text.fill(number);
  await expect(there.rows).toHaveCount(1);
  await expect(there.rows.filter({ hasText: number })).toContainText(words('common:status.on_hold'));

  await there.rows.filter({ hasText: number }).click();
  await orderThere.release('Seen in both windows');
  await expect(order.holds).toHaveCount(0);
  await expect(order.event('hold.released', 'Demo')).toHaveCount(1);
  await otherBrowser.close();
});

test('the cursor stays with its order while others leave the list', async ({ page, shell, words, context }) => {
  needsTwoWindows();
  const orders = new OrdersPage(page, words);
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  const leaving = await orders.numberOf(orders.domestic.first());
  const rows = await orders.rows.allInnerTexts();
  for (let at = 0; at < rows.findIndex((row) => row.includes(leaving)) + 2; at += 1) await page.keyboard.press('j');
  const marked = await orders.numberOf(orders.cursor);

  const other = await context.newPage();
  await other.goto(page.url());
  const there = new OrdersPage(other, words);
  await there.text.fill(leaving);
  await there.rows.filter({ hasText: leaving }).click();
  const order = new OrderPage(other, words);
  await order.button('orders:action.hold').click();
  await order.giveReason('Leaves the list', 'orders:action.hold');
  await expect(orders.rows.filter({ hasText: leaving })).toHaveCount(0);
  expect(await orders.numberOf(orders.cursor)).toBe(marked);
  await order.release('Back again');
  await expect(orders.rows.filter({ hasText: leaving })).toHaveCount(1);
  expect(await orders.numberOf(orders.cursor)).toBe(marked);
  await other.close();
});

test('a long list draws what can be seen, and its end is one key away', async ({ page, shell, words }) => {
  const stock = page.getByRole('grid', { name: words('stock:title') });
  const rows = stock.getByRole('rowgroup').getByRole('row');
  await shell.go('stock');
  await expect(rows.first()).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(stock).toHaveAttribute('aria-rowcount', /^\d{3,}$/, { timeout: 500 });
  }).toPass();
  await page.keyboard.press('End');
  const last = (await stock.getAttribute('aria-rowcount')) ?? '';
  await expect(rows.last()).toHaveAttribute('aria-rowindex', last);
  await expect(rows.last()).toBeInViewport();
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');
});

test('what the search does not find, it says how to look for', async ({ shell, words }) => {
  await shell.go('orders');
  await shell.search('99999999');
  await expect(shell.dialog).toContainText(words('shell:search.none', { text: '99999999' }));
  await expect(shell.dialog).toContainText(words('shell:search.noneHint'));
});
