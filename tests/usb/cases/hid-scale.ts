import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { listHidDevices } from '#main/app/list-hid-devices.ts';
import { hidPos } from '#main/devices/scales/protocols/hid-pos.ts';
import type { ScaleFrame } from '#main/devices/scales/scale-protocol.ts';
import { createScaleReader } from '#main/devices/scales/scale-reader.ts';
import { createHidTransport } from '#main/devices/transports/hid-transport.ts';
import { createNodeHidSystem } from '#main/devices/transports/node-hid-system.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { createHidScale } from '#main/simulators/devices/scale-hid.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { openDeviceEnd } from '../support/device-end.ts';
import type { DeviceEnd } from '../support/device-end.ts';
import { SCALE_DESCRIPTOR } from '../support/hid-reports.ts';
import { untilInGuest, untilInGuestAsks } from '../support/patience.ts';
import { tidyUp } from '../support/tidy-up.ts';
import { createUsbGadget } from '../support/usb-gadget.ts';
import { withoutRights } from '../support/without-rights.ts';

const ADDRESS = { kind: 'hid', vendorId: '0922', productId: '8003', serialNumber: 'PB-SCALE-1' } as const;

const system = createNodeHidSystem();
const clock = { nowMs: () => Date.now() };

async function plugInScale(t: TestContext) {
  const gadget = createUsbGadget({
    port: 1,
    ...ADDRESS,
    manufacturer: 'Packbench',
    product: 'Virtual scale',
    functions: { 'hid.scale': { protocol: '0', subclass: '0', report_length: '6', report_desc: SCALE_DESCRIPTOR } },
  });
  tidyUp(t, gadget.remove);
  const scale = createHidScale({ timers: realTimers, streamIntervalMs: 100, settleMs: 500 });
  let end = await openEnd();
  tidyUp(t, () => end.close());
  tidyUp(t, scale.attach({ write: (report) => end.write(report), onData: () => () => undefined }));

  async function openEnd(): Promise<DeviceEnd> {
    const opened = await openDeviceEnd('/dev/hidg0');
    await isListed(true);
    return opened;
  }

  return {
    plate: scale.plate,
    unplug: gadget.unplug,
    async plugIn() {
      await end.close();
      gadget.plugIn();
      end = await openEnd();
    },
  };
}

const isListed = (isThere: boolean): Promise<void> =>
  untilInGuestAsks(
    async () => (await listHidDevices(system)).devices.length === Number(isThere),
    `the scale is ${isThere ? '' : 'not '}listed`,
  );

function readScale(t: TestContext) {
  const frames: ScaleFrame[] = [];
  const reader = createScaleReader({
    protocol: hidPos,
    connect: () => createHidTransport(ADDRESS, system),
    clock,
    timers: systemTimers,
    onFrame: (frame) => frames.push(frame),
  });
  tidyUp(t, () => reader.dispose());
  const shows = (grams: number): Promise<void> =>
    untilInGuest(() => {
      const frame = frames.at(-1);
      return frame?.kind === 'weight' && frame.stable === true && frame.grams === grams;
    }, `${grams} g, stable`);
  return { reader, frames, shows };
}

test('HID scale: it is listed as a scale, under its name and number', async (t) => {
  await plugInScale(t);
  assert.deepEqual(await listHidDevices(system), {
    devices: [{ address: ADDRESS, use: 'scale', label: 'Packbench Virtual scale PB-SCALE-1' }],
    problem: null,
  });
});

test('HID scale: what lies on it is read, moving first and then at rest', async (t) => {
  const { plate } = await plugInScale(t);
  const { frames, shows } = readScale(t);
  await shows(0);
  plate.put(1_234);
  await shows(1_234);
  assert.ok(
    frames.some((frame) => frame.kind === 'weight' && frame.stable === false),
    'a moving plate is told',
  );
  plate.clear();
  await shows(0);
  plate.put(31_000);
  await untilInGuest(() => frames.at(-1)?.kind === 'overload', 'too much is told');
  plate.clear();
  plate.put(-50);
  await untilInGuest(() => {
    const frame = frames.at(-1);
    return frame?.kind === 'weight' && frame.grams === -50;
  }, 'a lifted plate is negative');
});

test('HID scale: an unplug shows at once and no weight stays, and plugged in again it goes on by itself', async (t) => {
  const { plate, unplug, plugIn } = await plugInScale(t);
  const { reader, frames, shows } = readScale(t);
  plate.put(500);
  await shows(500);
  unplug();
  await untilInGuest(() => reader.snapshot().problem?.code.startsWith('ERR_DEVICE_') ?? false, 'the unplug is told');
  assert.deepEqual([reader.snapshot().status, reader.snapshot().frame], ['offline', null]);
  plate.clear();
  plate.put(750);
  frames.length = 0;
  await plugIn();
  await shows(750);
  assert.equal(reader.snapshot().status, 'online');
});

test('HID scale: a user without the right to it is told so', async (t) => {
  await plugInScale(t);
  const transport = createHidTransport(ADDRESS, system);
  const error = await withoutRights(() =>
    transport.open().then(
      () => null,
      (reason: AppError) => reason,
    ),
  );
  assert.equal(error?.code, 'ERR_DEVICE_HID_PERMISSION');
});
