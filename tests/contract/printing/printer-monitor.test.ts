import { afterEach, describe, expect, test } from 'vitest';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { until } from '#tests/support/until.ts';
import { closePrintingBeds, openPrintingBed, QUICK, realClock } from './printing-bed.ts';
import type { PrintingBed } from './printing-bed.ts';

const monitors: PrinterMonitor[] = [];

afterEach(async () => {
  await Promise.all(monitors.splice(0).map((monitor) => monitor.stop()));
  await closePrintingBeds();
});

function openMonitor({ device }: PrintingBed): PrinterMonitor {
  const monitor = createPrinterMonitor({
    language: tspl,
    transportFactory: () => createTcpTransport({ kind: 'tcp', host: device.host, port: device.port }),
    clock: realClock,
    timers: systemTimers,
    pollMs: 20,
    replyTimeoutMs: QUICK.replyTimeoutMs,
  });
  monitors.push(monitor);
  return monitor;
}

describe('printer monitor', () => {
  test('shows what happens at the printer: ready, cover open, unplugged, back again', async () => {
    const bed = await openPrintingBed();
    const monitor = openMonitor(bed);
    expect(monitor.live().status).toBe('unknown');
    monitor.start();
    await until(() => monitor.live().status === 'online', 'ready');
    bed.device.printer.block('cover_open');
    await until(() => monitor.live().status === 'blocked', 'cover open');
    expect(monitor.live().problem?.code).toBe('ERR_PRINTER_COVER_OPEN');
    bed.device.printer.block('paper_out');
    await until(() => monitor.live().causes?.length === 2, 'both causes are told');
    expect(monitor.live().causes).toEqual(expect.arrayContaining(['cover_open', 'paper_out']));
    bed.device.printer.unblock('paper_out');
    bed.device.printer.unblock('cover_open');
    await until(() => monitor.live().status === 'online', 'cover closed');
    expect(monitor.live().causes).toBeUndefined();
    await bed.device.unplug();
    await until(() => monitor.live().status === 'offline', 'unplugged');
    await bed.device.plugIn();
    await until(() => monitor.live().status === 'online', 'plugged in again');
  });

  test('prints jobs one after the other over its own connection', async () => {
    const bed = await openPrintingBed({ isInstant: true, isBusyUntilAsked: true });
    const monitor = openMonitor(bed);
    monitor.start();
    const job = { bytes: bed.bytes, timing: QUICK };
    const outcomes = await Promise.all([monitor.print(job), monitor.print(job), monitor.print(job)]);
    expect(outcomes.map(({ state }) => state)).toEqual(['printed', 'printed', 'printed']);
    expect(bed.device.printer.labels.every((label) => label.isComplete)).toBe(true);
    expect(bed.device.printer.complaints).toEqual([]);
    expect(monitor.live().labelMs).toBeTypeOf('number');
  });

  test('a connection that the printer dropped while idle costs neither the job nor a second label', async () => {
    const bed = await openPrintingBed({ isInstant: true, isBusyUntilAsked: true });
    const monitor = openMonitor(bed);
    expect((await monitor.check()).status).toBe('online');
    await bed.device.unplug();
    await bed.device.plugIn();
    expect(await monitor.print({ bytes: bed.bytes, timing: QUICK })).toMatchObject({ state: 'printed' });
    expect(bed.device.printer.labels).toHaveLength(1);
  });

  test('does not try a job again that was cut in the middle', async () => {
    const bed = await openPrintingBed({ isInstant: true, isBusyUntilAsked: true });
    const monitor = openMonitor(bed);
    await monitor.check();
    bed.device.closeAfterBytes(50_000);
    expect(await monitor.print({ bytes: bed.bytes, timing: QUICK })).toMatchObject({ state: 'interrupted' });
    expect(bed.device.printer.labels).toEqual([]);
    expect(monitor.live().status).toBe('offline');
  });

  test('hears the end of each label soon after it came, however late that of the first was heard', async () => {
    const time = new ManualTime();
    const printer = createTsplPrinter({ timers: time, mmPerSecond: 200 });
    const outAtMs: number[] = [];
    printer.onLabel(() => outAtMs.push(time.nowMs()));
    const monitor = createPrinterMonitor({
      language: tspl,
      transportFactory: () => slowTransport(printer, time),
      clock: { nowMs: () => time.nowMs() },
      timers: time,
    });
    const job = { bytes: Buffer.from('SIZE 100 mm,150 mm\r\nGAP 3 mm,0\r\nCLS\r\nPRINT 1,1\r\n') };
    const heardAfterMs: number[] = [];
    for (let label = 0; label < 6; label += 1) {
      let isOver = false;
      const printed = monitor.print(job).finally(() => {
        isOver = true;
        heardAfterMs.push(time.nowMs() - (outAtMs.at(-1) ?? 0));
      });
      while (!isOver) {
        await new Promise(setImmediate);
        time.advance(1);
      }
      expect(await printed).toMatchObject({ state: 'printed' });
    }
    // The question before the end, its answer, the short pause, the question after the end and its answer.
    expect(Math.max(...heardAfterMs.slice(1))).toBeLessThan(2 * ANSWER_MS + 15);
  });
});

const ANSWER_MS = 20;

/** A way on which every answer takes its time. */
function slowTransport(printer: EmulatedPrinter, time: ManualTime): Transport {
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const channel = printer.connect((bytes) => {
    time.after(ANSWER_MS, () => listeners.forEach((listener) => listener(bytes)));
  });
  return {
    description: 'slow',
    open: async () => {},
    async send(bytes) {
      channel.receive(bytes);
      return { ok: true, bytesSent: bytes.length };
    },
    onData(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClosed: () => () => undefined,
    close: async () => {},
  };
}
