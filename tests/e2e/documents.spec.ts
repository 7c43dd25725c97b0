import type { Page } from '@playwright/test';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import type { Shell } from '#tests/e2e/pages/shell.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import type { Words } from '#tests/e2e/support/words.ts';

/** Waits for the picture of the open dialog, prints with the keyboard, and sees that it was queued. */
async function printFromDialog(page: Page, shell: Shell, words: Words, jobs = 1): Promise<void> {
  await expect(shell.dialog.locator('.print-preview')).toBeVisible();
  const button = shell.dialog.getByRole('button', { name: words('printing:document.print') });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(shell.toast.filter({ hasText: words('printing:document.queued', { n: jobs }) }).first()).toBeVisible();
  await expect(shell.dialog).toBeHidden();
}

test('the packing slip of an order is shown, printed and kept with the order', async ({ page, shell, words }) => {
  const orders = new OrdersPage(page, words);
  const order = new OrderPage(page, words);
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await orders.rows.first().click();
  await order.button('orders:papers.more').click();
  await page.getByRole('menuitem', { name: words('common:printKind.packing_slip') }).click();
  await printFromDialog(page, shell, words);
  await expect(order.labels).toHaveCount(1);
  await order.button('orders:papers.more').click();
  await page.getByRole('menuitem', { name: words('common:printKind.receipt') }).click();
  await printFromDialog(page, shell, words);
  await expect(order.labels).toHaveCount(2);
});

test('a box gets its carton label once: the second time the window says how to print it again', async ({
  page,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumberOf(1);
  await packing.fillBox(number);
  await packing.weigh();
  await packing.expectPhase('done');
  // The next test finds the scale empty.
  await packing.begin();
  await shell.search(number);
  await shell.searchHits.first().click();
  const open = async (): Promise<void> => {
    await page.getByRole('button', { name: words('orders:papers.ofParcel', { n: 1 }) }).click();
    await page.getByRole('menuitem', { name: words('common:printKind.carton') }).click();
  };
  await open();
  await printFromDialog(page, shell, words);
  await open();
  await expect(shell.dialog).toContainText(words('errors:ERR_PRINT_ALREADY_PRINTED.title'));
  await expect(shell.dialog.getByRole('button', { name: words('printing:document.print') })).toBeDisabled();
  await shell.leaveDialog();
  await page.getByRole('button', { name: words('orders:papers.ofParcel', { n: 1 }) }).click();
  await page.getByRole('menuitem', { name: words('common:printKind.sscc') }).click();
  await expect(shell.dialog).toContainText(words('errors:ERR_DOCUMENT_GS1_PREFIX_MISSING.title'));
});

test('chosen orders become one wave: its list and what to pick', async ({ page, shell, words }) => {
  const orders = new OrdersPage(page, words);
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await expect(orders.rows.nth(3)).toBeVisible();
  await orders.rows.first().locator('.mono').first().hover();
  for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByRole('button', { name: words('orders:selection.wave') }).click();
  await expect(shell.dialog).toContainText(words('printing:document.pageOf', { page: 1, pages: 2 }));
  await printFromDialog(page, shell, words, 2);
});

test('goods and shelves get their labels, on the printer that was chosen for them', async ({ page, shell, words }) => {
  const printer = await startTsplPrinterTcp({ mmPerSecond: 600 });
  const devices = new DevicesPage(page, words);
  await shell.go('devices');
  await devices.addNetworkPrinter({ name: 'Shelf printer', port: printer.port, isDefault: false });
  await page.getByRole('combobox', { name: words('common:printKind.location') }).click();
  await pickOption(page, 'Shelf printer');
  await expect(shell.toast.filter({ hasText: words('devices:roles.saved') })).toBeVisible();

  await shell.go('stock');
  await page.getByRole('button', { name: words('stock:shelves.open') }).click();
  await page.getByRole('textbox', { name: words('stock:shelves.from') }).fill('A-01-1');
  await page.getByRole('textbox', { name: words('stock:shelves.to') }).fill('A-02');
  await expect(shell.dialog).toContainText(
    words('errors:ERR_DOCUMENT_LOCATIONS_UNLIKE.title', { from: 'A-01-1', to: 'A-02' }),
  );
  await page.getByRole('textbox', { name: words('stock:shelves.to') }).fill('A-02-2');
  await expect(shell.dialog).toContainText('Shelf printer');
  await printFromDialog(page, shell, words, 4);
  await expect.poll(() => printer.printer.labels.length).toBe(4);

  await page
    .getByRole('grid', { name: words('stock:title') })
    .locator('.mono')
    .first()
    .hover();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: words('stock:labels.open') }).click();
  await page.getByRole('spinbutton', { name: words('stock:labels.copies') }).fill('3');
  await printFromDialog(page, shell, words, 1);

  await shell.go('devices');
  await devices.remove('Shelf printer');
  await printer.close();
});
