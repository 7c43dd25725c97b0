import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { startPrinterPty } from '#main/simulators/devices/printer/printer-pty.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';
import { emulatorOf, jobSettings, sampleWaybill } from '#tests/contract/printing/printing-bed.ts';
import { until } from '#tests/support/until.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';

const BAUD_RATE = 115_200;
const SERIAL_LABELS = 5;
/** Languages whose picture is sent in their smallest form; those of other makes once somebody saw that the printer knows it. */
const COMPRESSED = /^zpl/;
const RECEIPT_BUDGET_MS = 1_000;
const LONGEST_MS = 60_000;
const UNCOMPRESSED = ['tspl'];

/** From the first byte of a label to its last at a printer behind 115,200 baud; the paper is left out. */
export async function benchPrintSerial(): Promise<BenchRow[]> {
  if (!ptySupported()) return [];
  const rows: BenchRow[] = [];
  for (const language of PRINTER_LANGUAGES.all) {
    const isCompressed = COMPRESSED.test(language.id);
    if (!isCompressed && !UNCOMPRESSED.includes(language.id)) continue;
    const times: number[] = [];
    for (let count = isCompressed ? SERIAL_LABELS : 1; count > 0; count--) times.push(await timeOverSerial(language));
    rows.push(timedRow(`print/serial-115200/${language.id}`, 'ms max', isCompressed ? 3_000 : null, times));
  }
  rows.push(await benchReceipt());
  return rows;
}

/** A receipt of three lines in the fonts of an ESC/POS printer. */
async function benchReceipt(): Promise<BenchRow> {
  const language = PRINTER_LANGUAGES.find('escpos');
  const { bitmap, receipt = [] } = await drawLabel({ template: 'receipt-80', data: SAMPLE_DATA.receipt, dotsPerMm: 8 });
  const job = { copies: 1, charset: 'gb18030', dotsPerMm: 8, opensDrawer: false } as const;
  const bytes = language?.encodeReceipt?.({ bitmap, pieces: receipt }, job);
  if (!language || !bytes) throw new Error('ESC/POS writes no receipts');
  const times: number[] = [];
  // The emulator loads its font with the first line that it ever draws.
  await timeBytes(language, bytes);
  for (let count = SERIAL_LABELS; count > 0; count--) times.push(await timeBytes(language, bytes));
  return timedRow('print/serial-115200/escpos-receipt', 'ms max', RECEIPT_BUDGET_MS, times);
}

async function timeOverSerial(language: PrinterLanguage): Promise<number> {
  const { bitmap } = await sampleWaybill(8);
  return timeBytes(language, language.encode(bitmap, { ...jobSettings(8), smallPictures: true }));
}

async function timeBytes(language: PrinterLanguage, bytes: Uint8Array): Promise<number> {
  const printer = emulatorOf(language.id).create({ isInstant: true, isBusyUntilAsked: true });
  const line = startPrinterPty(printer, { baudRate: BAUD_RATE });
  let startedMs = 0;
  let arrivedMs = 0;
  printer.onLabel(() => void (arrivedMs = performance.now()));
  try {
    await printJob({
      bytes,
      language,
      transportFactory: () =>
        createSerialTransport({
          kind: 'serial',
          path: line.path,
          baudRate: BAUD_RATE,
          dataBits: 8,
          parity: 'none',
          stopBits: 1,
          flow: 'none',
        }),
      clock: { nowMs: () => Date.now() },
      timers: systemTimers,
      timing: { closeGraceMs: 20_000, replyTimeoutMs: 20_000, silenceTimeoutMs: 60_000 },
      onState: ({ state }) => void (state === 'sending' && (startedMs = performance.now())),
    });
    await until(() => arrivedMs > 0, `the label of ${language.id} arrives`, LONGEST_MS);
    return arrivedMs - startedMs;
  } finally {
    line.close();
  }
}
