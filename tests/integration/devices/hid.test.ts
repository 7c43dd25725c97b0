import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listHidDevices } from '#main/app/list-hid-devices.ts';
import { hidPos } from '#main/devices/scales/protocols/hid-pos.ts';
import type { ScaleFrame } from '#main/devices/scales/scale-protocol.ts';
import { createScaleReader } from '#main/devices/scales/scale-reader.ts';
import type { ScaleReader } from '#main/devices/scales/scale-reader.ts';
import { createHidScanFramer } from '#main/devices/scanners/hid-scan-framer.ts';
import { createScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import type { ScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import { createHidTransport } from '#main/devices/transports/hid-transport.ts';
import { createNodeHidSystem } from '#main/devices/transports/node-hid-system.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { FakeNodeHid } from '#tests/support/fake-node-hid.ts';
import { PATIENCE } from '#tests/support/patience.ts';

const SCALE = { path: '/dev/hidraw3', vendorId: 0x0922, productId: 0x8003, usagePage: 0x8d, product: 'M10' };
const SCANNER = { path: '/dev/hidraw5', vendorId: 0x0c2e, productId: 0x0b87, usagePage: 0x8c, serialNumber: 'A1' };
const KEYBOARD = { ...SCANNER, path: '/dev/hidraw4', usagePage: 0x01 };

const clock = { nowMs: () => Date.now() };

function startScale(hid: FakeNodeHid, serialNumber: string | null = null) {
  const frames: ScaleFrame[] = [];
  const address = { kind: 'hid' as const, vendorId: '0922', productId: '8003', serialNumber };
  const system = createNodeHidSystem(() => Promise.resolve(hid));
  const reader = createScaleReader({
    protocol: hidPos,
    connect: () => createHidTransport(address, system),
    clock,
    timers: systemTimers,
    onFrame: (frame) => frames.push(frame),
  });
  onTestFinished(() => reader.dispose());
  return { reader, frames };
}

function startScanner(hid: FakeNodeHid) {
  const scans: string[] = [];
  const address = { kind: 'hid' as const, vendorId: '0c2e', productId: '0b87', serialNumber: 'A1' };
  const system = createNodeHidSystem(() => Promise.resolve(hid));
  const reader = createScannerReader({
    createFramer: createHidScanFramer,
    connect: () => createHidTransport(address, system),
    clock,
    timers: systemTimers,
    onScan: (code) => scans.push(code),
  });
  onTestFinished(() => reader.dispose());
  return { reader, scans };
}

async function isUp(hid: FakeNodeHid, path: string): Promise<void> {
  await vi.waitFor(() => expect(hid.isOpen(path)).toBe(true), PATIENCE);
}

async function problemOf(reader: ScaleReader | ScannerReader, code: string): Promise<void> {
  await vi.waitFor(() => expect(reader.snapshot().problem?.code).toBe(code), PATIENCE);
}

describe('a USB HID scale', () => {
  it.each([
    ['03 04 02 00 D2 04', { kind: 'weight', grams: 1_234, stable: true, divisionG: 1 }],
    ['03 04 0B FF 34 19', { kind: 'weight', grams: 18_291, stable: true, divisionG: 3 }],
    ['03 02 02 00 00 00', { kind: 'weight', grams: 0, stable: true }],
    ['03 03 02 00 D2 04', { kind: 'weight', grams: 1_234, stable: false }],
    ['03 05 02 00 0C 00', { kind: 'weight', grams: -12, stable: null }],
    ['03 04 03 FD D2 04', { kind: 'weight', grams: 1_234 }],
    ['03 04 02 01 7B 00', { kind: 'weight', grams: 1_230, divisionG: 1 }],
    ['03 06 02 00 00 00', { kind: 'overload' }],
    ['03 01 02 00 00 00', { kind: 'fault', detail: 'scale_defect' }],
    ['03 07 02 00 00 00', { kind: 'fault', detail: 'scale_defect' }],
    ['03 08 02 00 00 00', { kind: 'fault', detail: 'needs_zero' }],
    ['03 09 02 00 00 00', { kind: 'fault', detail: 'bad_frame' }],
    ['03 04 02 80 D2 04', { kind: 'fault', detail: 'bad_frame' }],
    ['03 04 05 00 D2 04', { kind: 'fault', detail: 'unknown_unit' }],
  ])('reads the report %s', async (report, expected) => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCALE];
    const { frames } = startScale(hid);
    await isUp(hid, SCALE.path);
    hid.report(SCALE.path, [...Buffer.from(report.replaceAll(' ', ''), 'hex')]);
    expect(frames).toMatchObject([expected]);
  });

  it('is read when Windows fills its reports up with zeros', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCALE];
    const { frames } = startScale(hid);
    await isUp(hid, SCALE.path);
    for (let count = 0; count < 3; count++) hid.report(SCALE.path, [3, 4, 2, 0, 0xd2, 4, 0, 0, 0]);
    expect(frames.map((frame) => frame.kind === 'weight' && frame.grams)).toEqual([1_234, 1_234, 1_234]);
  });

  it('is offline when it is pulled out, and back on another path after it was plugged in again', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCALE];
    const { reader, frames } = startScale(hid);
    await isUp(hid, SCALE.path);
    hid.pullOut(SCALE.path);
    expect(reader.snapshot()).toMatchObject({
      status: 'offline',
      frame: null,
      problem: { code: 'ERR_DEVICE_OFFLINE' },
    });
    expect(hid.isOpen(SCALE.path)).toBe(false);
    await problemOf(reader, 'ERR_DEVICE_PORT_MISSING');
    hid.plugged = [{ ...SCALE, path: '/dev/hidraw7' }];
    await vi.waitFor(() => expect(hid.isOpen('/dev/hidraw7')).toBe(true), PATIENCE);
    hid.report('/dev/hidraw7', [3, 4, 2, 0, 0xd2, 4]);
    expect(frames).toMatchObject([{ grams: 1_234 }]);
  });

  it('is told apart from another of its kind by its serial number', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [
      { ...SCALE, serialNumber: '1' },
      { ...SCALE, path: '/dev/hidraw8', serialNumber: '2' },
    ];
    startScale(hid, '2');
    await isUp(hid, '/dev/hidraw8');
    expect(hid.isOpen(SCALE.path)).toBe(false);
  });

  it.each([
    ["Failed to open a device with path '/dev/hidraw3': Permission denied", 'ERR_DEVICE_HID_PERMISSION'],
    ["Failed to open a device with path '/dev/hidraw3': No such file or directory", 'ERR_DEVICE_PORT_MISSING'],
    ['hid_open: device is in use', 'ERR_DEVICE_PORT_BUSY'],
    ['something else', 'ERR_DEVICE_OFFLINE'],
  ])('that does not open because of "%s" says %s', async (words, code) => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCALE];
    hid.refusals.set(SCALE.path, words);
    await problemOf(startScale(hid).reader, code);
  });
});

const gs1Report = (data: string, more = 0): number[] => {
  const bytes = Array.from({ length: 64 }, () => 0);
  bytes[0] = 2;
  bytes[1] = data.length;
  for (const [at, character] of [...`]C1${data}`].entries()) bytes[2 + at] = character.charCodeAt(0);
  bytes[63] = more;
  return bytes;
};

describe('a USB HID POS scanner', () => {
  it('delivers the AIM identifier and the separators of GS1', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [KEYBOARD, SCANNER];
    const { scans } = startScanner(hid);
    await isUp(hid, SCANNER.path);
    hid.report(SCANNER.path, gs1Report('010952123454321310AB-12\u001D21S1'));
    expect(scans).toEqual([']C1010952123454321310AB-12\u001D21S1']);
  });

  it('puts a long code together again, and starts afresh with the next', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCANNER];
    const { scans } = startScanner(hid);
    await isUp(hid, SCANNER.path);
    hid.report(SCANNER.path, gs1Report('A'.repeat(56), 1));
    hid.report(SCANNER.path, gs1Report('B'.repeat(10)));
    hid.report(SCANNER.path, gs1Report('C'));
    expect(scans).toEqual([`]C1${'A'.repeat(56)}${'B'.repeat(10)}`, ']C1C']);
  });

  it('reads the plain reports of other makers', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCANNER];
    const { scans } = startScanner(hid);
    await isUp(hid, SCANNER.path);
    const report = [1, 13, ...Buffer.from('6901234567892'), ...Array.from({ length: 49 }, () => 0)];
    hid.report(SCANNER.path, report);
    expect(scans).toEqual(['6901234567892']);
  });

  it.each([
    ['of another kind', [9, 1, 65]],
    ['cut short', [2, 5, 65, 66]],
    ['longer than a report can be', [1, 200, ...Array.from({ length: 62 }, () => 65)]],
    ['empty', []],
  ])('ignores a report that is %s', async (_, report) => {
    const hid = new FakeNodeHid();
    hid.plugged = [SCANNER];
    const { scans } = startScanner(hid);
    await isUp(hid, SCANNER.path);
    hid.report(SCANNER.path, report);
    hid.report(SCANNER.path, gs1Report('X'));
    expect(scans).toEqual([']C1X']);
  });
});

describe('the list of HID devices', () => {
  it('shows scales and scanners, each device once, and no keyboards', async () => {
    const hid = new FakeNodeHid();
    hid.plugged = [KEYBOARD, SCANNER, SCALE];
    const list = await listHidDevices(createNodeHidSystem(() => Promise.resolve(hid)));
    expect(list).toEqual({
      devices: [
        {
          address: { kind: 'hid', vendorId: '0c2e', productId: '0b87', serialNumber: 'A1' },
          use: 'scanner',
          label: 'A1',
        },
        {
          address: { kind: 'hid', vendorId: '0922', productId: '8003', serialNumber: null },
          use: 'scale',
          label: 'M10',
        },
      ],
      problem: null,
    });
  });

  it('says why when the native part does not load', async () => {
    const list = await listHidDevices(
      createNodeHidSystem(() => Promise.reject(new Error('libusb-1.0.so.0: cannot open shared object file'))),
    );
    expect(list).toMatchObject({ devices: [], problem: { code: 'ERR_DEVICE_HID_UNAVAILABLE' } });
  });

  it('comes from the real package where its native part loads, and says why elsewhere', async () => {
    const outcome = await createNodeHidSystem()
      .list()
      .then(
        (devices) => (Array.isArray(devices) ? 'listed' : 'nothing'),
        (error: unknown) => (error instanceof AppError ? error.code : 'defect'),
      );
    expect(['listed', 'ERR_DEVICE_HID_UNAVAILABLE']).toContain(outcome);
  });
});
