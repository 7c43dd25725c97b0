import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pdf } from '#main/devices/printers/languages/pdf.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import type { DrawnLabel } from '#main/documents/draw-label.ts';
import { testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import { encodePng } from '#main/simulators/devices/encode-png.ts';
import { jobSettings, sampleWaybill } from '#tests/contract/printing/printing-bed.ts';
import { runTool } from '#tests/support/cups/run-tool.ts';

async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'packbench-readers-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** Each barcode as `kind:text`, as zbar calls the kinds. */
async function readWithZbar(png: Uint8Array): Promise<string[]> {
  const output = await runTool('zbarimg', ['--quiet', await fileOf('label.png', png)]);
  return output.toString('utf8').trim().split('\n').sort();
}

const ZBAR_NAMES: Readonly<Record<string, string>> = { code128: 'CODE-128', qrcode: 'QR-Code' };

const expectedByZbar = (barcodes: DrawnLabel['barcodes']): string[] =>
  barcodes.map(({ symbology, text }) => `${ZBAR_NAMES[symbology]}:${text}`).sort();

const testLabel = () =>
  drawLabel({
    template: 'test-label-100x150',
    data: testLabelData({
      printerName: '打包台 1',
      address: 'tcp 127.0.0.1:9100',
      language: 'TSPL',
      dotsPerMm: 8,
      printedAt: '2026-11-22 10:15',
      testCode: 'PB-TEST-1',
    }),
    dotsPerMm: 8,
  });

/** What the labels say, read by programs that share nothing with the reader that checks them before they are sent. */
describe('barcodes of a drawn label', () => {
  it.each([8, 12, 24])('of a waybill at %d dots per mm are read by zbar', async (dotsPerMm) => {
    const { bitmap, barcodes } = await sampleWaybill(dotsPerMm);
    expect(barcodes.length).toBeGreaterThan(1);
    expect(await readWithZbar(encodePng(bitmap))).toEqual(expectedByZbar(barcodes));
  });

  it('in Data Matrix are read by libdmtx', async () => {
    const { bitmap, barcodes } = await testLabel();
    const matrix = barcodes.filter(({ symbology }) => symbology === 'datamatrix').map(({ text }) => text);
    expect(matrix).toHaveLength(1);
    const path = await fileOf('label.png', encodePng(bitmap));
    const output = await runTool('dmtxread', ['--newline', '--stop-after=1', path]);
    expect(output.toString('utf8').trim().split('\n')).toEqual(matrix);
  });
});

describe('the PDF for queues with a driver', () => {
  it('holds the very dots that were drawn, as poppler takes them out', async () => {
    const { bitmap } = await sampleWaybill(8);
    const path = await fileOf('label.pdf', pdf.encode(bitmap, jobSettings(8)));
    await runTool('pdfimages', [path, path]);
    const { width, height, dots } = readPbm(await readFile(`${path}-000.pbm`));
    expect([width, height]).toEqual([bitmap.widthDots, bitmap.heightDots]);
    expect(dots.equals(bitmap.data)).toBe(true);
  });

  it('is rasterised by poppler for a printer of 203 dpi, and zbar reads all its barcodes', async () => {
    const { bitmap, barcodes } = await sampleWaybill(8);
    const path = await fileOf('label.pdf', pdf.encode(bitmap, jobSettings(8)));
    await runTool('pdftoppm', ['-r', '203', '-gray', '-png', '-singlefile', path, path]);
    expect(await readWithZbar(await readFile(`${path}.png`))).toEqual(expectedByZbar(barcodes));
  });
});

/** Portable bitmap, raw: 1 is black, rows padded to bytes. */
function readPbm(file: Buffer): { width: number; height: number; dots: Buffer } {
  const header = /^P4\s+(?:#.*\s+)*(\d+)\s+(\d+)\s/.exec(file.subarray(0, 200).toString('latin1'));
  if (!header) throw new TypeError('no portable bitmap');
  return { width: Number(header[1]), height: Number(header[2]), dots: file.subarray(header[0].length) };
}
