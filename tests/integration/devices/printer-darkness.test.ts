import { expect, it } from 'vitest';
import { createDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { OPERATOR } from '#tests/support/printing/queue-bed.ts';
import { openUseCaseBed } from '#tests/support/use-case-bed.ts';

const TSPL: PrinterConfig = {
  kind: 'printer',
  address: { kind: 'tcp', host: '127.0.0.1', port: 9100 },
  languageId: 'tspl',
  dotsPerMm: 8,
  widthMm: 100,
  heightMm: 150,
  gapMm: 2,
  darkness: 15,
  speed: null,
  rotate180: false,
};

it('a darkness that the language of the printer cannot say is refused with its scale, when added and when changed', () => {
  const bed = openUseCaseBed();
  const add = (config: PrinterConfig) =>
    createDevice(bed.context, OPERATOR, { name: 'Printer', config, isDefault: false });
  const refused = (data: object) => expect.objectContaining({ code: 'ERR_PRINTER_DARKNESS', data });
  expect(() => add({ ...TSPL, darkness: 16 })).toThrow(refused({ darkness: 16, min: 0, max: 15 }));
  expect(() => add({ ...TSPL, darkness: -1 })).toThrow(refused({ darkness: -1, min: 0, max: 15 }));
  expect(() => add({ ...TSPL, languageId: 'escpos', darkness: 3 })).toThrow(refused({ darkness: 3, min: 0, max: 0 }));
  const id = add(TSPL);
  const zpl = { ...TSPL, languageId: 'zpl', darkness: 30 };
  updateDevice(bed.context, OPERATOR, { id, config: zpl });
  expect(() => updateDevice(bed.context, OPERATOR, { id, config: { ...zpl, languageId: 'epl2' } })).toThrow(
    refused({ darkness: 30, min: 0, max: 15 }),
  );
});

it('a way to cut or a sensor that the language of the printer cannot say is refused, and labels between which nothing lies', () => {
  const bed = openUseCaseBed();
  const add = (config: PrinterConfig) =>
    createDevice(bed.context, OPERATOR, { name: 'Printer', config, isDefault: false });
  const refused = (field: string) =>
    expect.objectContaining({ code: 'ERR_DEVICE_CONFIG_INVALID', data: { field } }) as Error;
  expect(() => add({ ...TSPL, languageId: 'escpos', darkness: null, sensor: 'mark' })).toThrow(refused('sensor'));
  expect(() => add({ ...TSPL, languageId: 'epl2', cutting: 'each' })).toThrow(refused('cutting'));
  expect(() => add({ ...TSPL, sensor: 'mark', gapMm: 0 })).toThrow(refused('gapMm'));
  add({ ...TSPL, sensor: 'continuous', gapMm: 0, cutting: 'job' });
  expect(bed.context.read.prepare('SELECT COUNT(*) AS n FROM devices').get()).toEqual({ n: 1 });
});
