import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTransport } from '#main/app/open-transport.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { listIppQueues } from '#main/devices/transports/ipp/list-ipp-queues.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { startByteSink } from '#tests/support/cups/byte-sink.ts';
import { startCups } from '#tests/support/cups/start-cups.ts';
import type { RealCups } from '#tests/support/cups/start-cups.ts';
import { until } from '#tests/support/until.ts';
import { jobSettings, QUICK, realClock, sampleWaybill } from '#tests/contract/printing/printing-bed.ts';

/** The same promises are held to a simulator in the contract suite. */
describe('a raw queue of a real CUPS', () => {
  let cups: RealCups;
  let printer: Awaited<ReturnType<typeof startTsplPrinterTcp>>;
  let monitor: PrinterMonitor;

  beforeAll(async () => {
    cups = await startCups();
    printer = await startTsplPrinterTcp({ isInstant: true });
    await cups.addRawQueue('labels', printer.port);
    monitor = createPrinterMonitor({
      language: tspl,
      pathTells: true,
      transportFactory: () => createTransport({ kind: 'ipp', uri: `${cups.server}printers/labels` }),
      clock: realClock,
      timers: systemTimers,
    });
  });

  afterAll(async () => {
    await monitor.stop();
    await cups.stop();
    await printer.close();
  });

  it('prints a label dot for dot, and tells when the queue is done with it', async () => {
    const { bitmap } = await sampleWaybill(8);
    const bytes = tspl.encode(bitmap, jobSettings(8));
    const timing = { ...QUICK, finishTimeoutMs: 50_000 };
    const outcome = await monitor.print({ bytes, name: () => 'waybill:cups#1', timing });
    expect(outcome).toEqual({ state: 'printed', proof: 'handed_to_system', bytesSent: bytes.length });
    await until(() => printer.printer.labels.length === 1, 'the label comes out');
    expect(Buffer.from(printer.printer.labels[0]?.bitmap.data ?? []).equals(bitmap.data)).toBe(true);
    expect(printer.printer.complaints).toEqual([]);
  });

  it('hands every byte on to the socket as it is', async () => {
    const sink = await startByteSink();
    onTestFinished(() => sink.close());
    await cups.addRawQueue('bytes', sink.port);
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7 + (index >> 8)) % 256));
    const transport = createTransport({ kind: 'ipp', uri: `${cups.server}printers/bytes` });
    await transport.open();
    expect(await transport.send(bytes)).toEqual({ ok: true, bytesSent: bytes.length });
    await until(() => sink.received().length >= bytes.length, 'everything arrives');
    expect(sink.received().equals(bytes)).toBe(true);
    await transport.close();
  });

  it('says so when somebody stops the queue, and gets nothing while it stands still', async () => {
    await cups.run('cupsdisable', 'labels');
    expect(await monitor.check()).toMatchObject({ status: 'blocked', problem: { code: 'ERR_PRINTER_PAUSED' } });
    const outcome = await monitor.print({
      bytes: Buffer.from('PRINT 1\r\n'),
      name: () => 'waybill:cups#2',
      timing: QUICK,
    });
    expect(outcome).toMatchObject({ state: 'blocked', bytesSent: 0 });
    await cups.run('cupsenable', 'labels');
    expect(await monitor.check()).toMatchObject({ status: 'online' });
  });

  it('lists its queues', async () => {
    const uris = (await listIppQueues(cups.server)).map(({ uri }) => uri);
    expect(uris).toContain(`${cups.server}printers/labels`);
  });

  it('names a queue that it does not have', async () => {
    const missing = createTransport({ kind: 'ipp', uri: `${cups.server}printers/nobody` });
    await expect(missing.open()).rejects.toMatchObject({ code: 'ERR_DEVICE_PORT_MISSING' });
  });
});
