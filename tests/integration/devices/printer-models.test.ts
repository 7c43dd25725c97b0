import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;

beforeAll(async () => {
  bed = await startWorkstationBed(3);
});

afterAll(() => bed.stop());

const CONFIG = {
  kind: 'printer',
  languageId: 'tspl',
  dotsPerMm: 8,
  widthMm: 100,
  heightMm: 150,
  gapMm: 3,
  darkness: null,
  speed: null,
  rotate180: false,
} as const;

test('a printer tells who it is, its profile gives language and resolution, and a job comes out of it', async () => {
  const zebra = await startPrinterTcp(
    createZplPrinter({ model: 'ZD421-300dpi ZPL', dotsPerMm: 12, isInstant: true, isBusyUntilAsked: true }),
  );
  const address = { kind: 'tcp', host: zebra.host, port: zebra.port } as const;
  const found = await bed.services.printerModels.detect(address);
  expect(found).toEqual({ languageId: 'zpl', model: 'ZD421-300dpi ZPL', dotsPerMm: 12, profileId: 'zebra-zd421-300' });
  // The questions of the other languages.
  const strangeInput = zebra.printer.complaints.length;

  const config = { ...CONFIG, address, languageId: 'zpl', dotsPerMm: 12 };
  const id = createDevice(bed.services.context, OPERATOR, { name: 'Zebra', config, isDefault: false });
  await bed.services.devices.sync();
  await bed.services.printTestLabel(OPERATOR, id);
  bed.services.printQueue.wake(id);
  await bed.services.printQueue.whenIdle();
  expect(zebra.printer.labels.map(({ isComplete }) => isComplete)).toEqual([true]);
  expect(zebra.printer.complaints).toHaveLength(strangeInput);
  const job = bed.read.prepare('SELECT state, proof FROM print_jobs WHERE device_id = ?').get(id);
  expect(job).toEqual({ state: 'printed', proof: 'acknowledged' });
  await zebra.close();
});

test('small pictures are tried with one test label, and sent from then on only if somebody says that it was right', async () => {
  const clone = await startPrinterTcp(
    createZplPrinter({ hasErrorQuery: false, isInstant: true, isBusyUntilAsked: true }),
  );
  const config = {
    ...CONFIG,
    address: { kind: 'tcp', host: clone.host, port: clone.port },
    languageId: 'zpl-compatible',
  } as const;
  const { context, devices, printQueue, printTestLabel } = bed.services;
  const id = createDevice(context, OPERATOR, { name: 'Clone', config, isDefault: false });
  await devices.sync();
  const printed = async (smallPictures?: boolean): Promise<boolean | undefined> => {
    await printTestLabel(OPERATOR, id, smallPictures);
    printQueue.wake(id);
    await printQueue.whenIdle();
    const last = clone.printer.labels.at(-1);
    return last?.isComplete && Buffer.from(last.rawBytes).includes(':Z64:');
  };
  expect(await printed()).toBe(false);
  expect(await printed(true)).toBe(true);
  expect(await printed()).toBe(false);
  updateDevice(context, OPERATOR, { id, config: { ...config, smallPictures: true } });
  await devices.sync();
  expect(await printed()).toBe(true);
  expect(clone.printer.labels).toHaveLength(4);
  await clone.close();
});

test('an imported model is offered with those that come with the product', () => {
  const { profiles, importProfile } = bed.services.printerModels;
  const [any] = profiles();
  if (!any) throw new Error('no profiles');
  importProfile(OPERATOR, JSON.stringify({ ...any, id: 'our-own', model: 'Our own' }));
  const offered = bed.services.deviceOptions().printerProfiles.map(({ id }) => id);
  expect(offered).toContain('our-own');
  expect(offered).toContain('tsc-te244');
});

test('a binary language on an XON/XOFF line is refused before anything is sent', async () => {
  const address = {
    kind: 'serial',
    path: '/dev/packbench-no-such-port',
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    flow: 'xonxoff',
  } as const;
  const id = createDevice(bed.services.context, OPERATOR, {
    name: 'Serial',
    config: { ...CONFIG, address },
    isDefault: false,
  });
  await bed.services.devices.sync();
  await bed.services.printTestLabel(OPERATOR, id);
  bed.services.printQueue.wake(id);
  await bed.services.printQueue.whenIdle();
  const job = bed.read
    .prepare<[string], { state: string; bytes_sent: number; failure_json: string }>(
      'SELECT state, bytes_sent, failure_json FROM print_jobs WHERE device_id = ?',
    )
    .get(id);
  expect(job).toMatchObject({ state: 'failed', bytes_sent: 0 });
  expect(job?.failure_json).toContain('ERR_PRINTER_FLOW_CONTROL');
});
