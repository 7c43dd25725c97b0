import { afterEach, describe, expect, test } from 'vitest';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { until } from '#tests/support/until.ts';
import { closePrintingBeds, openPrintingBed, QUICK, realClock } from './printing-bed.ts';
import type { PrintingBed } from './printing-bed.ts';

const monitors: PrinterMonitor[] = [];

afterEach(async () => {
  await Promise.all(monitors.splice(0).map((monitor) => monitor.stop()));
  await closePrintingBeds();
});

function openMonitor({ device }: PrintingBed, language: PrinterLanguage): PrinterMonitor {
  const monitor = createPrinterMonitor({
    language,
    transportFactory: () => createTcpTransport({ kind: 'tcp', host: device.host, port: device.port }),
    clock: realClock,
    timers: systemTimers,
    pollMs: 20,
    replyTimeoutMs: QUICK.replyTimeoutMs,
  });
  monitors.push(monitor);
  return monitor;
}

/** Further than the space above the first barcode, less than the paper. */
const OFF_MM = 60;

/** Variants of a language measure marks with the same bytes. */
const MARKS = new Set(['tspl', 'zpl', 'escpos']);
const CALIBRATED = PRINTER_LANGUAGES.all.flatMap((language) =>
  Object.entries(language.calibration ?? {})
    .filter(([sensor]) => sensor === 'gap' || MARKS.has(language.id))
    .map(([sensor, command]) => ({ language, sensor, command })),
);

describe.each(CALIBRATED)('calibration by $sensor in $language.id', ({ language, command }) => {
  test('feeds blank labels, and the next label lies right on paper that lay wrong before', async () => {
    const bed = await openPrintingBed({ language });
    const { printer } = bed.device;
    const monitor = openMonitor(bed, language);
    const job = { bytes: bed.bytes, timing: QUICK };
    printer.misplacePaper(OFF_MM);
    await monitor.print(job);
    await until(() => printer.labels.length === 1, 'a label that lies wrong is out');
    expect(printer.labels[0]?.bitmap.data).not.toEqual(bed.label.bitmap.data);

    const outcome = await monitor.command(command);
    expect(outcome.state).toBe('sent');
    await until(() => printer.labels.length === 3 && !printer.isPrinting, 'two blank labels are out');
    expect(printer.calibrations).toBe(1);
    expect(printer.labels.slice(1).every(({ bitmap }) => bitmap.data.every((byte) => byte === 0))).toBe(true);

    await monitor.print(job);
    await until(() => printer.labels.length === 4, 'the next label is out');
    const { barcodes } = await decodeLabel(printer.labels[3]?.bitmap ?? bed.label.bitmap);
    expect(barcodes.length).toBeGreaterThan(0);
    expect(printer.complaints).toEqual([]);
  });
});

test('a printer that cannot move its paper is told what is wrong, and nothing leaves', async () => {
  const known = CALIBRATED.find(({ language: { id } }) => id === 'tspl');
  if (!known) throw new Error('no TSPL');
  const { language, command } = known;
  const bed = await openPrintingBed({ language });
  bed.device.printer.block('cover_open');
  const monitor = openMonitor(bed, language);
  expect(await monitor.command(command)).toMatchObject({
    state: 'blocked',
    problem: { code: 'ERR_PRINTER_COVER_OPEN' },
  });
  expect(bed.device.printer.calibrations).toBe(0);
});

test('every language of label printers either calibrates or is known not to', () => {
  const without = PRINTER_LANGUAGES.all.filter(({ calibration }) => !calibration).map(({ id }) => id);
  expect(without).toEqual(['cpcl', 'escpos-compatible', 'escpos-no-status']);
});
