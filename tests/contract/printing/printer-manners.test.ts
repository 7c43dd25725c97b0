import { afterEach, describe, expect, test } from 'vitest';
import { cpcl } from '#main/devices/printers/languages/cpcl.ts';
import { zplCompatible } from '#main/devices/printers/languages/zpl-compatible.ts';
import { zpl } from '#main/devices/printers/languages/zpl.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { createCpclPrinter } from '#main/simulators/devices/cpcl-printer.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import type { PrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';
import { until } from '#tests/support/until.ts';
import { jobSettings, QUICK, QUICK_PAPER_MM_PER_SECOND, realClock, sampleWaybill } from './printing-bed.ts';

let device: PrinterTcp | undefined;

afterEach(async () => {
  await device?.close();
  device = undefined;
});

const PAPER = { mmPerSecond: QUICK_PAPER_MM_PER_SECOND };

async function startPrinting(printer: EmulatedPrinter, language: PrinterLanguage, timing = QUICK) {
  const tcp = await startPrinterTcp(printer);
  device = tcp;
  const { bitmap } = await sampleWaybill(8);
  const states: PrintState[] = [];
  const transportFactory = () => createTcpTransport({ kind: 'tcp', host: tcp.host, port: tcp.port });
  const bytes = language.encode(bitmap, jobSettings(8));
  const common = { language, transportFactory, clock: realClock, timers: systemTimers };
  const print = () => printJob({ ...common, bytes, timing, onState: (state) => void states.push(state) });
  const monitor = createPrinterMonitor({ ...common, replyTimeoutMs: timing.replyTimeoutMs });
  return { printer, states, print, monitor };
}

describe('a Zebra that keeps silent to ~HS while it has a fault', () => {
  const silent = (): EmulatedPrinter => createZplPrinter({ ...PAPER, isSilentOnError: true });

  test('still names the fault, and the job goes on with new paper', async () => {
    const { printer, states, print } = await startPrinting(silent(), zpl);
    printer.loadPaper(60);
    const printing = print();
    await until(() => states.some(({ state }) => state === 'blocked'), 'the driver sees the fault');
    expect(states.at(-1)).toMatchObject({ reasons: ['paper_out'] });
    printer.loadPaper();
    expect(await printing).toMatchObject({ state: 'printed', proof: 'acknowledged' });
  });

  test('asked by ~HS alone leaves the outcome unknown, and is sent nothing again', async () => {
    const timing = { ...QUICK, replyTimeoutMs: 100, silenceTimeoutMs: 400 };
    const { printer, print } = await startPrinting(silent(), zplCompatible, timing);
    printer.loadPaper(60);
    expect(await print()).toMatchObject({ state: 'unconfirmed', problem: { data: { detail: 'no_reply' } } });
    // On a busy machine the driver gives up before the paper is at its end.
    await until(() => printer.labels.length === 1, 'the paper ran out in the middle of the label');
    printer.loadPaper();
    await until(() => printer.labels.some(({ isComplete }) => isComplete), 'the printer repeats its label');
    expect(printer.labels.filter(({ isComplete }) => isComplete)).toHaveLength(1);
  });
});

describe('a CPCL printer that answers only when its label is finished', () => {
  test('acknowledges the job by that answer', async () => {
    const { printer, print } = await startPrinting(createCpclPrinter({ ...PAPER, answersWhenFinished: true }), cpcl);
    expect(await print()).toMatchObject({ state: 'printed', proof: 'acknowledged' });
    expect(printer.labels.map(({ isComplete }) => isComplete)).toEqual([true]);
  });
});

describe('an idle printer', () => {
  test('is shown with the cause that its language names', async () => {
    const { printer, monitor } = await startPrinting(createZplPrinter(PAPER), zpl);
    expect(await monitor.check()).toMatchObject({ status: 'online' });
    printer.block('jam');
    expect(await monitor.check()).toMatchObject({ status: 'blocked', problem: { code: 'ERR_PRINTER_JAMMED' } });
    await monitor.stop();
  });
});
