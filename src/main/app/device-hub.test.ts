import { afterAll, expect, test } from 'vitest';
import { DeviceHub } from '#main/app/device-hub.ts';
import { PrinterHub } from '#main/app/printer-hub.ts';
import { ScaleHub } from '#main/app/scale-hub.ts';
import { ScannerHub } from '#main/app/scanner-hub.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { createDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import { setQueueMode } from '#main/usecases/printing/queue-modes.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

const bed = openUseCaseBed();
const { context } = bed;
const parts = {
  context,
  clock: context.clock,
  timers: systemTimers,
  onChange: () => {},
  onScan: () => {},
  onTorn: () => {},
};
const hub = new DeviceHub({
  context,
  printers: new PrinterHub(parts),
  scales: new ScaleHub(parts),
  scanners: new ScannerHub(parts),
  dayStartMs: () => 0,
});

afterAll(async () => {
  await hub.stop();
  bed.close();
});

function addScale(stationId?: string): string {
  const address = {
    kind: 'serial',
    path: '/dev/none',
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    flow: 'none',
  } as const;
  const place = stationId === undefined ? {} : { stationId };
  const config = { kind: 'scale', address, protocolId: 'mt-sics', minimumG: 5, divisionG: 1, ...place } as const;
  return createDevice(context, SYSTEM_ACT, { name: 'scale', config, isDefault: false });
}

test('a station weighs on its own scale, every other station on the shared one, never on somebody else’s', async () => {
  const own = addScale('station-2');
  await hub.sync();
  expect(hub.stationScale.live('station-1').scaleId).toBeNull();
  const shared = addScale();
  await hub.sync();
  const scaleOf = (stationId: string): string | null => hub.stationScale.live(stationId).scaleId;
  expect([scaleOf('station-1'), scaleOf('station-2'), scaleOf('station-3')]).toEqual([shared, own, shared]);
});

function addPrinter(name: string): string {
  const address = { kind: 'tcp', host: '127.0.0.1', port: 9 } as const;
  const paper = { dotsPerMm: 8, widthMm: 100, heightMm: 150, gapMm: 2, darkness: null, speed: null, rotate180: false };
  const config = { kind: 'printer', address, languageId: 'tspl', ...paper } as const;
  return createDevice(context, SYSTEM_ACT, { name, config, isDefault: true });
}

test('where no printer takes labels, the reason names the one that is off or runs empty', () => {
  const refusal = (): unknown => {
    try {
      return hub.usualPrinter().name;
    } catch (error) {
      return error instanceof AppError ? [error.code, error.data] : error;
    }
  };
  expect(refusal()).toEqual(['ERR_PRINTER_NONE', {}]);
  const id = addPrinter('Zebra 1');
  expect(refusal()).toBe('Zebra 1');
  setQueueMode(context, SYSTEM_ACT, id, 'draining');
  expect(refusal()).toEqual(['ERR_PRINTER_DRAINING', { device: 'Zebra 1' }]);
  updateDevice(context, SYSTEM_ACT, { id, enabled: false });
  expect(refusal()).toEqual(['ERR_PRINTER_OFF', { device: 'Zebra 1' }]);
});
