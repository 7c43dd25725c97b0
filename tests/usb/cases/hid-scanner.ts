import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { listHidDevices } from '#main/app/list-hid-devices.ts';
import { listInputDevices } from '#main/app/list-input-devices.ts';
import { createHidScanFramer } from '#main/devices/scanners/hid-scan-framer.ts';
import { createKeyScanFramer } from '#main/devices/scanners/key-scan-framer.ts';
import { createScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import { createInputTransport } from '#main/devices/transports/input/input-transport.ts';
import { createLinuxInputSystem } from '#main/devices/transports/input/input-system.ts';
import { createHidTransport } from '#main/devices/transports/hid-transport.ts';
import { createNodeHidSystem } from '#main/devices/transports/node-hid-system.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { openDeviceEnd } from '../support/device-end.ts';
import type { DeviceEnd } from '../support/device-end.ts';
import { keyReports, KEYBOARD_DESCRIPTOR, SCANNER_DESCRIPTOR, scanReports } from '../support/hid-reports.ts';
import { untilInGuest, untilInGuestAsks } from '../support/patience.ts';
import { withoutRights } from '../support/without-rights.ts';
import { tidyUp } from '../support/tidy-up.ts';
import { createUsbGadget } from '../support/usb-gadget.ts';

const ADDRESS = { kind: 'hid', vendorId: '0c2e', productId: '0b87', serialNumber: 'PB-SCANNER-1' } as const;

const system = createNodeHidSystem();
const clock = { nowMs: () => Date.now() };

/** A scanner as most are: a keyboard and a scanner in one device. */
async function plugInScanner(t: TestContext) {
  const gadget = createUsbGadget({
    port: 2,
    ...ADDRESS,
    manufacturer: 'Packbench',
    product: 'Virtual scanner',
    functions: {
      'hid.keys': { protocol: '1', subclass: '1', report_length: '8', report_desc: KEYBOARD_DESCRIPTOR },
      'hid.scans': { protocol: '0', subclass: '0', report_length: '64', report_desc: SCANNER_DESCRIPTOR },
    },
  });
  tidyUp(t, gadget.remove);
  let end = await openEnd();
  tidyUp(t, () => end.close());
  let keys = await openDeviceEnd('/dev/hidg0');
  tidyUp(t, () => keys.close());

  async function openEnd(): Promise<DeviceEnd> {
    const opened = await openDeviceEnd('/dev/hidg1');
    await untilInGuestAsks(async () => (await system.list()).length === 2, 'both interfaces are there');
    return opened;
  }

  return {
    scan: (code: string, aimId = ']C0') => scanReports(code, aimId).forEach((report) => end.write(report)),
    type: (code: string) => keyReports(code).forEach((report) => keys.write(report)),
    sendRaw: (report: Uint8Array) => end.write(report),
    unplug: gadget.unplug,
    async plugIn() {
      await Promise.all([end.close(), keys.close()]);
      gadget.plugIn();
      end = await openEnd();
      keys = await openDeviceEnd('/dev/hidg0');
    },
  };
}

function readScanner(t: TestContext) {
  const scans: string[] = [];
  const reader = createScannerReader({
    createFramer: createHidScanFramer,
    connect: () => createHidTransport(ADDRESS, system),
    clock,
    timers: systemTimers,
    onScan: (code) => scans.push(code),
  });
  tidyUp(t, () => reader.dispose());
  const isUp = (): Promise<void> => untilInGuest(() => reader.snapshot().status === 'online', 'the scanner is open');
  const hears = (...codes: string[]): Promise<void> =>
    untilInGuest(() => scans.length >= codes.length, codes.join()).then(() => assert.deepEqual(scans, codes));
  return { reader, scans, isUp, hears };
}

test('HID-POS scanner: of its keyboard and its scanner only the scanner is listed', async (t) => {
  await plugInScanner(t);
  assert.deepEqual(await listHidDevices(system), {
    devices: [{ address: ADDRESS, use: 'scanner', label: 'Packbench Virtual scanner PB-SCANNER-1' }],
    problem: null,
  });
});

test('HID-POS scanner: codes come with their AIM id and their separators, long ones in one piece', async (t) => {
  const { scan } = await plugInScanner(t);
  const { isUp, hears } = readScanner(t);
  await isUp();
  const long = `MMM={'k1':'571W','k2':'571WAB','k5':'SF1040275268927'}${'x'.repeat(100)}`;
  scan('SF1040275268927');
  scan('010952123454321310AB-12\u001d21S1', ']C1');
  scan(long, ']Q1');
  await hears(']C0SF1040275268927', ']C1010952123454321310AB-12\u001d21S1', `]Q1${long}`);
});

test('HID-POS scanner: half a code of an unplugged scanner is no code, and plugged in again it goes on by itself', async (t) => {
  const { scan, sendRaw, unplug, plugIn } = await plugInScanner(t);
  const { reader, isUp, hears } = readScanner(t);
  await isUp();
  scan('BEFORE');
  await hears(']C0BEFORE');
  const [half] = scanReports('x'.repeat(100), ']C0');
  sendRaw(half ?? new Uint8Array());
  unplug();
  await untilInGuest(() => reader.snapshot().status === 'offline', 'the unplug is told');
  await plugIn();
  await isUp();
  scan('AFTER');
  await hears(']C0BEFORE', ']C0AFTER');
});

const INPUT = { ...ADDRESS, kind: 'input', place: null, layout: 'us' } as const;
const inputs = createLinuxInputSystem();

function readKeys(t: TestContext) {
  const scans: string[] = [];
  const reader = createScannerReader({
    createFramer: (reports) => createKeyScanFramer({ layout: 'us', hasEndKey: true }, reports),
    connect: () => createInputTransport(INPUT, inputs),
    clock,
    timers: systemTimers,
    onScan: (code) => scans.push(code),
  });
  tidyUp(t, () => reader.dispose());
  return { reader, scans };
}

test('typing scanner: it is listed by its own device, and its keys come to us alone', async (t) => {
  const { type } = await plugInScanner(t);
  const { devices } = await listInputDevices(inputs);
  assert.deepEqual(
    devices.filter(({ address }) => address.vendorId === ADDRESS.vendorId),
    [
      {
        address: { ...ADDRESS, kind: 'input', place: null },
        label: `Packbench Virtual scanner (${ADDRESS.vendorId}:${ADDRESS.productId} ${ADDRESS.serialNumber})`,
      },
    ],
  );
  const { reader, scans } = readKeys(t);
  await untilInGuest(() => reader.snapshot().status === 'online', 'the scanner is open');
  type('SF1040275268927\n');
  type('~Ab-3/4:5\n');
  await untilInGuest(() => scans.length >= 2, 'two codes');
  assert.deepEqual(scans, ['SF1040275268927', '~Ab-3/4:5']);
  // A second program that wants the keys is refused by the kernel itself.
  const other = createInputTransport(INPUT, inputs);
  await assert.rejects(other.open(), { code: 'ERR_DEVICE_PORT_BUSY' });
});

test('typing scanner: who may not read it is told so', async (t) => {
  await plugInScanner(t);
  await withoutRights(() =>
    assert.rejects(createInputTransport(INPUT, inputs).open(), { code: 'ERR_DEVICE_INPUT_PERMISSION' }),
  );
});

test('typing scanner: half a code of an unplugged scanner is no code, and plugged in again it goes on by itself', async (t) => {
  const { type, unplug, plugIn } = await plugInScanner(t);
  const { reader, scans } = readKeys(t);
  await untilInGuest(() => reader.snapshot().status === 'online', 'the scanner is open');
  type('BEFORE\nHALF');
  await untilInGuest(() => scans.length > 0, 'the code before');
  unplug();
  await untilInGuest(() => reader.snapshot().status === 'offline', 'the unplug is told');
  await plugIn();
  await untilInGuest(() => reader.snapshot().status === 'online', 'the scanner is back');
  type('AFTER\n');
  await untilInGuest(() => scans.length > 1, 'the code after');
  assert.deepEqual(scans, ['BEFORE', 'AFTER']);
});
