import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemoDevices } from '#main/app/demo-bench.ts';
import type { DemoDevices } from '#main/app/demo-bench.ts';
import { createDemoComponents } from '#main/app/demo-components.ts';
import type { DemoComponents } from '#main/app/demo-components.ts';
import { listPrintJobs } from '#main/usecases/printing/print-job-rows.ts';
import { scanLabel } from '#main/usecases/printing/prove-by-scan.ts';
import { startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { TEST_ACT } from '#tests/support/test-context.ts';
import { until } from '#tests/support/until.ts';

let bed: WorkstationBed;
let components: DemoComponents;
let devices: DemoDevices;
beforeAll(async () => {
  bed = await startWorkstationBed(1);
  components = createDemoComponents(bed.services);
  devices = createDemoDevices(bed.world, components, { running: () => [], ids: () => [] });
});
afterAll(async () => {
  await components.stop();
  await bed.stop();
});

const printer = () => bed.services.devices.list().find(({ name }) => name.startsWith('菜鸟'));
const states = (): string[] =>
  bed.services.context.read
    .pluck<[string], string>('SELECT state FROM print_jobs WHERE device_id = ? ORDER BY rowid')
    .all(printer()?.id ?? '');
const problemOf = (): string | null => printer()?.live.problem?.code ?? null;
const printed = (): number => components.view()[0]?.printed.length ?? 0;

it('no component runs, and none of its faults can be played, until somebody puts it on the bench', async () => {
  expect(devices.bench().possible.filter((fault) => fault.startsWith('component_'))).toEqual([]);
  expect(() => components.printWaybill(TEST_ACT, 'cainiao')).toThrow('ERR_HOST_NOT_FOUND');
  await components.set('cainiao', true);
  await components.set('cainiao', true);
  expect(devices.bench().possible).toContain('component_closed');
  await until(() => printer()?.live.status === 'online', 'the component is well');
  components.printWaybill(TEST_ACT, 'cainiao');
  await until(() => states()[0] === 'printed', 'the waybill is out');
  expect(printed()).toBe(1);
});

it('one scan of the platform’s own waybill proves it, and its number stands in the history', () => {
  const [job] = listPrintJobs(bed.read, { limit: 1 });
  expect(job).toMatchObject({ state: 'printed', proof: 'handed_to_system', isSealed: true });
  expect(job?.trackingNumber).toMatch(/^73\d+$/);
  scanLabel(bed.services.context, TEST_ACT, job?.trackingNumber ?? '');
  expect(listPrintJobs(bed.read, { limit: 1 })).toMatchObject([{ state: 'printed', proof: 'scanned' }]);
});

it.each([
  ['component_closed', 'ERR_COMPONENT_NOT_RUNNING'],
  ['component_printer_off', 'ERR_PRINTER_PAUSED'],
] as const)('%s is seen, and a label waits for its end', async (fault, code) => {
  const before = printed();
  await devices.setFault(fault, true);
  components.printWaybill(TEST_ACT, 'cainiao');
  await until(() => problemOf() === code, `${fault} is seen`);
  expect(printed()).toBe(before);
  await devices.setFault(fault, false);
  await until(() => states().at(-1) === 'printed', 'the label that waited is out');
  expect(printed()).toBe(before + 1);
});

it('a label that waits in the program is under way until the program gives it out', async () => {
  await devices.setFault('component_waits', true);
  components.printWaybill(TEST_ACT, 'cainiao');
  await until(() => components.running()[0]?.waiting === 1, 'the task waits');
  expect(states().at(-1)).not.toBe('printed');
  await devices.setFault('component_waits', false);
  await until(() => states().at(-1) === 'printed', 'it is out');
});

it('a label that fails in the driver asks a person', async () => {
  const before = printed();
  await devices.setFault('component_fails', true);
  components.printWaybill(TEST_ACT, 'cainiao');
  await until(() => states().at(-1) === 'unconfirmed', 'the label asks');
  expect(printed()).toBe(before);
  expect(devices.bench().standing).toEqual([]);
});

it('a label that the program refuses once comes out once, when it is asked again', async () => {
  const before = printed();
  await devices.setFault('component_refuses', true);
  components.printWaybill(TEST_ACT, 'cainiao');
  await until(() => states().at(-1) === 'printed', 'the label is out');
  expect(printed()).toBe(before + 1);
});

it('what is taken off the bench is a printer that is switched off, and comes back as the same one', async () => {
  const id = printer()?.id;
  await components.set('cainiao', false);
  expect(printer()).toMatchObject({ enabled: false });
  expect(components.view()).toEqual([]);
  await components.set('cainiao', true);
  expect(printer()).toMatchObject({ id, enabled: true });
});
