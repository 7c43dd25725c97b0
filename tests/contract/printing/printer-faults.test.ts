import { afterEach, describe, expect, test } from 'vitest';
import { tsplNoStatus } from '#main/devices/printers/languages/tspl-no-status.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { until } from '#tests/support/until.ts';
import { closePrintingBeds, openPrintingBed, QUICK } from './printing-bed.ts';
import type { PrintingBed } from './printing-bed.ts';

afterEach(closePrintingBeds);

const completeLabels = (bed: PrintingBed): number =>
  bed.device.printer.labels.filter((label) => label.isComplete).length;

const blockedReasons = (states: readonly PrintState[]): string[] =>
  states.flatMap((state) => (state.state === 'blocked' ? state.reasons : []));

describe('before the first byte', () => {
  test.each([
    ['paper_out', 'ERR_PRINTER_PAPER_OUT'],
    ['cover_open', 'ERR_PRINTER_COVER_OPEN'],
    ['ribbon_out', 'ERR_PRINTER_RIBBON_OUT'],
    ['paused', 'ERR_PRINTER_PAUSED'],
    ['head_hot', 'ERR_PRINTER_HEAD_HOT'],
  ] as const)('a printer with %s gets nothing and says why', async (block, code) => {
    const bed = await openPrintingBed({ isInstant: true });
    bed.device.printer.block(block);
    expect(await bed.print()).toMatchObject({ state: 'blocked', reasons: [block], bytesSent: 0, problem: { code } });
    expect(bed.states).toEqual([]);
    expect(bed.device.printer.labels).toEqual([]);
    expect(bed.device.receivedBytes).toBeLessThan(100);
  });

  test('a printer that is switched off gets nothing', async () => {
    const bed = await openPrintingBed();
    await bed.device.unplug();
    expect(await bed.print()).toMatchObject({ state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE' } });
  });

  test('a printer that serves somebody else gets nothing', async () => {
    const bed = await openPrintingBed();
    const other = createTcpTransport({ kind: 'tcp', host: bed.device.host, port: bed.device.port });
    await other.open();
    expect(await bed.print()).toMatchObject({ state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE' } });
    await other.close();
  });

  test('a printer that should answer and stays silent gets nothing', async () => {
    const bed = await openPrintingBed();
    bed.device.printer.answerStatus({ copies: 0 });
    expect(await bed.print()).toMatchObject({ state: 'failed', problem: { code: 'ERR_DEVICE_TIMEOUT' } });
    expect(bed.states).toEqual([]);
  });

  test('a busy printer is waited for', async () => {
    const bed = await openPrintingBed({ secondClient: 'served' });
    const first = bed.print();
    await until(() => bed.device.printer.isPrinting, 'the first label is under way');
    bed.states.length = 0;
    expect(await bed.print()).toMatchObject({ state: 'printed' });
    expect(await first).toMatchObject({ state: 'printed' });
    expect(bed.states.map(({ state }) => state)).toContain('waiting');
    expect(completeLabels(bed)).toBe(2);
  });

  test('a recorder that fails keeps the job from being sent', async () => {
    const bed = await openPrintingBed({ isInstant: true });
    const onState = (): void => {
      throw new Error('disk full');
    };
    await expect(bed.print({ onState })).rejects.toThrow('disk full');
    expect(bed.device.printer.labels).toEqual([]);
  });
});

describe('after the first byte', () => {
  test('a printer that resets the line in the middle is never sent the job again', async () => {
    const bed = await openPrintingBed({ isInstant: true });
    bed.device.closeAfterBytes(50_000);
    const outcome = await bed.print();
    expect(outcome).toMatchObject({ state: 'interrupted', problem: { code: 'ERR_DEVICE_INTERRUPTED' } });
    expect(outcome.state === 'interrupted' && outcome.bytesSent).toBeGreaterThan(0);
    expect(bed.states[0]).toEqual({ state: 'sending', bytesTotal: bed.bytes.length });
    expect(bed.device.printer.labels).toEqual([]);
    expect(bed.device.receivedBytes).toBeLessThanOrEqual(50_000);
  });

  test('paper that runs out in the middle blocks the job, and new paper finishes it with one whole label', async () => {
    const bed = await openPrintingBed();
    bed.device.printer.loadPaper(60);
    const printing = bed.print();
    await until(() => blockedReasons(bed.states).length > 0, 'the driver sees the fault');
    expect(blockedReasons(bed.states)).toEqual(['paper_out']);
    expect(completeLabels(bed)).toBe(0);
    bed.device.printer.loadPaper();
    expect(await printing).toMatchObject({ state: 'printed', proof: 'inferred' });
    expect(completeLabels(bed)).toBe(1);
    expect(bed.states.map(({ state }) => state)).toEqual(['sending', 'printing', 'blocked', 'printing']);
    expect(bed.device.receivedBytes).toBeLessThan(bed.bytes.length + 3_000);
  });

  test('a cover opened while printing blocks the job until it is closed', async () => {
    const bed = await openPrintingBed();
    bed.device.printer.planFault({ block: 'cover_open', atMm: 40 });
    const printing = bed.print();
    await until(() => blockedReasons(bed.states).includes('cover_open'), 'the driver sees the cover');
    bed.device.printer.unblock('cover_open');
    expect(await printing).toMatchObject({ state: 'printed' });
    expect(completeLabels(bed)).toBe(1);
  });

  test('a hot head only delays', async () => {
    const bed = await openPrintingBed();
    const printing = bed.print();
    await until(() => bed.states.some(({ state }) => state === 'printing'), 'the label is under way');
    bed.device.printer.overheat(300);
    expect(await printing).toMatchObject({ state: 'printed' });
    expect(blockedReasons(bed.states)).toEqual(['head_hot']);
  });

  test('a label that is out before anybody looked stays unconfirmed', async () => {
    const bed = await openPrintingBed({ isInstant: true });
    expect(await bed.print({ timing: { ...QUICK, busyTimeoutMs: 300 } })).toMatchObject({
      state: 'unconfirmed',
      bytesSent: bed.bytes.length,
      problem: { code: 'ERR_PRINTER_UNCONFIRMED', data: { detail: 'never_busy' } },
    });
    expect(completeLabels(bed)).toBe(1);
  });

  test('a printer that falls silent leaves the outcome unknown', async () => {
    const bed = await openPrintingBed();
    const printing = bed.print();
    await until(() => bed.states.some(({ state }) => state === 'printing'), 'the label is under way');
    bed.device.printer.answerStatus({ copies: 0 });
    expect(await printing).toMatchObject({ state: 'unconfirmed', problem: { data: { detail: 'no_reply' } } });
  });

  test('a printer that loses power after the last byte leaves the outcome unknown', async () => {
    const bed = await openPrintingBed();
    const printing = bed.print();
    await until(() => bed.states.some(({ state }) => state === 'printing'), 'the label is under way');
    await bed.device.unplug();
    expect(await printing).toMatchObject({ state: 'interrupted', bytesSent: bed.bytes.length });
  });

  test('a job that is called off while the printer waits for paper stays unconfirmed', async () => {
    const bed = await openPrintingBed();
    const stop = new AbortController();
    bed.device.printer.loadPaper(60);
    const printing = bed.print({ signal: stop.signal });
    await until(() => blockedReasons(bed.states).length > 0, 'the driver sees the fault');
    stop.abort();
    expect(await printing).toMatchObject({ state: 'unconfirmed', problem: { data: { detail: 'cancelled' } } });
  });

  // Replies keep their order on the line, so "at work" and then "ready" mean the same however late they come.
  test.each([
    ['late', { delayMs: 150 }, QUICK.replyTimeoutMs],
    ['doubled', { copies: 2 }, QUICK.replyTimeoutMs],
    ['too late for their own question', { delayMs: 120 }, 50],
  ])('replies that come %s do not confuse the driver', async (_, manners, replyTimeoutMs) => {
    const bed = await openPrintingBed();
    const printing = bed.print({ timing: { ...QUICK, replyTimeoutMs } });
    await until(() => bed.states.length > 0, 'the job has begun');
    bed.device.printer.answerStatus(manners);
    expect(await printing).toMatchObject({ state: 'printed', proof: 'inferred' });
    expect(completeLabels(bed)).toBe(1);
  });
});

describe('a printer that tells nothing', () => {
  test('gets the job once, and the outcome says openly that it is not confirmed', async () => {
    const bed = await openPrintingBed({ isInstant: true });
    bed.device.printer.answerStatus({ copies: 0 });
    expect(await bed.print({ language: tsplNoStatus })).toEqual({ state: 'sent', bytesSent: bed.bytes.length });
    expect(completeLabels(bed)).toBe(1);
  });

  test('is not taken as having got a job that it reset', async () => {
    const bed = await openPrintingBed({ isInstant: true });
    bed.device.closeAfterBytes(50_000);
    expect(await bed.print({ language: tsplNoStatus })).toMatchObject({ state: 'interrupted' });
    expect(bed.device.printer.labels).toEqual([]);
  });

  test('counts as interrupted when it stops reading', async () => {
    const bed = await openPrintingBed({ isInstant: true });
    bed.device.stopReading();
    const { host, port } = bed.device;
    const transportFactory = () => createTcpTransport({ kind: 'tcp', host, port }, { stallTimeoutMs: 200 });
    // The kernel takes megabytes for a peer that reads nothing, so the job must be larger than that.
    const bytes = new Uint8Array(32_000_000);
    expect(await bed.print({ language: tsplNoStatus, transportFactory, bytes })).toMatchObject({
      state: 'interrupted',
    });
  });
});
