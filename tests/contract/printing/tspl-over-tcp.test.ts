import { afterEach, describe, expect, test } from 'vitest';
import { drawLabel } from '#main/documents/draw-label.ts';
import { pickSlipPages } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { tsplFullStatus } from '#main/devices/printers/languages/tspl-full-status.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { closePrintingBeds, jobSettings, openPrintingBed } from './printing-bed.ts';
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

const LABELS = [
  ['sf-waybill-100x150', sfWaybillData(SAMPLE_WAYBILL)],
  ['sf-waybill-100x150', sfWaybillData(SAMPLE_WAYBILL_ABROAD)],
  ['test-label-100x150', TEST_LABEL],
  ['pick-slip-100x150', PICK_SLIP],
] as const;

describe.each([8, 11.811, 12])('TSPL over TCP at %d dots per mm', (dotsPerMm) => {
  test.each(LABELS)('%s comes out dot for dot as it was drawn', async (templateId, data) => {
    const bed = await openPrintingBed({ dotsPerMm, isInstant: true, isBusyUntilAsked: true });
    const label = await drawLabel({ templateId, data, dotsPerMm });
    const outcome = await bed.print({ bytes: tspl.encode(label.bitmap, jobSettings(dotsPerMm)) });

    expect(outcome).toMatchObject({ state: 'printed', proof: 'inferred' });
    expect(bed.device.printer.complaints).toEqual([]);
    const [paper, ...more] = bed.device.printer.labels;
    expect(more).toEqual([]);
    expect(paper?.isComplete).toBe(true);
    expect(paper?.bitmap.widthDots).toBe(label.bitmap.widthDots);
    expect(paper?.bitmap.heightDots).toBe(label.bitmap.heightDots);
    expect(Buffer.from(paper?.bitmap.data ?? []).equals(label.bitmap.data)).toBe(true);
  });
});

describe('TSPL over TCP', () => {
  test('the waybill number and the two-dimensional code can be scanned from the paper', async () => {
    const bed = await openPrintingBed({ isInstant: true, isBusyUntilAsked: true });
    await bed.print();
    const [paper] = bed.device.printer.labels;
    if (!paper) throw new Error('nothing printed');
    const { barcodes } = await decodeLabel(paper.bitmap);
    expect(barcodes.map(({ text, orientation, isMirrored }) => [text, orientation, isMirrored])).toEqual([
      [SAMPLE_WAYBILL.trackingNumber, 0, false],
      [SAMPLE_WAYBILL.twoDimensionCode, 0, false],
    ]);
  });

  test.each([tspl, tsplFullStatus])('a label at paper speed is seen at work and then ready ($id)', async (language) => {
    const bed = await openPrintingBed({ hasLongStatus: true });
    const outcome = await bed.print({ language });
    expect(outcome).toEqual({ state: 'printed', proof: 'inferred', bytesSent: bed.bytes.length });
    expect(bed.states.map(({ state }) => state)).toEqual(['sending', 'printing']);
    expect(bed.device.printer.labels).toHaveLength(1);
  });

  test('copies and a turned label are what the printer is told', async () => {
    const bed = await openPrintingBed({ isInstant: true, isBusyUntilAsked: true });
    await bed.print({ bytes: tspl.encode(bed.label.bitmap, { ...jobSettings(8), copies: 2, rotate180: true }) });
    const papers = bed.device.printer.labels;
    expect(papers).toHaveLength(2);
    expect(Buffer.from(papers[0]?.bitmap.data ?? []).equals(bed.label.bitmap.data)).toBe(false);
    expect(Buffer.from(papers[1]?.bitmap.data ?? []).equals(papers[0]?.bitmap.data ?? new Uint8Array())).toBe(true);
  });
});
