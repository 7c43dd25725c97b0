import { describe, expect, it } from 'vitest';
import { drawLabel } from '#main/documents/draw-label.ts';
import { maskPhone } from '#main/documents/layout/templates/mask-phone.ts';
import { commandSheetPages } from '#main/documents/layout/templates/command-sheet-100x150.ts';
import { parseCommandBarcode, SHEET_COMMANDS, SHEET_QUANTITIES } from '#shared/scanning/command-barcode.ts';
import { LABEL_TEMPLATES, labelTemplate } from '#main/documents/layout/templates/label-templates.ts';
import { pickSlipPages } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';
import { TemplateKind } from '#shared/model/label-layout.ts';
import type { SfWaybill } from '#main/documents/layout/templates/sf-waybill-100x150.ts';

const WAYBILL: SfWaybill = {
  trackingNumber: 'SF1040275268927',
  serviceName: '顺丰标快',
  routeLabel: '571W-AB',
  sortingCode: '',
  twoDimensionCode: '',
  recipient: { name: '王小明', phone: '13812345678', address: '浙江省杭州市余杭区文一西路969号' },
  sender: { name: '打包台', phone: '02161234567', address: '上海市浦东新区碧波路690号' },
  orderNumber: '3847562910384756291',
  goods: [{ name: '咖啡壶', quantity: 1 }],
  weightG: 1_005,
  parcelIndex: 1,
  parcelCount: 1,
  printedAt: '2026-11-22 10:15',
  remark: '',
};

const draw = (waybill: Partial<SfWaybill>) =>
  drawLabel({ template: 'sf-waybill-100x150', data: sfWaybillData({ ...WAYBILL, ...waybill }), dotsPerMm: 8 });

describe('SF waybill', () => {
  it('masks phones, spaces the number for reading aloud, and counts grams exactly', () => {
    expect(sfWaybillData(WAYBILL)).toMatchObject({
      recipientPhone: '138****5678',
      trackingNumberSpaced: 'SF1 0402 7526 8927',
      weight: '1.005 kg',
      parcel: '1/1',
    });
  });

  it('is complete without a two-dimensional code, sorting code and remark', async () => {
    const { barcodes } = await draw({});
    expect(barcodes).toEqual([{ symbology: 'code128', text: 'SF1040275268927', moduleDots: 4 }]);
  });

  it('bears a code of its own when it is printed again, beside everything else that it bore', async () => {
    const data = {
      ...sfWaybillData({ ...WAYBILL, remark: '请勿折叠' }),
      printCode: 'SF1040275268927.P2',
      printNumber: '2',
    };
    const { barcodes } = await drawLabel({ template: 'sf-waybill-100x150', data, dotsPerMm: 8 });
    expect(barcodes).toContainEqual(expect.objectContaining({ symbology: 'datamatrix', text: 'SF1040275268927.P2' }));
    expect(barcodes).toContainEqual(expect.objectContaining({ symbology: 'code128', text: 'SF1040275268927' }));
  });

  it('holds an address of 120 Chinese characters', async () => {
    const address = '浙江省杭州市余杭区仓前街道文一西路九百六十九号'.repeat(6).slice(0, 120);
    await expect(draw({ recipient: { ...WAYBILL.recipient, address } })).resolves.toBeDefined();
  });

  it('refuses an address that cannot be printed whole instead of cutting it', async () => {
    const address = '浙江省杭州市余杭区'.repeat(60);
    await expect(draw({ recipient: { ...WAYBILL.recipient, address } })).rejects.toMatchObject({
      code: 'ERR_LABEL_TEXT_OVERFLOW',
      data: { element: 'recipient address' },
    });
  });

  it('lists many goods by counting those that do not fit', async () => {
    const goods = Array.from({ length: 40 }, (_, index) => ({ name: `商品 ${index} 🎁`, quantity: 1 }));
    expect((await draw({ goods })).replacedCharacters).toEqual(['🎁']);
  });
});

describe('pick slip', () => {
  const lines = Array.from({ length: 25 }, (_, index) => ({
    location: `A-${index}`,
    skuCode: `SKU-${index}`,
    title: '手冲壶',
    quantity: 2,
    orderNumber: '1',
  }));

  it('puts every line on exactly one page', async () => {
    const pages = pickSlipPages({
      slipNumber: 'PS0042',
      shopName: '',
      orderCount: 1,
      lines,
      printedAt: 'now',
      note: '',
    });
    expect(pages.map((page) => page['page'])).toEqual(['1/3', '2/3', '3/3']);
    const skus = pages
      .flatMap((page) => (Array.isArray(page['lines']) ? page['lines'] : []))
      .map((line: { skuCode?: string }) => line.skuCode);
    expect(skus).toEqual(lines.map((line) => line.skuCode));
    for (const data of pages) await drawLabel({ template: 'pick-slip-100x150', data, dotsPerMm: 8 });
  });
});

describe('templates', () => {
  it.each(LABEL_TEMPLATES.map((template) => [template.id, template] as const))(
    '%s is drawn from the example data of its kind and read back at 203 and 300 dpi',
    async (templateId, { kind }) => {
      for (const dotsPerMm of [8, 11.811]) {
        const drawn = await drawLabel({ template: templateId, data: SAMPLE_DATA[kind], dotsPerMm });
        expect(drawn.barcodes.length).toBeGreaterThan(0);
        expect(drawn.replacedCharacters).toEqual([]);
      }
    },
  );

  it.each(LABEL_TEMPLATES.filter(({ kind }) => kind === 'waybill').map(({ id }) => [id]))(
    '%s bears a code of its own when it is printed again',
    async (template) => {
      const data = { ...SAMPLE_DATA.waybill, printCode: 'SF1040275268927.P2', printNumber: '2' };
      const { barcodes } = await drawLabel({ template, data, dotsPerMm: 8 });
      expect(barcodes.map(({ text }) => text)).toContain('SF1040275268927.P2');
    },
  );

  it('there is one for every kind of document', () => {
    const kinds = new Set(LABEL_TEMPLATES.map(({ kind }) => kind));
    expect(TemplateKind.options.filter((kind) => kind !== 'other' && !kinds.has(kind))).toEqual([]);
  });

  it('a receipt is as long as its lines', async () => {
    const draw = (count: number) => {
      const line = { title: 'x', quantity: '1', amount: '1' };
      const data = { ...SAMPLE_DATA.receipt, lines: Array.from({ length: count }, () => line) };
      return drawLabel({ template: 'receipt-80', data, dotsPerMm: 8 });
    };
    const [short, long] = [await draw(2), await draw(12)];
    expect(long.bitmap.heightDots - short.bitmap.heightDots).toBe(576);
  });

  it('have ids of their own and titles in both languages', () => {
    expect(new Set(LABEL_TEMPLATES.map(({ id }) => id)).size).toBe(LABEL_TEMPLATES.length);
    expect(() => labelTemplate('nothing')).toThrow(expect.objectContaining({ code: 'ERR_LABEL_FIELD_MISSING' }));
  });
});

describe('maskPhone', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['021-61234567', '021****4567'],
    ['+66 81 234 5678', '+66*****5678'],
    ['138****5678', '138****5678'],
    ['110', '110'],
    ['12345', '1*2345'],
    ['', ''],
  ])('%s becomes %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

describe('the command sheet', () => {
  it.each([8, 11.811])('is readable at %s dots/mm: every command can be scanned off it', async (dotsPerMm) => {
    const longest = { chinese: '最大号加厚瓦楞纸箱', english: 'Box · 包装 XXL-2026', code: 'PB:BOX:XXL-2026' };
    const read: string[] = [];
    for (const data of commandSheetPages([longest])) {
      const { barcodes } = await drawLabel({ template: 'command-sheet-100x150', data, dotsPerMm });
      for (const { text } of barcodes) {
        expect(parseCommandBarcode(text)).toMatchObject({ kind: 'command' });
        read.push(text);
      }
    }
    expect(read).toEqual([
      ...SHEET_COMMANDS.map((command) => `PB:${command}`),
      ...SHEET_QUANTITIES.map((quantity) => `PB:QTY:${quantity}`),
      longest.code,
    ]);
  });
});
