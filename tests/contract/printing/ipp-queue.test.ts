import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from '#main/app/open-transport.ts';
import { pdf } from '#main/devices/printers/languages/pdf.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { listIppQueues } from '#main/devices/transports/ipp/list-ipp-queues.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { startIppPrinter } from '#main/simulators/devices/ipp-printer.ts';
import type { IppPrinter, IppPrinterOptions } from '#main/simulators/devices/ipp-printer.ts';
import { until } from '#tests/support/until.ts';
import { jobSettings, QUICK, realClock, sampleWaybill } from './printing-bed.ts';

const LABEL = Buffer.from('SIZE 100 mm,150 mm\r\nPRINT 1\r\n');

describe('a queue that speaks IPP', () => {
  let queue: IppPrinter;
  let monitor: PrinterMonitor;
  let states: PrintState[];

  beforeEach(() => open());
  afterEach(close);

  async function open(options: IppPrinterOptions = {}, language: typeof tspl | typeof pdf = tspl): Promise<void> {
    queue = await startIppPrinter(options);
    states = [];
    monitor = createPrinterMonitor({
      language,
      pathTells: true,
      transportFactory: () => createTransport({ kind: 'ipp', uri: queue.uri }),
      clock: realClock,
      timers: systemTimers,
    });
  }

  async function close(): Promise<void> {
    await monitor.stop();
    await queue.close();
  }

  async function openAnew(options: IppPrinterOptions, language: typeof tspl | typeof pdf = tspl): Promise<void> {
    await close();
    await open(options, language);
  }

  const print = (bytes: Uint8Array = LABEL) =>
    monitor.print({ bytes, name: () => 'waybill:7#1', timing: QUICK, onState: (state) => void states.push(state) });

  it('gets the bytes unaltered, under the name of the label, and proves no more than that it took them', async () => {
    expect(await print()).toEqual({ state: 'printed', proof: 'handed_to_system', bytesSent: LABEL.length });
    expect(queue.jobs).toMatchObject([{ name: 'waybill:7#1', format: 'application/vnd.cups-raw' }]);
    expect(queue.jobs[0]?.document).toEqual(LABEL);
  });

  it('is asked once before each label how it stands and what it takes', async () => {
    await print();
    const before = queue.timesAsked;
    await print();
    expect(queue.timesAsked).toBe(before + 1);
  });

  it('gets plain bytes where it knows no raw ones of CUPS', async () => {
    await openAnew({ formats: ['application/octet-stream', 'image/pwg-raster'] });
    expect(await print()).toMatchObject({ state: 'printed' });
    expect(queue.jobs[0]?.format).toBe('application/octet-stream');
  });

  it('gets no job while it stands still, and the page says why', async () => {
    queue.stop('media-empty-error', 'paused');
    expect(await print()).toMatchObject({ state: 'blocked', bytesSent: 0, problem: { code: 'ERR_PRINTER_PAPER_OUT' } });
    expect(queue.jobs).toEqual([]);
    expect(await monitor.check()).toMatchObject({ status: 'blocked', detail: 'media-empty-error, paused' });
    queue.resume();
    expect(await monitor.check()).toMatchObject({ status: 'online', problem: null });
  });

  it('is followed through missing paper to its end, without a second job', async () => {
    await openAnew({ isSlow: true });
    const outcome = print();
    await until(() => queue.jobs.length === 1, 'the job stands in the queue');
    queue.stop('media-empty-warning');
    await until(() => states.some(({ state }) => state === 'blocked'), 'the missing paper is told');
    queue.resume();
    queue.finish();
    expect(await outcome).toMatchObject({ state: 'printed', proof: 'handed_to_system' });
    expect(queue.jobs).toHaveLength(1);
  });

  it.each([
    ['cancelled there', 7, 'cancelled in the queue'],
    ['aborted', 8, 'aborted-by-system'],
  ] as const)('asks a person about a job that was %s', async (_how, state, detail) => {
    await openAnew({ isSlow: true });
    const outcome = print();
    await until(() => queue.jobs.length === 1, 'the job stands in the queue');
    queue.finish(state);
    expect(await outcome).toMatchObject({
      state: 'unconfirmed',
      problem: { code: 'ERR_PRINTER_UNCONFIRMED', data: { detail } },
    });
  });

  it('asks a person about a job that the queue no longer knows', async () => {
    await openAnew({ isSlow: true });
    const outcome = print();
    await until(() => queue.jobs.length === 1, 'the job stands in the queue');
    queue.forget();
    const detail = 'the queue no longer knows the job';
    expect(await outcome).toMatchObject({ state: 'unconfirmed', problem: { data: { detail } } });
  });

  it('finds the job again under its name when the answer to it was lost', async () => {
    queue.loseNextAnswer();
    expect(await print()).toMatchObject({ state: 'printed', proof: 'handed_to_system' });
    expect(queue.jobs).toHaveLength(1);
  });

  it('keeps a job that was refused: nothing has left', async () => {
    queue.refuseNext(0x0507);
    expect(await print()).toMatchObject({ state: 'failed', problem: { data: { detail: 'IPP status 0507' } } });
  });

  it('says which queue is not there and which server is not', async () => {
    const missing = createTransport({ kind: 'ipp', uri: queue.uri.replace('labels', 'nobody') });
    await expect(missing.open()).rejects.toMatchObject({ code: 'ERR_DEVICE_PORT_MISSING' });
    await queue.close();
    expect(await print()).toMatchObject({ state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE' } });
  });

  it('is listed by name', async () => {
    const server = queue.uri.replace(/printers\/.*/, '');
    expect(await listIppQueues(server)).toEqual([{ uri: queue.uri, label: 'Label printer of the office' }]);
  });

  it('gets a PDF that shows the picture dot for dot, in pages of its size', async () => {
    await openAnew({}, pdf);
    const { bitmap } = await sampleWaybill(8);
    expect(await print(pdf.encode(bitmap, { ...jobSettings(8), copies: 2 }))).toMatchObject({ state: 'printed' });
    expect(queue.jobs[0]?.format).toBe('application/pdf');
    const file = queue.jobs[0]?.document ?? Buffer.alloc(0);
    const text = file.toString('latin1');
    expect(text.match(/\/MediaBox \[0 0 283\.465 425\.197\]/g)).toHaveLength(2);
    const start = text.indexOf('stream\n', text.indexOf('/Subtype /Image')) + 'stream\n'.length;
    const length = Number(/\/FlateDecode \/Length (\d+)/.exec(text)?.[1]);
    expect(inflateSync(file.subarray(start, start + length)).equals(bitmap.data)).toBe(true);
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe('xref');
  });

  it('refuses a PDF that it does not take, and a printer that keeps no documents never gets one', async () => {
    await openAnew({ formats: ['application/octet-stream'] }, pdf);
    expect(await print()).toMatchObject({ state: 'failed' });
    expect(queue.jobs).toEqual([]);
    const straight = await printJob({
      bytes: LABEL,
      language: pdf,
      transportFactory: () => createTcpTransport({ kind: 'tcp', host: '127.0.0.1', port: 9 }),
      clock: realClock,
      timers: systemTimers,
    });
    expect(straight).toMatchObject({ state: 'failed', problem: { code: 'ERR_PRINTER_FORMAT' } });
  });
});
