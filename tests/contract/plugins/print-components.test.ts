import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createComponentTransport } from '#main/app/component-transport.ts';
import type { ComponentTransportOptions } from '#main/app/component-transport.ts';
import { listComponentPrinters } from '#main/app/list-component-printers.ts';
import { PRINT_COMPONENTS } from '#main/app/registries.ts';
import { platformDocument } from '#main/devices/printers/languages/platform-document.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type {
  ComponentVendor,
  PrintComponentServer,
} from '#main/simulators/print-components/print-component-server.ts';
import { startPrintComponent } from '#main/simulators/print-components/print-component-server.ts';
import { QUICK, realClock } from '#tests/contract/printing/printing-bed.ts';
import { until } from '#tests/support/until.ts';

const VENDORS: readonly ComponentVendor[] = ['cainiao', 'pinduoduo', 'douyin', 'jd', 'kuaishou', 'xiaohongshu'];

const CONTENTS = [
  { encryptedData: 'AES:zG9x', signature: 'MD:2f', templateURL: 'http://cloudprint.cainiao.com/template/standard/101' },
];
const WAYBILL = Buffer.from(JSON.stringify({ documentId: '73100087654321', contents: CONTENTS }));

it('every registered print component has a simulator', () => {
  expect(PRINT_COMPONENTS.all.map(({ id }) => id).sort()).toEqual([...VENDORS].sort());
});

describe.each(PRINT_COMPONENTS.all)('the print component $id', (component) => {
  let program: PrintComponentServer;
  let monitor: PrinterMonitor;

  beforeEach(async () => {
    const vendor = VENDORS.find((known) => known === component.id);
    if (!vendor) throw new TypeError(`no simulator for ${component.id}`);
    program = await startPrintComponent(vendor);
    monitor = open('HPRT N41');
  });

  afterEach(async () => {
    await monitor.stop();
    await program.close();
  });

  function open(printer: string, patience?: ComponentTransportOptions): PrinterMonitor {
    return createPrinterMonitor({
      language: platformDocument,
      pathTells: true,
      transportFactory: () =>
        createComponentTransport(
          component,
          { kind: 'component', componentId: component.id, port: program.port, printer },
          patience,
        ),
      clock: realClock,
      timers: systemTimers,
    });
  }

  const print = (name = 'platform:x:7310#1') =>
    monitor.print({
      bytes: WAYBILL,
      name: () => name,
      timing: { ...QUICK, finishTimeoutMs: 1_000, silenceTimeoutMs: 1_500 },
    });

  it('shows its version and that its printer is ready', async () => {
    expect(await monitor.check()).toMatchObject({ status: 'online', problem: null });
    expect(monitor.live().detail).toMatch(/\d+\.\d+/);
  });

  it('is asked for its version once, however often it is looked at', async () => {
    await monitor.check();
    await monitor.check();
    await print();
    expect(program.versionsAsked).toBe(1);
    expect(monitor.live().status).toBe('online');
  });

  it('prints a waybill unaltered, under our number as the number of its task', async () => {
    expect(await print()).toEqual({ state: 'printed', proof: 'handed_to_system', bytesSent: WAYBILL.length });
    expect(program.labels).toMatchObject([{ taskId: 'platform:x:7310#1', printer: 'HPRT N41', contents: CONTENTS }]);
    expect(program.complaints).toEqual([]);
  });

  it('is waited for until it tells the result', async () => {
    program.hold();
    const outcome = print();
    await until(() => program.waiting === 1, 'the task is under way');
    program.finish();
    expect(await outcome).toMatchObject({ state: 'printed' });
    expect(program.complaints).toEqual([]);
  });

  it('leaves a task that failed to a person', async () => {
    program.hold();
    const outcome = print();
    await until(() => program.waiting === 1, 'the task is under way');
    program.finish('failed');
    expect(await outcome).toMatchObject({ state: 'unconfirmed', problem: { data: { detail: 'driver offline' } } });
    expect(program.labels).toEqual([]);
  });

  it('keeps a task that was refused, with the words of the component', async () => {
    program.refuseNext('template not found');
    expect(await print()).toMatchObject({ state: 'failed', problem: { data: { detail: 'template not found' } } });
  });

  it('learns the result although the answer to the task was lost, and prints once', async () => {
    await monitor.stop();
    monitor = open('HPRT N41', { answerTimeoutMs: 500 });
    program.swallowNextAnswer();
    expect(await print()).toMatchObject({ state: 'printed' });
    expect(program.labels).toHaveLength(1);
  });

  it('asks a person when the program died with the task, and does not send it again', async () => {
    program.dieOnNext();
    expect((await print()).state).toMatch(/^(interrupted|unconfirmed)$/);
    expect(program.labels).toHaveLength(1);
  });

  it('names a printer that it does not have, and a program that does not run', async () => {
    const stranger = open('Nobody');
    expect(await stranger.check()).toMatchObject({ status: 'offline', problem: { code: 'ERR_DEVICE_PORT_MISSING' } });
    await stranger.stop();
    await monitor.stop();
    await program.close();
    expect(await monitor.check()).toMatchObject({ problem: { code: 'ERR_COMPONENT_NOT_RUNNING' } });
  });

  it('is found on this PC with its printers', async () => {
    const found = await listComponentPrinters([component], () => program.port);
    expect(found.map(({ address }) => address)).toEqual(
      ['HPRT N41', 'Deli DL-720C'].map((printer) => ({
        kind: 'component',
        componentId: component.id,
        port: program.port,
        printer,
      })),
    );
    expect(found[0]?.label).toMatch(/\d\.\d/);
    await program.close();
    expect(await listComponentPrinters([component], () => program.port)).toEqual([]);
  });

  it('makes nothing of messages that it does not know', () => {
    for (const noise of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { cmd: 'print' },
      { cmd: 'notifyPrintResult' },
      { orderType: 1 },
    ])
      expect(component.read(noise)).toEqual([]);
  });
});
