import { afterEach, describe, expect, test } from 'vitest';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import { pickSlipPages } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { ANSWERING, closePrintingBeds, goodEnd, jobSettings, openPrintingBed } from './printing-bed.ts';
import { SAMPLE_WAYBILL, SAMPLE_WAYBILL_ABROAD } from './sample-waybill.ts';

afterEach(closePrintingBeds);

const TEST_LABEL = testLabelData({
  printerName: '打包台 1',
  address: 'tcp 127.0.0.1:9100',
  language: 'TSPL',
  dotsPerMm: 8,
  printedAt: '2026-11-22 10:15',
  testCode: 'PB-TEST-1',
});
const [PICK_SLIP = {}] = pickSlipPages({
  slipNumber: 'PS0042',
  shopName: '旗舰店',
  orderCount: 1,
  printedAt: '2026-11-22 10:15',
  note: '',
  lines: [{ location: 'A-01-2', skuCode: 'KET-600', title: '手冲壶', quantity: 2, orderNumber: '38475' }],
});

const OTHER_LABELS = [
  ['sf-waybill-100x150', sfWaybillData(SAMPLE_WAYBILL_ABROAD)],
  ['test-label-100x150', TEST_LABEL],
  ['pick-slip-100x150', PICK_SLIP],
] as const;

const INSTANT = { isInstant: true, isBusyUntilAsked: true } as const;

describe.each(PRINTER_LANGUAGES.all)('$id over TCP', (language) => {
  test.each([8, 11.811, 12])('a waybill at %d dots per mm comes out dot for dot as it was drawn', async (dotsPerMm) => {
    const bed = await openPrintingBed({ language, dotsPerMm, ...INSTANT });
    const outcome = await bed.print();

    expect(outcome).toMatchObject({ ...goodEnd(language), bytesSent: bed.sentBytes });
    expect(bed.device.printer.complaints).toEqual([]);
    const [paper, ...more] = bed.device.printer.labels;
    expect(more).toEqual([]);
    expect(paper?.isComplete).toBe(true);
    expect(paper?.bitmap.bytesPerRow).toBe(bed.label.bitmap.bytesPerRow);
    expect(paper?.bitmap.heightDots).toBe(bed.label.bitmap.heightDots);
    expect(Buffer.from(paper?.bitmap.data ?? []).equals(bed.label.bitmap.data)).toBe(true);
  });

  test.each(OTHER_LABELS)('%s comes out dot for dot as it was drawn', async (templateId, data) => {
    const bed = await openPrintingBed({ language, ...INSTANT });
    const label = await drawLabel({ template: templateId, data, dotsPerMm: 8 });
    await bed.print({ bytes: language.encode(label.bitmap, jobSettings(8)) });
    const [paper] = bed.device.printer.labels;
    expect(Buffer.from(paper?.bitmap.data ?? []).equals(label.bitmap.data)).toBe(true);
  });

  test('the waybill number and the two-dimensional code can be scanned from the paper', async () => {
    const bed = await openPrintingBed({ language, ...INSTANT });
    await bed.print();
    const [paper] = bed.device.printer.labels;
    if (!paper) throw new Error('nothing printed');
    const { barcodes } = await decodeLabel(paper.bitmap);
    expect(barcodes.map(({ text, orientation, isMirrored }) => [text, orientation, isMirrored])).toEqual([
      [SAMPLE_WAYBILL.trackingNumber, 0, false],
      [SAMPLE_WAYBILL.twoDimensionCode, 0, false],
    ]);
  });

  test('copies and a turned label are what the printer is told', async () => {
    const bed = await openPrintingBed({ language, ...INSTANT });
    await bed.print({ bytes: language.encode(bed.label.bitmap, { ...jobSettings(8), copies: 2, rotate180: true }) });
    const papers = bed.device.printer.labels;
    expect(papers).toHaveLength(2);
    const turned = rotateBitmap(bed.label.bitmap).data;
    expect(papers.every(({ bitmap }) => Buffer.from(bitmap.data).equals(turned))).toBe(true);
  });
});

describe.each(ANSWERING)('$id at paper speed', (language) => {
  test('a label is followed to its end', async () => {
    const bed = await openPrintingBed({ language });
    const outcome = await bed.print();
    expect(outcome).toMatchObject({ ...goodEnd(language), bytesSent: bed.sentBytes });
    expect(bed.states.map(({ state }) => state)[0]).toBe('sending');
    // A language that claims a proof must not claim it before the paper is out.
    if (language.proof !== 'none') expect(bed.device.printer.labels).toHaveLength(1);
  });
});
