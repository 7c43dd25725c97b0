import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { startPrintComponent } from '#main/simulators/print-components/print-component-server.ts';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('devices say how they are, live, and a test shows what was exchanged', async ({ page, shell, words }) => {
  const devices = new DevicesPage(page, words);
  await shell.go('devices');
  const printer = devices.card('Demo label printer');
  await expect(printer).toContainText(words('shell:device.online'));
  await devices.button('Demo label printer', 'devices:test.printer').click();
  await expect(printer.getByRole('status')).toContainText(words('devices:test.ok'));

  const scale = devices.card('Demo scale');
  await expect(scale.getByLabel(words('devices:live.weight'))).toContainText(/\d+ g/);
  await devices.button('Demo scale', 'devices:test.scale').click();
  await expect(scale.getByRole('status')).toContainText(words('devices:test.ok'));
  await expect(devices.card('Demo scanner')).toContainText(words('shell:device.online'));
});

test('a printer is added by its address, prints a test label, loses its cable and comes back by itself', async ({
  page,
  shell,
  words,
}) => {
  const printer = await startTsplPrinterTcp({ isInstant: true, isBusyUntilAsked: true });
  const devices = new DevicesPage(page, words);
  const name = 'Printer at table 2';
  await shell.go('devices');
  await devices.addNetworkPrinter({ name, port: printer.port, isDefault: false });
  await expect(devices.card(name)).toContainText(words('shell:device.online'));

  await devices.button(name, 'devices:testLabel').click();
  await expect.poll(() => printer.printer.labels.length).toBe(1);

  await printer.unplug();
  await expect(devices.card(name)).toContainText(words('shell:device.offline'));
  await printer.plugIn();
  await expect(devices.card(name)).toContainText(words('shell:device.online'));

  await test.step('removed by mistake, it is put back as it was', async () => {
    await devices.remove(name);
    await devices.restore(name);
    await expect(devices.card(name)).toContainText(words('shell:device.online'));
  });
  await devices.remove(name);
  await printer.close();
});

test('a printer that is asked tells its model, the form fills itself in, and its paper is told to it', async ({
  page,
  shell,
  words,
}) => {
  const printer = await startPrinterTcp(
    createZplPrinter({ model: 'ZD421-300dpi ZPL', dotsPerMm: 12, isInstant: true, isBusyUntilAsked: true }),
  );
  const devices = new DevicesPage(page, words);
  await shell.go('devices');
  const dialog = await devices.askNewPrinter(printer.port);
  await expect(dialog.getByRole('status')).toContainText('ZD421-300dpi ZPL');
  await expect(dialog).toContainText('Zebra ZD421 300 dpi');
  await expect(dialog).toContainText('ZPL II');
  await devices.choose('devices:paper.sensor', 'devices:paper.sensors.mark');
  await devices.choose('devices:paper.cutting', 'devices:paper.cut.each');
  const name = 'Zebra with black marks';
  await dialog.getByLabel(words('devices:field.name'), { exact: true }).fill(name);
  await dialog.getByRole('switch', { name: words('devices:makeDefault') }).setChecked(false);
  await dialog.getByRole('button', { name: words('common:save'), exact: true }).click();
  await devices.button(name, 'devices:testLabel').click();
  await expect
    .poll(() => printer.printer.labels.map(({ sensor, isCut }) => ({ sensor, isCut })))
    .toEqual([{ sensor: 'mark', isCut: true }]);
  await devices.remove(name);
  await printer.close();
});

test('a print component is a printer of its own kind, and prints a waybill as its platform made it, once', async ({
  page,
  shell,
  words,
}) => {
  const program = await startPrintComponent('cainiao');
  const devices = new DevicesPage(page, words);
  const name = 'Cainiao at table 1';
  await shell.go('devices');
  await devices.addComponentPrinter(name, `cainiao:${program.port}/HPRT N41`);
  await expect(devices.card(name)).toContainText(words('shell:device.online'));
  const waybill = { number: '73100087654321', data: '{"encryptedData":"AES:x","templateURL":"http://t"}' };
  await devices.printPlatformWaybill(name, waybill);
  await expect.poll(() => program.labels.length).toBe(1);
  await devices.printPlatformWaybill(name, waybill);
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(program.labels).toHaveLength(1);
  await devices.remove(name);
  await program.close();
});
