import type { Page } from '@playwright/test';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { JobsPage } from '#tests/e2e/pages/jobs-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { holdRequests } from '#tests/e2e/support/hold-requests.ts';
import { test as base, expect, needsTwoWindows } from '#tests/e2e/support/test.ts';
import type { Words } from '#tests/e2e/support/words.ts';

const NAME = 'Printer with moods';
const DEMO_PRINTER = 'Demo label printer';

/** The station prints on a printer that the test can starve and unplug. */
const test = base.extend<{ printer: TsplPrinterTcp }>({
  printer: async ({ page, shell, words }, use) => {
    const printer = await startTsplPrinterTcp({ isInstant: true, isBusyUntilAsked: true });
    const devices = new DevicesPage(page, words);
    await shell.go('devices');
    await devices.addNetworkPrinter({ name: NAME, port: printer.port, isDefault: true });
    await use(printer);
    await giveBackDemoPrinter(page, words);
    await printer.close();
  },
});

async function giveBackDemoPrinter(page: Page, words: Words): Promise<void> {
  const devices = new DevicesPage(page, words);
  await new Shell(page, words).go('devices');
  await devices.button(DEMO_PRINTER, 'devices:makeDefault').click();
  await devices.remove(NAME);
}

test('a printer out of labels stops the station in words, and goes on by itself with a new roll', async ({
  page,
  printer,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  printer.printer.block('paper_out');
  await packing.begin();
  await packing.fillBox(await packing.waitingNumber());
  await packing.weigh();
  await expect(packing.stop).toContainText(words('errors:ERR_PRINTER_PAPER_OUT.title'));
  await expect(shell.statusBar).toContainText(
    words('common:pair', { name: NAME, text: words('shell:device.blocked') }),
  );

  printer.printer.loadPaper();
  await packing.expectPhase('done');
  expect(printer.printer.labels).toHaveLength(1);
});

test('a label of which nobody knows whether it came out is asked about, never printed twice by itself', async ({
  page,
  printer,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  const jobs = new JobsPage(page, words);
  await packing.begin();
  await packing.fillBox(await packing.waitingNumber());
  printer.closeAfterBytes(2_000);
  await packing.weigh();
  await packing.expectPhase('ask');
  expect(printer.printer.labels).toHaveLength(0);

  await test.step('it waits on the page of jobs too', async () => {
    await shell.go('jobs');
    await jobs.openTab('print');
    await expect(jobs.prints.first()).toContainText(words('common:print.interrupted'));
    await shell.go('packing');
  });

  await packing.decision('reprint').click();
  await packing.expectPhase('done');
  expect(printer.printer.labels).toHaveLength(1);
});

test('whoever answers for a label that another window has answered for is told, also when it has left the list', async ({
  page,
  printer,
  words,
}) => {
  needsTwoWindows();
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.fillBox(await packing.waitingNumber());
  printer.closeAfterBytes(2_000);
  await packing.weigh();
  await packing.expectPhase('ask');
  const waybill = await page
    .getByRole('main')
    .getByText(/^SF\d+$/)
    .innerText();

  const window = await page.context().newPage();
  // It does not see yet what others do.
  const list = await holdRequests(window, 'printing/jobs');
  await window.goto(page.url());
  const jobs = new JobsPage(window, words);
  await new Shell(window, words).go('jobs');
  await jobs.openTab('print');
  // A label of another test may ask too.
  const label = jobs.prints.filter({ hasText: waybill });
  await expect(label).toHaveCount(1);
  list.hold();

  await packing.decision('reprint').click();
  await packing.expectPhase('done');
  const moved = words('errors:ERR_PRINT_STATE.title');
  await label.getByRole('button', { name: words('common:decide.printed') }).click();
  await expect(label).toContainText(moved);

  list.release();
  await expect(label).toHaveCount(0);
  const told = window.getByRole('tabpanel').getByRole('alert').filter({ hasText: waybill });
  await expect(told).toContainText(moved);
  await window.screenshot({ path: test.info().outputPath('label-left.png') });
  await window.close();
});
