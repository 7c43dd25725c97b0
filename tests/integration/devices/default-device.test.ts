import { expect, it } from 'vitest';
import { listDevices } from '#main/app/device-rows.ts';
import { createDevice, removeDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import type { DeviceConfig } from '#shared/contract/devices.ts';
import { OPERATOR } from '#tests/support/printing/queue-bed.ts';
import { openUseCaseBed } from '#tests/support/use-case-bed.ts';

const PRINTER: DeviceConfig = {
  kind: 'printer',
  address: { kind: 'tcp', host: '127.0.0.1', port: 9100 },
  languageId: 'tspl',
  dotsPerMm: 8,
  widthMm: 100,
  heightMm: 150,
  gapMm: 2,
  darkness: null,
  speed: null,
  rotate180: false,
};

it('a further printer becomes the usual one only where somebody says so, and the books name the one it replaced', () => {
  const bed = openUseCaseBed();
  const add = (name: string, isDefault = false) =>
    createDevice(bed.context, OPERATOR, { name, config: PRINTER, isDefault });
  const usual = () =>
    listDevices(bed.context.read)
      .filter(({ isDefault }) => isDefault)
      .map(({ name }) => name);
  const first = add('First');
  expect(usual()).toEqual(['First']);
  const second = add('Second');
  expect(usual()).toEqual(['First']);
  add('Third', true);
  expect(usual()).toEqual(['Third']);
  updateDevice(bed.context, OPERATOR, { id: first, isDefault: true });
  expect(usual()).toEqual(['First']);
  const replaced = bed.context.read
    .pluck<[], string>("SELECT data_json FROM audit_log WHERE data_json LIKE '%replaces%' ORDER BY seq")
    .all();
  expect(replaced.map((data) => (JSON.parse(data) as { replaces: string }).replaces)).toEqual(['First', 'Third']);

  removeDevice(bed.context, OPERATOR, first);
  expect(usual()).toEqual([]);
  add('Fourth');
  expect(usual()).toEqual([]);
  updateDevice(bed.context, OPERATOR, { id: second, isDefault: true });
  expect(usual()).toEqual(['Second']);
  bed.close();
});
