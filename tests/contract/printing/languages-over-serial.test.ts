import { afterEach, describe, expect, test } from 'vitest';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { startPrinterPty } from '#main/simulators/devices/printer/printer-pty.ts';
import type { PrinterPty } from '#main/simulators/devices/printer/printer-pty.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { until } from '#tests/support/until.ts';
import {
  emulatorOf,
  goodEnd,
  jobSettings,
  QUICK,
  QUICK_PAPER_MM_PER_SECOND,
  realClock,
  sampleWaybill,
} from './printing-bed.ts';

let device: PrinterPty | undefined;

afterEach(() => {
  device?.close();
  device = undefined;
});

async function openSerialPrinter(language: PrinterLanguage, flow: 'rtscts' | 'xonxoff' = 'rtscts') {
  const opened = startPrinterPty(emulatorOf(language.id).create({ mmPerSecond: QUICK_PAPER_MM_PER_SECOND }));
  device = opened;
  const label = await sampleWaybill(8);
  const states: PrintState[] = [];
  const bytes = language.encode(label.bitmap, { ...jobSettings(8), isTextOnly: flow === 'xonxoff' });
  const print = () =>
    printJob({
      bytes,
      language,
      transportFactory: () =>
        createSerialTransport({
          kind: 'serial',
          path: opened.path,
          baudRate: 115_200,
          dataBits: 8,
          parity: 'none',
          stopBits: 1,
          flow,
        }),
      clock: realClock,
      timers: systemTimers,
      timing: QUICK,
      onState: (state) => void states.push(state),
    });
  return { printer: opened, label, states, bytes, print };
}

/** Windows has no pseudo-terminals; there this path is covered by TCP and by the serial transport's own mock. */
describe.runIf(ptySupported())('over a serial line', () => {
  test.each(PRINTER_LANGUAGES.all)('a $id label comes out dot for dot as it was drawn', async (language) => {
    const { printer, label, print } = await openSerialPrinter(language);
    expect(await print()).toMatchObject(goodEnd(language));
    await until(() => printer.printer.labels.length > 0, 'the paper is out');
    const [paper] = printer.printer.labels;
    expect(Buffer.from(paper?.bitmap.data ?? []).equals(label.bitmap.data)).toBe(true);
    expect(printer.printer.complaints).toEqual([]);
  });

  test.each(PRINTER_LANGUAGES.all.filter(({ needsBinaryLine }) => !needsBinaryLine))(
    'a $id label passes XON/XOFF flow control',
    async (language) => {
      const { printer, label, bytes, print } = await openSerialPrinter(language, 'xonxoff');
      expect(bytes.includes(0x11) || bytes.includes(0x13)).toBe(false);
      expect(await print()).toMatchObject(goodEnd(language));
      await until(() => printer.printer.labels.length > 0, 'the paper is out');
      expect(Buffer.from(printer.printer.labels[0]?.bitmap.data ?? []).equals(label.bitmap.data)).toBe(true);
    },
  );

  test.each(PRINTER_LANGUAGES.all.filter(({ endOfJob }) => endOfJob.kind !== 'not-told'))(
    'a cable pulled while printing leaves the outcome of a $id job to a person',
    async (language) => {
      const { printer, states, print } = await openSerialPrinter(language);
      const printing = print();
      await until(() => states.length > 0 && printer.printer.isPrinting, 'the label is under way');
      printer.unplug();
      expect(await printing).toMatchObject({ state: 'interrupted', problem: { code: 'ERR_DEVICE_INTERRUPTED' } });
    },
  );
});
