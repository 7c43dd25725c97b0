import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTransport } from '#main/app/open-transport.ts';
import { pdf } from '#main/devices/printers/languages/pdf.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { createCpclPrinter } from '#main/simulators/devices/cpcl-printer.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { createEpl2Printer } from '#main/simulators/devices/epl2-printer.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';
import { jobSettings, QUICK, realClock, sampleWaybill } from '#tests/contract/printing/printing-bed.ts';
import { startCups } from '#tests/support/cups/start-cups.ts';
import type { RealCups } from '#tests/support/cups/start-cups.ts';
import { startLPrint } from '#tests/support/cups/start-lprint.ts';
import type { LPrint } from '#tests/support/cups/start-lprint.ts';
import { until } from '#tests/support/until.ts';

const PATIENCE_MS = 120_000;

let cups: RealCups;
let lprint: LPrint;

beforeAll(async () => {
  cups = await startCups();
  lprint = await startLPrint();
});

afterAll(async () => {
  await lprint.stop();
  await cups.stop();
});

/** LPrint 1.1 damages its own memory over the answers of a printer whose label is none of the sizes that it knows, and ends. */
function silent(printer: EmulatedPrinter): EmulatedPrinter {
  printer.answerStatus({ copies: 0 });
  return printer;
}

async function plugIn(printer: EmulatedPrinter) {
  const tcp = await startPrinterTcp(printer, { secondClient: 'served' });
  onTestFinished(() => tcp.close());
  return { printer, port: tcp.port };
}

/** Prints the sample waybill as PDF through a queue; what the driver makes of it comes out of the emulated printer. */
async function printThrough(queue: string, printer: EmulatedPrinter) {
  const { bitmap } = await sampleWaybill(8);
  const bytes = pdf.encode(bitmap, jobSettings(8));
  const monitor = createPrinterMonitor({
    language: pdf,
    pathTells: true,
    transportFactory: () => createTransport({ kind: 'ipp', uri: `${cups.server}printers/${queue}` }),
    clock: realClock,
    timers: systemTimers,
  });
  onTestFinished(() => monitor.stop());
  const outcome = await monitor.print({
    bytes,
    name: () => `waybill:${queue}#1`,
    timing: { ...QUICK, finishTimeoutMs: PATIENCE_MS },
  });
  expect(outcome).toEqual({ state: 'printed', proof: 'handed_to_system', bytesSent: bytes.length });
  await until(() => printer.labels.some(({ isComplete }) => isComplete), 'the label comes out', PATIENCE_MS);
  const [paper, ...more] = printer.labels;
  expect(more).toEqual([]);
  if (!paper) throw new TypeError('no paper');
  return decodeLabel(paper.bitmap);
}

/** What stands on the label that we drew, read from its very dots. */
async function codesOfSample(): Promise<string[]> {
  const { bitmap } = await sampleWaybill(8);
  return textsOf(await decodeLabel(bitmap));
}

const textsOf = ({ barcodes }: Awaited<ReturnType<typeof decodeLabel>>): string[] =>
  barcodes.map(({ aimId, text }) => aimId + text).sort();

describe('IPP Everywhere', () => {
  it('prints a waybill through CUPS and LPrint on a ZPL printer, and all its barcodes can be read', async () => {
    const { printer, port } = await plugIn(silent(createZplPrinter({ isInstant: true })));
    await cups.addEverywhereQueue('everywhere', await lprint.addPrinter('everywhere', 'zpl_4inch-203dpi-dt', port));
    expect(textsOf(await printThrough('everywhere', printer))).toEqual(await codesOfSample());
  });
});

/** Encoders that share nothing with ours: an emulated printer that misunderstands its language would misread them too. */
describe('drivers of others print a waybill on the emulated printers, and all its barcodes can be read', () => {
  it.each([
    ['ZPL', 'zebra.ppd', createZplPrinter],
    ['EPL2', 'zebraep2.ppd', createEpl2Printer],
    ['CPCL', 'zebracpl.ppd', createCpclPrinter],
  ])('%s, by CUPS', async (name, driver, create) => {
    const { printer, port } = await plugIn(create({ isInstant: true }));
    await cups.addDriverQueue(name, `drv:///sample.drv/${driver}`, port);
    expect(textsOf(await printThrough(name, printer))).toEqual(await codesOfSample());
  });

  it('EPL2, by LPrint', async () => {
    const { printer, port } = await plugIn(silent(createEpl2Printer({ isInstant: true })));
    await cups.addEverywhereQueue('lprint-epl2', await lprint.addPrinter('lprint-epl2', 'epl2_4inch-203dpi-dt', port));
    expect(textsOf(await printThrough('lprint-epl2', printer))).toEqual(await codesOfSample());
  });
});
