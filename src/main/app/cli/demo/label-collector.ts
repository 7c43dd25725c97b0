import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPrintCode } from '#core/printing/print-code.ts';
import { onFile } from '#main/app/cli/on-file.ts';
import type { PrintedLabelFile } from '#main/app/cli/demo/demo-evidence.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';

type PrintedLabel = EmulatedPrinter['labels'][number];

export interface LabelCollector {
  /** All paper so far, in the order in which it came out; resolves when everything has been read and written. */
  labels(): Promise<readonly PrintedLabelFile[]>;
  /** What a scanner reads on the paper of a waybill; null while no whole label carries it. */
  barcodeOf(waybill: string): Promise<string | null>;
  stop(): void;
}

/**
 * Takes each piece of paper as it leaves the printer: writes its picture and the bytes that made it, and reads its
 * barcodes back from the dots, without any help of the code that drew them.
 */
export function collectLabels(printer: EmulatedPrinter, outDir: string): LabelCollector {
  const labels: PrintedLabelFile[] = [];
  let count = 0;
  let reading: Promise<void> = Promise.resolve();
  const stop = printer.onLabel((label) => {
    count += 1;
    const number = count;
    reading = reading.then(async () => void labels.push(await keep(outDir, number, label)));
    // A file that cannot be written ends the run where its label is waited for, not in the middle of something else.
    reading.catch(() => {});
  });
  return {
    async labels() {
      await reading;
      return labels;
    },
    async barcodeOf(waybill) {
      await reading;
      const label = labels.findLast((candidate) => candidate.isComplete && candidate.barcode === waybill);
      // A label that was printed again is proven by its own small code.
      return label?.texts.find((text) => readPrintCode(text)?.number === waybill) ?? label?.barcode ?? null;
    },
    stop,
  };
}

async function keep(outDir: string, number: number, label: PrintedLabel): Promise<PrintedLabelFile> {
  const { png, barcodes } = await decodeLabel(label.bitmap);
  const barcode = barcodes.find(({ format }) => format === 'Code128')?.text ?? null;
  const name = `${String(number).padStart(4, '0')}-${fileNamePart(label.isComplete ? barcode : 'half')}`;
  const files = { pngFile: `labels/${name}.png`, bytesFile: `labels/${name}.bin` };
  onFile(outDir, () => {
    writeFileSync(join(outDir, files.pngFile), png);
    writeFileSync(join(outDir, files.bytesFile), label.rawBytes);
  });
  const texts = barcodes.map(({ text }) => text);
  return { number, printedAtMs: label.printedAtMs, isComplete: label.isComplete, barcode, texts, ...files };
}

/** What a reader found becomes part of a file name: only letters and digits do. */
function fileNamePart(text: string | null): string {
  return text?.replaceAll(/[^\w-]/g, '').slice(0, 40) || 'unread';
}
