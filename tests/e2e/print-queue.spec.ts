import type { Page } from '@playwright/test';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { PrintingPage } from '#tests/e2e/pages/printing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { test as base, expect } from '#tests/e2e/support/test.ts';
import type { Words } from '#tests/e2e/support/words.ts';

const NAME = 'Printer of batches';
const DEMO_PRINTER = 'Demo label printer';
/** One label in TSPL and half of the next. */
const ONE_AND_A_HALF = 180_000;

/** The usual printer is one that the test can unplug. */
const test = base.extend<{ printer: TsplPrinterTcp; printing: PrintingPage }>({
  printer: async ({ page, shell, words }, use) => {
    const printer = await startTsplPrinterTcp({ mmPerSecond: 600 });
    const devices = new DevicesPage(page, words);
    await shell.go('devices');
    await devices.addNetworkPrinter({ name: NAME, port: printer.port, isDefault: true });
    await use(printer);
    await shell.go('devices');
    await devices.button(DEMO_PRINTER, 'devices:makeDefault').click();
    await devices.remove(NAME);
    await printer.close();
  },
  printing: async ({ page, words }, use) => use(new PrintingPage(page, words)),
});

/** Chooses the first orders that wait to be packed, by keys, and queues their pick slips as one batch. */
async function queueBatch(page: Page, words: Words, count: number): Promise<void> {
  const orders = new OrdersPage(page, words);
  const shell = new Shell(page, words);
  await shell.go('orders');
  await orders.showOnly('ready_to_pack');
  await expect(orders.rows.nth(count)).toBeVisible();
  await orders.rows.first().locator('.mono').first().hover();
  for (let index = 0; index < count; index += 1) {
    await page.keyboard.press('x');
    await page.keyboard.press('j');
  }
  await page.getByRole('button', { name: words('orders:selection.slips') }).click();
  await shell.dialog.getByRole('button', { name: words('orders:batch.ok') }).click();
  await expect(shell.toast.filter({ hasText: words('orders:batch.queued', { n: count }) })).toBeVisible();
  await shell.go('printing');
}

test('a batch whose cable is pulled names the label in doubt and goes on in its order after one key', async ({
  page,
  printer,
  printing,
  words,
}) => {
  printer.closeAfterBytes(ONE_AND_A_HALF);
  await queueBatch(page, words, 4);
  await printing.printer(NAME).click();
  await expect(printing.doubt).toContainText(words('printing:doubt.place', { n: 2, of: 4 }));
  await expect(printing.batch).toContainText('1 / 4');
  await expect(printing.waiting).toHaveCount(2);
  expect(printer.printer.labels).toHaveLength(1);

  await page.keyboard.press('F6');
  await expect(printing.doubt).toBeHidden();
  await expect.poll(() => printer.printer.labels.length).toBe(4);
  await expect(printing.last).toHaveCount(4);
});

test('a queue is paused, arranged and thinned out by keys, and prints what is left', async ({
  page,
  printer,
  printing,
  shell,
  words,
}) => {
  await shell.go('printing');
  await printing.printer(NAME).click();
  // The keys of a queue work once it has been read.
  await expect(printing.controls).toBeVisible();
  await page.keyboard.press('F8');
  await expect(printing.controls).toContainText(words('printing:mode.paused'));
  await queueBatch(page, words, 3);
  await expect(printing.waiting).toHaveCount(3);
  await expect(printing.waiting.first()).toContainText('1 of 3');

  await page.keyboard.press('x');
  await expect(printing.chosen).toBeVisible();
  await page.keyboard.press('Control+End');
  await expect(printing.waiting.first()).toContainText('2 of 3');
  await expect(printing.waiting.last()).toContainText('1 of 3');

  await printing.chosen.getByRole('button', { name: words('printing:callOff') }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: words('printing:callOff') })
    .click();
  await expect(printing.waiting).toHaveCount(2);
  expect(printer.printer.labels).toHaveLength(0);

  await page.keyboard.press('F8');
  await expect.poll(() => printer.printer.labels.length).toBe(2);
});

test('a scan of the label proves it, and the one that was printed again is void', async ({
  page,
  printing,
  printer,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.fillBox(await packing.waitingNumber());
  await packing.weigh();
  await packing.expectPhase('done');
  await shell.go('printing');
  await printing.printer(NAME).click();
  // The one label of this printer: until its queue has been read, that of another may be on show.
  await expect(printing.last).toHaveCount(1);
  const number = await printing.last.locator('.mono').innerText();
  await printing.last
    .first()
    .getByRole('button', { name: words('jobs:print.again') })
    .click();
  await shell.dialog.getByRole('textbox').fill('smeared');
  await page.keyboard.press('Enter');
  await expect.poll(() => printer.printer.labels.length).toBe(2);
  await expect(printing.last.first()).toContainText(words('printing:printNumber', { n: 2 }));

  await page.keyboard.press('F2');
  await printing.scanField.fill(number);
  await page.keyboard.press('Enter');
  const refusal = words('errors:ERR_PACKING_LABEL_PRINTED_AGAIN.title', { number, printNumber: 2 });
  await expect(page.getByRole('alert').filter({ hasText: refusal })).toBeVisible();
  await printing.scanField.fill(`${number}.P2`);
  await page.keyboard.press('Enter');
  await expect(printing.last.first()).toContainText(words('common:proof.scanned'));
});
