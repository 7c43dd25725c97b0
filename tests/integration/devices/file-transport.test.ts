import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from '#main/app/open-transport.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { systemTimers } from '#main/lib/timers.ts';

const LABEL = Buffer.from('SIZE 100 mm,150 mm\r\nPRINT 1\r\n');

describe('a folder as a printer', () => {
  let folder: string;
  let monitor: PrinterMonitor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packbench-labels-'));
    monitor = open(folder);
  });

  afterEach(async () => {
    await monitor.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function open(place: string): PrinterMonitor {
    return createPrinterMonitor({
      language: tspl,
      pathTells: true,
      transportFactory: () => createTransport({ kind: 'file', folder: place }),
      clock: { nowMs: () => 0 },
      timers: systemTimers,
    });
  }

  it('gets one whole file per label, named by its label key', async () => {
    const outcome = await monitor.print({ bytes: LABEL, name: () => 'waybill:0197-aa#1' });
    expect(outcome).toEqual({ state: 'printed', proof: 'handed_to_system', bytesSent: LABEL.length });
    await monitor.print({ bytes: LABEL, name: () => 'waybill:0197-aa#2' });
    expect((await readdir(folder)).sort()).toEqual(['waybill_0197-aa_1.prn', 'waybill_0197-aa_2.prn']);
    expect(await readFile(join(folder, 'waybill_0197-aa_1.prn'))).toEqual(LABEL);
  });

  it('does not write the same label twice, and never over another one', async () => {
    await monitor.print({ bytes: LABEL, name: () => 'waybill:a#1' });
    expect(await monitor.print({ bytes: LABEL, name: () => 'waybill:a#1' })).toMatchObject({ state: 'printed' });
    expect(await readdir(folder)).toHaveLength(1);
    const other = await monitor.print({ bytes: Buffer.from('CLS'), name: () => 'waybill:a#1' });
    expect(other).toMatchObject({ state: 'interrupted', problem: { code: 'ERR_DEVICE_INTERRUPTED' } });
    expect(await readFile(join(folder, 'waybill_a_1.prn'))).toEqual(LABEL);
  });

  it('goes on over the half file that a power cut left', async () => {
    await writeFile(join(folder, 'waybill_b_1.prn.part'), 'half');
    await monitor.print({ bytes: LABEL, name: () => 'waybill:b#1' });
    expect(await readdir(folder)).toEqual(['waybill_b_1.prn']);
  });

  it('says what is wrong with a folder that cannot be used, and sends nothing', async () => {
    await rm(folder, { recursive: true });
    const outcome = await monitor.print({ bytes: LABEL, name: () => 'waybill:c#1' });
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'ERR_PRINTER_FOLDER', data: { folder } } });
    expect(await monitor.check()).toMatchObject({ status: 'offline', problem: { code: 'ERR_PRINTER_FOLDER' } });
    await writeFile(folder, 'a file where the folder was');
    const why = (place: string) => createTransport({ kind: 'file', folder: place }).open();
    await expect(why(folder)).rejects.toMatchObject({ data: { detail: 'not a folder' } });
    await expect(why('labels')).rejects.toMatchObject({ data: { detail: 'not a full path' } });
  });

  it('shows a folder that can be used as ready', async () => {
    expect(await monitor.check()).toMatchObject({ status: 'online', problem: null });
  });
});
