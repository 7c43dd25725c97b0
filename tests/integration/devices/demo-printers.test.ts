import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemoDevices } from '#main/app/demo-bench.ts';
import { createDemoPrinters } from '#main/app/demo-printers.ts';
import type { DemoPrinters } from '#main/app/demo-printers.ts';
import type { DemoPrinterId } from '#shared/contract/demo-bench.ts';
import { TEST_ACT } from '#tests/support/test-context.ts';
import { until } from '#tests/support/until.ts';
import { startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;
let printers: DemoPrinters;
beforeAll(async () => {
  bed = await startWorkstationBed(1);
  printers = createDemoPrinters(bed.services);
});
afterAll(async () => {
  await printers.stop();
  await bed.stop();
});

const deviceOf = (id: DemoPrinterId) =>
  bed.services.devices.list().find(({ config }) => config.kind === 'printer' && config.languageId === id);

/** How all languages print stands in the contract of the languages. */
it.each(['zpl', 'escpos'] as const)(
  'a printer that speaks %s is plugged in, prints a test label, and is taken away',
  async (id) => {
    await printers.set(id, true);
    await printers.set(id, true);
    expect(printers.ids()).toEqual([id]);
    const deviceId = deviceOf(id)?.id ?? '';
    await bed.services.printTestLabel(TEST_ACT, deviceId);
    bed.services.printQueue.wake(deviceId);
    const [cable] = printers.running();
    await until(() => cable?.printer.labels.at(-1)?.isComplete === true, 'the label is out');
    expect(cable?.printer.complaints).toEqual([]);
    await bed.services.printQueue.whenIdle();
    await printers.set(id, false);
    expect(deviceOf(id)).toMatchObject({ enabled: false });
  },
);

it('a fault hits all printers of the bench', async () => {
  await printers.set('zpl', true);
  const devices = createDemoDevices(bed.world, { running: () => [], view: () => [] }, printers);
  expect(devices.bench().printers).toEqual(['zpl']);
  await devices.setFault('printer_cover_open', true);
  const codes = (): (string | undefined)[] =>
    bed.services.devices
      .list()
      .filter(({ kind, enabled }) => kind === 'printer' && enabled)
      .map(({ live }) => live.problem?.code);
  await until(() => codes().every((code) => code === 'ERR_PRINTER_COVER_OPEN'), 'both tell it');
  expect(codes()).toHaveLength(2);
  await devices.setFault('printer_cover_open', false);
  await until(() => codes().every((code) => code === undefined), 'both are well');
});
