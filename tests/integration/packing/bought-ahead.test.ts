import { afterAll, beforeAll, expect, it } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import { createDevice, removeDevice } from '#main/usecases/devices/manage-devices.ts';
import { choosePrinter } from '#main/usecases/printing/printer-roles.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { updateShop } from '#main/usecases/shops/manage-shops.ts';
import { until } from '#tests/support/until.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;
beforeAll(async () => {
  bed = await startWorkstationBed(6);
});
afterAll(() => bed.stop());

it('the outbox buys the waybill of an opened box from the carrier, and closing the box prints that very one', async () => {
  const { context, jobs, shops } = bed.services;
  for (const channel of ['taobao', 'shopify'])
    updateShop(context, shops, OPERATOR, { id: bed.shopId(channel), buysAhead: true });
  const number = bed.readyNumber();
  bed.scan(number);
  const shipmentId = bed.state().shipmentId ?? '';
  await jobs.whenIdle();
  const bought = waybillOf(bed.read, shipmentId);
  expect(bought).toMatchObject({ state: 'issued', request_key: `PB-${shipmentId}` });
  expect(bed.state().phase).toBe('items');

  bed.pack(number);
  expect(await bed.finish()).toBeNull();
  await until(() => bed.state().phase === 'done', 'the label is out');
  expect(bed.state().trackingNumber).toBe(bought?.tracking_number);
  expect(bed.read.pluck<[], number>('SELECT COUNT(*) FROM waybills').get()).toBe(1);
});

it('a printer that a kind was given to gets it, and once it is removed the usual one does', () => {
  const { context, devices } = bed.services;
  const usual = devices.usualPrinter().deviceId;
  const config = devices.view(usual).config;
  const other = createDevice(context, OPERATOR, { name: 'Other', config, isDefault: false });
  choosePrinter(context, OPERATOR, { stationId: STATION_ID, kind: 'receipt', deviceId: other });
  expect(devices.printerFor('receipt', STATION_ID).deviceId).toBe(other);
  expect(devices.printerFor('receipt', 'another-station').deviceId).toBe(usual);
  expect(devices.printerFor('waybill', STATION_ID).deviceId).toBe(usual);
  removeDevice(context, OPERATOR, other);
  expect(devices.printerFor('receipt', STATION_ID).deviceId).toBe(usual);
});
