import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { SerialPort } from 'serialport';
import { createScanFramer } from '#main/devices/scanners/scan-framer.ts';
import { createScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import { listSerialPorts } from '#main/devices/transports/list-serial-ports.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { untilInGuest, untilInGuestAsks } from '../support/patience.ts';
import { tidyUp } from '../support/tidy-up.ts';
import { createUsbGadget } from '../support/usb-gadget.ts';
import { withoutRights } from '../support/without-rights.ts';

const PORT = '/dev/ttyACM0';
const IDS = { vendorId: '1a86', productId: '55d4', serialNumber: 'PB-CDC-1' } as const;
const ADDRESS = {
  kind: 'serial',
  path: PORT,
  baudRate: 9_600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  flow: 'none',
} as const;

const clock = { nowMs: () => Date.now() };

const usbPorts = async () => (await listSerialPorts()).filter(({ vendorId }) => vendorId !== null);

async function plugInScanner(t: TestContext) {
  const gadget = createUsbGadget({
    port: 3,
    ...IDS,
    manufacturer: 'Packbench',
    product: 'Virtual CDC scanner',
    functions: { 'acm.scans': {} },
  });
  tidyUp(t, gadget.remove);
  let end = await openEnd();
  tidyUp(t, () => closeEnd());

  async function openEnd(): Promise<SerialPort> {
    const opened = new SerialPort({ path: '/dev/ttyGS0', baudRate: 9_600, autoOpen: false });
    await new Promise<void>((resolve, reject) => opened.open((error) => (error ? reject(error) : resolve())));
    await isListed(1);
    return opened;
  }

  const closeEnd = (): Promise<void> => new Promise((resolve) => end.close(() => resolve()));

  return {
    send: (text: string) => void end.write(Buffer.from(text, 'latin1')),
    unplug: gadget.unplug,
    async plugIn() {
      await closeEnd();
      gadget.plugIn();
      end = await openEnd();
    },
  };
}

const isListed = (count: number): Promise<void> =>
  untilInGuestAsks(async () => (await usbPorts()).length === count, `${count} USB serial ports are listed`);

function readScanner(t: TestContext) {
  const scans: string[] = [];
  const reader = createScannerReader({
    createFramer: () => createScanFramer('crlf'),
    connect: () => createSerialTransport(ADDRESS),
    clock,
    timers: systemTimers,
    onScan: (code) => scans.push(code),
  });
  tidyUp(t, () => reader.dispose());
  const isUp = (): Promise<void> => untilInGuest(() => reader.snapshot().status === 'online', 'the port is open');
  const hears = (...codes: string[]): Promise<void> =>
    untilInGuest(() => scans.length >= codes.length, codes.join()).then(() => assert.deepEqual(scans, codes));
  return { reader, isUp, hears };
}

test('CDC scanner: its port is listed with the ids and the number of the device', async (t) => {
  await plugInScanner(t);
  assert.deepEqual(await usbPorts(), [
    { path: PORT, systemPath: PORT, manufacturer: 'Packbench', ...IDS, isTyped: false, isPresent: true },
  ]);
});

test('CDC scanner: codes come whole, with AIM id and separators, also two in one piece', async (t) => {
  const { send } = await plugInScanner(t);
  const { isUp, hears } = readScanner(t);
  await isUp();
  send(']C0SF1040275268927\r\n');
  send(']C1010952123454321310AB-12\u001d21S1\r\n]E06901234567892\r\n');
  await hears(']C0SF1040275268927', ']C1010952123454321310AB-12\u001d21S1', ']E06901234567892');
});

test('CDC scanner: half a code of an unplugged scanner is no code, and it comes back under the same port', async (t) => {
  const { send, unplug, plugIn } = await plugInScanner(t);
  const { reader, isUp, hears } = readScanner(t);
  await isUp();
  send('BEFORE\r\nHALF');
  await hears('BEFORE');
  unplug();
  await untilInGuest(() => reader.snapshot().status === 'offline', 'the unplug is told');
  await isListed(0);
  await plugIn();
  await isUp();
  assert.deepEqual(
    (await usbPorts()).map(({ systemPath }) => systemPath),
    [PORT],
  );
  send('AFTER\r\n');
  await hears('BEFORE', 'AFTER');
});

test('CDC scanner: a port is opened by one program only', async (t) => {
  await plugInScanner(t);
  const [first, second] = [createSerialTransport(ADDRESS), createSerialTransport(ADDRESS)];
  await first.open();
  tidyUp(t, () => first.close());
  await assert.rejects(second.open(), { code: 'ERR_DEVICE_PORT_BUSY' });
});

test('CDC scanner: a user without the right to it is told so', async (t) => {
  await plugInScanner(t);
  const transport = createSerialTransport(ADDRESS);
  const error = await withoutRights(() =>
    transport.open().then(
      () => null,
      (reason: AppError) => reason,
    ),
  );
  assert.equal(error?.code, 'ERR_DEVICE_PORT_BUSY');
});
