import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { detectPrinter } from '#main/devices/printers/detect-printer.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { tsplNoStatus } from '#main/devices/printers/languages/tspl-no-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { listPrinterNodes } from '#main/devices/transports/list-printer-nodes.ts';
import { createPrinterNodeTransport } from '#main/devices/transports/printer-node-transport.ts';
import { listUsbPrinters } from '#main/devices/transports/usb/list-usb-printers.ts';
import { createUsbTransport } from '#main/devices/transports/usb/usb-transport.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { PATIENT, untilInGuest, untilInGuestAsks } from '../support/patience.ts';
import { readTestLabel, TEST_JOB } from '../support/test-label.ts';
import { BUFFER_BYTES, plugInPrinter, PRINTER, PRINTER_NODE } from '../support/virtual-printer.ts';
import type { VirtualPrinter } from '../support/virtual-printer.ts';
import { tidyUp } from '../support/tidy-up.ts';
import { withoutRights } from '../support/without-rights.ts';

interface Path {
  readonly name: string;
  open(options?: { readonly stallTimeoutMs?: number }): Transport;
}

const ADDRESS = {
  vendorId: PRINTER.vendorId,
  productId: PRINTER.productId,
  serialNumber: PRINTER.serialNumber,
} as const;

/** The two ways to a USB printer on Linux: the kernel's printer driver, and around it. */
const PATHS: readonly Path[] = [
  {
    name: 'printer node',
    open: (options) => createPrinterNodeTransport({ kind: 'printer-node', path: PRINTER_NODE }, options),
  },
  { name: 'USB printer class', open: (options) => createUsbTransport({ kind: 'usb', ...ADDRESS }, options) },
];

const label = readTestLabel();
const clock = { nowMs: () => Date.now() };

async function plugIn(t: TestContext): Promise<VirtualPrinter> {
  const device = await plugInPrinter(t, createTsplPrinter({ isInstant: true, isBusyUntilAsked: true }));
  await nodeIsThere(true);
  return device;
}

const nodeIsThere = (isThere: boolean): Promise<void> =>
  untilInGuestAsks(
    async () => (await listPrinterNodes()).length === Number(isThere),
    `the system ${isThere ? 'sees' : 'forgets'} the printer`,
  );

function monitorOf(t: TestContext, path: Path, language: PrinterLanguage) {
  const monitor = createPrinterMonitor({
    language,
    pathTells: true,
    transportFactory: () => path.open(),
    clock,
    timers: systemTimers,
    replyTimeoutMs: PATIENT.replyTimeoutMs,
  });
  tidyUp(t, () => monitor.stop());
  return {
    ...monitor,
    printLabel: () => monitor.print({ bytes: language.encode(label, TEST_JOB), timing: PATIENT }),
  };
}

const isPrinted = (device: VirtualPrinter, index: number): boolean =>
  Buffer.from(device.printer.labels[index]?.bitmap.data ?? []).equals(label.data);

test('the system lists a USB printer under the name and the language that it gives', async (t) => {
  await plugIn(t);
  assert.deepEqual(await listPrinterNodes(), [
    { path: PRINTER_NODE, label: 'Packbench Virtual TSPL', languageIds: ['tspl'] },
  ]);
  assert.deepEqual(await listUsbPrinters(), [
    { address: { kind: 'usb', ...ADDRESS }, label: 'Packbench Virtual TSPL' },
  ]);
});

for (const path of PATHS) {
  test(`${path.name}: a waybill comes out dot for dot, twice, and its end is inferred from the printer's answers`, async (t) => {
    const device = await plugIn(t);
    const monitor = monitorOf(t, path, tspl);
    for (const index of [0, 1]) {
      const bytesSent = tspl.encode(label, TEST_JOB).length;
      assert.deepEqual(await monitor.printLabel(), { state: 'printed', proof: 'inferred', bytesSent });
      assert.equal(isPrinted(device, index), true);
    }
    assert.deepEqual(device.printer.complaints, []);
  });

  test(`${path.name}: the printer is asked for its language`, async (t) => {
    await plugIn(t);
    const found = await detectPrinter({
      transport: path.open(),
      languages: [tspl],
      timers: systemTimers,
      replyTimeoutMs: PATIENT.replyTimeoutMs,
    });
    assert.deepEqual(found, { languageId: 'tspl', identity: { model: 'TE244', dotsPerMm: null } });
  });

  test(`${path.name}: while the cable says "no paper" nothing is sent, and the label goes out when it says so no more`, async (t) => {
    const device = await plugIn(t);
    const monitor = monitorOf(t, path, tsplNoStatus);
    device.setPortStatus(0x38);
    const live = await monitor.check();
    assert.deepEqual([live.status, live.problem?.code], ['blocked', 'ERR_PRINTER_PAPER_OUT']);
    const held = await monitor.print({
      bytes: tsplNoStatus.encode(label, TEST_JOB),
      timing: { ...PATIENT, readyTimeoutMs: 100 },
    });
    assert.equal(held.state, 'blocked');
    assert.equal(device.receivedBytes(), 0);
    device.setPortStatus(0x18);
    assert.equal((await monitor.check()).status, 'online');
    assert.equal((await monitor.printLabel()).state, 'sent');
    await untilInGuest(() => isPrinted(device, 0), 'the label comes out');
  });

  test(`${path.name}: unplugged in the middle of a label, it is told so, and nothing comes after it is plugged in again`, async (t) => {
    const device = await plugIn(t);
    const monitor = monitorOf(t, path, tspl);
    device.unplugAfterBytes(40_000);
    const outcome = await monitor.printLabel();
    assert.equal(outcome.state, 'interrupted');
    const { bytesSent } = outcome.state === 'interrupted' ? outcome : { bytesSent: -1 };
    assert.ok(bytesSent >= 40_000 && bytesSent < label.data.length, `${bytesSent} bytes may have left`);
    await nodeIsThere(false);
    assert.equal((await monitor.check()).status, 'offline');
    const received = device.receivedBytes();
    await device.plugIn();
    await nodeIsThere(true);
    await untilInGuestAsks(async () => (await monitor.check()).status === 'online', 'the printer is found again');
    assert.ok(device.receivedBytes() < received + 64, 'questions come, no label does');
    assert.equal(device.printer.labels.length, 0);
    assert.equal((await monitor.printLabel()).state, 'printed');
    assert.equal(isPrinted(device, 0), true);
  });

  test(`${path.name}: an unplug is noticed while nothing is printed`, async (t) => {
    const device = await plugIn(t);
    const transport = path.open();
    await transport.open();
    tidyUp(t, () => transport.close());
    const reasons: boolean[] = [];
    transport.onClosed(({ byUs }) => reasons.push(byUs));
    device.unplug();
    await untilInGuest(() => reasons.length > 0, 'the unplug is told');
    assert.deepEqual(reasons, [false]);
  });

  test(`${path.name}: a printer that takes no more is given up, and says how much it may have`, async (t) => {
    const device = await plugIn(t);
    device.stopReading();
    const transport = path.open({ stallTimeoutMs: 1_500 });
    await transport.open();
    tidyUp(t, () => transport.close());
    const bytes = tspl.encode(label, TEST_JOB);
    const sent = await transport.send(bytes);
    assert.equal(sent.ok, false);
    assert.match(sent.ok ? '' : sent.detail, /no progress for 1500 ms/);
    assert.ok(sent.bytesSent > 0 && sent.bytesSent < bytes.length, `${sent.bytesSent} bytes`);
  });

  test(`${path.name}: closed right after the last byte, it loses none to a slow printer`, async (t) => {
    const device = await plugIn(t);
    device.stopReading();
    const transport = path.open();
    await transport.open();
    const bytes = Buffer.alloc(BUFFER_BYTES + 5_000, '\n');
    let sent = 0;
    const closed = transport
      .send(bytes, (count) => void (sent = count))
      .then((outcome) => transport.close(PATIENT.closeGraceMs).then(() => outcome));
    await untilInGuest(() => sent >= BUFFER_BYTES, 'the buffers of the printer are full');
    // Goes beside the data, and takes as long as a close would.
    await transport.portStatus?.();
    device.resumeReading();
    assert.deepEqual(await closed, { ok: true, bytesSent: bytes.length });
    await untilInGuest(() => device.receivedBytes() === bytes.length, 'the last byte arrives');
  });

  test(`${path.name}: a user without the right to the device is told so`, async (t) => {
    await plugIn(t);
    const transport = path.open();
    const error = await withoutRights(() =>
      transport.open().then(
        () => null,
        (reason: AppError) => reason,
      ),
    );
    assert.equal(error?.code, 'ERR_DEVICE_PORT_BUSY');
  });
}

test('printer node: a second program that wants the printer is told that it is in use', async (t) => {
  await plugIn(t);
  const [first, second] = [PATHS[0]?.open(), PATHS[0]?.open()];
  await first?.open();
  tidyUp(t, () => first?.close());
  await assert.rejects(second?.open() ?? Promise.resolve(), { code: 'ERR_DEVICE_PORT_BUSY' });
});

test('USB printer class: the kernel gets its printer back when the connection is closed', async (t) => {
  await plugIn(t);
  const transport = PATHS[1]?.open();
  await transport?.open();
  await nodeIsThere(false);
  await transport?.close();
  await nodeIsThere(true);
});
