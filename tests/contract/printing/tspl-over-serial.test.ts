import { afterEach, describe, expect, test } from 'vitest';
import { drawLabel } from '#main/documents/draw-label.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { startTsplPrinterPty } from '#main/simulators/devices/tspl-printer-pty.ts';
import type { TsplPrinterPty } from '#main/simulators/devices/tspl-printer-pty.ts';
import { until } from '#tests/support/until.ts';
import { jobSettings, QUICK, realClock } from './printing-bed.ts';
import { SAMPLE_WAYBILL } from './sample-waybill.ts';

let device: TsplPrinterPty | undefined;

afterEach(() => {
  device?.close();
  device = undefined;
});

async function openSerialPrinter() {
  const opened = startTsplPrinterPty({ isInstant: false });
  device = opened;
  const label = await drawLabel({
    templateId: 'sf-waybill-100x150',
    data: sfWaybillData(SAMPLE_WAYBILL),
    dotsPerMm: 8,
  });
  const states: PrintState[] = [];
  const print = () =>
    printJob({
      bytes: tspl.encode(label.bitmap, jobSettings(8)),
      language: tspl,
      transportFactory: () =>
        createSerialTransport({
          kind: 'serial',
          path: opened.path,
          baudRate: 115_200,
          dataBits: 8,
          parity: 'none',
          stopBits: 1,
          flow: 'rtscts',
        }),
      clock: realClock,
      timers: systemTimers,
      timing: QUICK,
      onState: (state) => void states.push(state),
    });
  return { printer: opened, label, states, print };
}

/** Windows has no pseudo-terminals; there this path is covered by TCP and by the serial transport's own mock. */
describe.runIf(ptySupported())('TSPL over a serial line', () => {
  test('a label comes out dot for dot as it was drawn', async () => {
    const { printer, label, print } = await openSerialPrinter();
    expect(await print()).toMatchObject({ state: 'printed', proof: 'inferred' });
    const [paper] = printer.printer.labels;
    expect(Buffer.from(paper?.bitmap.data ?? []).equals(label.bitmap.data)).toBe(true);
    expect(printer.printer.complaints).toEqual([]);
  });

  test('a cable pulled while printing leaves the outcome to a person', async () => {
    const { printer, states, print } = await openSerialPrinter();
    const printing = print();
    await until(() => states.some(({ state }) => state === 'printing'), 'the label is under way');
    printer.unplug();
    expect(await printing).toMatchObject({ state: 'interrupted', problem: { code: 'ERR_DEVICE_INTERRUPTED' } });
  });
});
