import { describe, expect, it, onTestFinished } from 'vitest';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { tsplNoStatus } from '#main/devices/printers/languages/tspl-no-status.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { listUsbPrinters } from '#main/devices/transports/usb/list-usb-printers.ts';
import { listUsbDevices } from '#main/devices/transports/usb/usb-system.ts';
import { createUsbTransport } from '#main/devices/transports/usb/usb-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import { jobSettings, QUICK, realClock, sampleWaybill } from '#tests/contract/printing/printing-bed.ts';
import { createFakeUsbPrinter } from '#tests/support/fake-usb-printer.ts';
import type { FakeUsbPrinter } from '#tests/support/fake-usb-printer.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { until } from '#tests/support/until.ts';

const ADDRESS = { kind: 'usb', vendorId: '1203', productId: '0272', serialNumber: 'SN1' } as const;

function plugIn(language: PrinterLanguage = tspl) {
  const printer = createTsplPrinter({ isInstant: true, isBusyUntilAsked: true });
  const usb = createFakeUsbPrinter(printer);
  const monitor = createPrinterMonitor({
    language,
    pathTells: true,
    transportFactory: () => openUsb(usb),
    clock: realClock,
    timers: systemTimers,
  });
  onTestFinished(() => monitor.stop());
  return { printer, usb, monitor };
}

const openUsb = (usb: FakeUsbPrinter, address: Parameters<typeof createUsbTransport>[0] = ADDRESS) =>
  createUsbTransport(address, { listDevices: async () => [usb.device], stallTimeoutMs: 50 });

async function printSample(monitor: PrinterMonitor, language: PrinterLanguage = tspl) {
  const { bitmap } = await sampleWaybill(8);
  return monitor.print({ bytes: language.encode(bitmap, jobSettings(8)), timing: QUICK });
}

describe('a printer of the USB printer class', () => {
  it('prints a label dot for dot over its two-way interface and gives the printer back to the kernel', async () => {
    const { printer, usb, monitor } = plugIn();
    expect(await printSample(monitor)).toMatchObject({ state: 'printed', proof: 'inferred' });
    const { bitmap } = await sampleWaybill(8);
    expect(Buffer.from(printer.labels[0]?.bitmap.data ?? []).equals(bitmap.data)).toBe(true);
    await monitor.stop();
    expect(usb.calls).toEqual(['open', 'detach', 'claim', 'alternate 1', 'release', 'attach', 'close']);
  });

  it('gets no label while the cable says that paper is missing, where the language has no question for it', async () => {
    const { usb, monitor } = plugIn(tsplNoStatus);
    usb.portStatus = 0x38;
    expect(await monitor.check()).toMatchObject({ status: 'blocked', problem: { code: 'ERR_PRINTER_PAPER_OUT' } });
    expect(await printSample(monitor, tsplNoStatus)).toMatchObject({ state: 'blocked', reasons: ['paper_out'] });
    expect(usb.taken()).toBe(0);
    usb.portStatus = 0x18;
    expect(await printSample(monitor, tsplNoStatus)).toMatchObject({ state: 'sent' });
  });

  it('tells an unplug in the middle, and sends nothing more', async () => {
    const { usb, monitor } = plugIn(tsplNoStatus);
    usb.unplugAfter(20_000);
    const outcome = await printSample(monitor, tsplNoStatus);
    expect(outcome).toMatchObject({ state: 'interrupted', problem: { code: 'ERR_DEVICE_INTERRUPTED' } });
    expect(usb.taken()).toBe(20_000);
  });

  it('notices an unplug while it is idle', async () => {
    const { usb } = plugIn();
    const transport = openUsb(usb);
    await transport.open();
    const reasons: boolean[] = [];
    transport.onClosed(({ byUs }) => reasons.push(byUs));
    usb.unplugAfter(0);
    await until(() => reasons.length === 1, 'the unplug is told');
    expect(reasons).toEqual([false]);
    await transport.close();
  });

  it('resets a printer that takes no more, so that the rest does not come out later', async () => {
    const { usb } = plugIn();
    const transport = openUsb(usb);
    await transport.open();
    usb.stall();
    expect(await transport.send(new Uint8Array(100))).toEqual({
      ok: false,
      bytesSent: 100,
      detail: 'no progress for 50 ms',
    });
    expect(usb.calls).toContain('control 2');
    await transport.close();
  });

  it('is read as soon as it was asked something, not when its next turn to be read comes', async () => {
    const { usb } = plugIn();
    // Time stands still: whoever waits for it waits for ever.
    const transport = createUsbTransport(ADDRESS, { listDevices: async () => [usb.device], timers: new ManualTime() });
    await transport.open();
    const heard: string[] = [];
    transport.onData((bytes) => heard.push(Buffer.from(bytes).toString('hex')));
    for (const [index, expected] of [['00'], ['00', '00']].entries()) {
      await transport.send(Buffer.from('\x1b!?'));
      await until(() => heard.length > index, 'the answer is read');
      expect(heard).toEqual(expected);
    }
    await transport.close();
  });

  it('is found by what it says of itself', async () => {
    const { usb } = plugIn();
    expect(await listUsbPrinters(async () => [usb.device])).toEqual([{ address: ADDRESS, label: 'TSC TE210' }]);
    const other = openUsb(usb, { ...ADDRESS, serialNumber: 'SN2' });
    await expect(other.open()).rejects.toMatchObject({ code: 'ERR_DEVICE_PORT_MISSING' });
    const failing = listUsbPrinters(() => Promise.reject(new Error('no usb here')));
    await expect(failing).rejects.toMatchObject({ code: 'ERR_DEVICE_USB_UNAVAILABLE' });
  });
});

it('the native USB package loads', async () => {
  // A machine without a USB bus may refuse the list, in the words of the system; a package that does not load says otherwise.
  const outcome = await listUsbDevices().then(
    () => 'listed',
    (error: unknown) => String(error),
  );
  expect(outcome).not.toMatch(/cannot find|native binding|module/i);
});
