import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { SpoolerLibrary } from '#main/devices/transports/spooler/spooler-library.ts';
import { createSpoolerTransport } from '#main/devices/transports/spooler/spooler-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { QUICK, realClock } from '#tests/contract/printing/printing-bed.ts';

const LABEL = Buffer.alloc(150_000, 'T');

/** A spooler at the boundary of the Windows calls; takes 40,000 bytes at a time, as a full buffer does. */
function createFakeSpooler() {
  const fake = {
    calls: [] as string[],
    bytes: [] as Buffer[],
    printerFlags: 0,
    jobFlags: [0x08, 0x10, null] as (number | null)[],
    takesRaw: true,
    fullAfter: Number.POSITIVE_INFINITY,
    library: {} as SpoolerLibrary,
  };
  const taken = (): number => fake.bytes.reduce((sum, part) => sum + part.length, 0);
  fake.library = {
    open: async (printer) => (printer === 'Deli' ? {} : null),
    async startDocument(_handle, name, dataType) {
      fake.calls.push(`start ${dataType} ${name}`);
      return dataType === 'RAW' && !fake.takesRaw ? 0 : 7;
    },
    async write(_handle, bytes) {
      const part = Buffer.from(bytes.subarray(0, Math.min(40_000, fake.fullAfter - taken())));
      fake.bytes.push(part);
      return part.length;
    },
    async endDocument() {
      fake.calls.push('end');
      return true;
    },
    abort: async () => void fake.calls.push('abort'),
    jobStatus: async () => fake.jobFlags.shift() ?? null,
    printerStatus: async () => fake.printerFlags,
    close: async () => void fake.calls.push('close'),
    list: async () => ['Deli'],
  };
  return fake;
}

describe('a printer of the Windows spooler', () => {
  let spooler: ReturnType<typeof createFakeSpooler>;

  beforeEach(() => {
    spooler = createFakeSpooler();
  });

  function open(printer = 'Deli') {
    const monitor = createPrinterMonitor({
      language: tspl,
      pathTells: true,
      transportFactory: () => createSpoolerTransport({ kind: 'spooler', printer }, async () => spooler.library),
      clock: realClock,
      timers: systemTimers,
    });
    onTestFinished(() => monitor.stop());
    return monitor;
  }

  const print = () => open().print({ bytes: LABEL, name: () => 'waybill:9#1', timing: QUICK });

  it('gets all bytes of a label in one RAW document and is followed until the job has left the queue', async () => {
    expect(await print()).toEqual({ state: 'printed', proof: 'handed_to_system', bytesSent: 150_000 });
    expect(Buffer.concat(spooler.bytes).equals(LABEL)).toBe(true);
    expect(spooler.calls).toEqual(['start RAW waybill:9#1', 'end']);
  });

  it('takes the other data type where a driver wants it', async () => {
    spooler.takesRaw = false;
    expect(await print()).toMatchObject({ state: 'printed' });
    expect(spooler.calls).toContain('start XPS_PASS waybill:9#1');
  });

  it.each([
    [0x10, 'ERR_PRINTER_PAPER_OUT'],
    [0x40_0000, 'ERR_PRINTER_COVER_OPEN'],
    [0x01, 'ERR_PRINTER_PAUSED'],
    [0x80, 'ERR_PRINTER_FAULT'],
  ])('gets nothing while its status is %i', async (flags, code) => {
    spooler.printerFlags = flags;
    expect(await print()).toMatchObject({ state: 'blocked', bytesSent: 0, problem: { code } });
    expect(spooler.calls).toEqual([]);
  });

  it('throws a document away that it cannot take to its end', async () => {
    spooler.fullAfter = 80_000;
    expect(await print()).toMatchObject({ state: 'interrupted', bytesSent: 80_000 });
    expect(spooler.calls).toContain('abort');
  });

  it('asks a person about a job that somebody deleted in the queue', async () => {
    spooler.jobFlags = [0x40, 0x100];
    expect(await print()).toMatchObject({ state: 'unconfirmed' });
  });

  it('names a printer that Windows does not know, and a system without a spooler', async () => {
    expect(await open('Nobody').check()).toMatchObject({ problem: { code: 'ERR_DEVICE_PORT_MISSING' } });
    const failing = createSpoolerTransport({ kind: 'spooler', printer: 'Deli' }, () =>
      Promise.reject(new Error('winspool.drv: not found')),
    );
    await expect(failing.open()).rejects.toMatchObject({ code: 'ERR_PRINTER_NO_SPOOLER' });
  });
});
