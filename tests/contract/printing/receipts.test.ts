import { describe, expect, it } from 'vitest';
import { createLabelPress } from '#main/app/label-press.ts';
import { createLabelRenderer } from '#main/app/build-printing.ts';
import type { OpenPrinter } from '#main/app/print-queue.ts';
import { escpos } from '#main/devices/printers/languages/escpos.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import type { DrawnLabel } from '#main/documents/draw-label.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { createEscposPrinter } from '#main/simulators/devices/escpos-printer.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelLayout, LabelRow } from '#shared/model/label-layout.ts';
import type { ReceiptCharset } from '#shared/model/receipt-charset.ts';
import { emulatedBench } from '#tests/support/printing/emulated-bench.ts';

const ORDER_NUMBER = '3847562910384756';
const LINES: readonly LabelRow[] = [
  { title: '有机绿茶 250g', quantity: '2', amount: '128.00' },
  { title: 'Stainless steel water bottle with a very long name, 750 ml', quantity: '10', amount: '1,999.50' },
  { title: '退款 Refund', quantity: '', amount: '-1,234.56' },
];
const receiptData = (lines: readonly LabelRow[] = LINES) => ({
  shopName: '打包台示例店',
  orderNumber: ORDER_NUMBER,
  printedAt: '2026-11-22 10:15',
  total: '892.94 CNY',
  payment: '',
  note: 'Thank you',
  lines,
});
const WESTERN = { ...receiptData(LINES.slice(1, 2)), shopName: 'Café Münster' };
/** The head of 80 mm paper, and of 58 mm paper. */
const WIDE = 576;
const NARROW = 384;

interface Sent {
  readonly charset?: ReceiptCharset;
  readonly headDots?: number;
  readonly opensDrawer?: boolean;
  readonly copies?: number;
  readonly startsInChineseMode?: boolean;
  readonly dotsPerMm?: number;
}

/** A receipt as an emulated printer understood it. */
async function printed(template: string | LabelLayout, data: Record<string, unknown>, sent: Sent = {}) {
  const { charset = 'gb18030', headDots = WIDE, opensDrawer = false, copies = 1, startsInChineseMode } = sent;
  const { dotsPerMm = 8 } = sent;
  const drawn = await drawLabel({ template, data, dotsPerMm });
  const bench = emulatedBench(createEscposPrinter, {
    isInstant: true,
    headDots,
    ...(startsInChineseMode !== undefined && { startsInChineseMode }),
  });
  const bytes = encoded(drawn, { charset, opensDrawer, copies, dotsPerMm });
  bench.send(bytes);
  expect(bench.printer.complaints).toEqual([]);
  const labels = bench.printer.labels.map(({ bitmap }) => bitmap);
  return { drawn, bytes, labels, lines: bench.printer.textLines, drawerKicks: bench.printer.drawerKicks() };
}

function encoded(
  drawn: DrawnLabel,
  job: { charset: ReceiptCharset; opensDrawer: boolean; copies: number; dotsPerMm: number },
) {
  const bytes = escpos.encodeReceipt?.({ bitmap: drawn.bitmap, pieces: drawn.receipt ?? [] }, job);
  return bytes ?? new Uint8Array();
}

async function codesOn(bitmap: Parameters<typeof decodeLabel>[0] | undefined): Promise<string[]> {
  if (!bitmap) return [];
  return (await decodeLabel(bitmap)).barcodes.map(({ text }) => text);
}

/** Chinese characters take two cells. */
const cellsOf = (line: string): number =>
  Array.from(line, (character) => (/[\u2e80-\uffef]/.test(character) ? 2 : 1)).reduce<number>(
    (sum, cells) => sum + cells,
    0,
  );
const withoutBlanks = (text: string): string => text.replaceAll(/\s/g, '');
const rowsOf = ({ data, bytesPerRow, heightDots }: DrawnLabel['bitmap']): string[] =>
  Array.from({ length: heightDots }, (_, row) =>
    Buffer.from(data.subarray(row * bytesPerRow, (row + 1) * bytesPerRow)).toString('hex'),
  );

describe('a receipt in the fonts of its printer', () => {
  it('says every word and amount, in columns that stay straight beside Chinese, in a small part of the bytes', async () => {
    const { lines, bytes, drawn, labels } = await printed('receipt-80', receiptData(), { startsInChineseMode: true });
    const all = withoutBlanks(lines.join(''));
    for (const word of [
      '打包台示例店',
      ORDER_NUMBER,
      '2026-11-2210:15',
      '有机绿茶250g',
      '合计Total',
      '892.94CNY',
      'Thankyou',
    ])
      expect(all).toContain(word);
    for (const { title = '' } of LINES) for (const word of title.split(' ')) expect(all).toContain(word);
    const amounts = lines.filter((line) => LINES.some(({ amount = '' }) => line.endsWith(amount)));
    expect(amounts).toHaveLength(3);
    expect(new Set(amounts.map(cellsOf)).size).toBe(1);
    expect(bytes.length).toBeLessThan(1_200);
    expect(bytes.length * 20).toBeLessThan(drawn.bitmap.data.length);
    expect(await codesOn(labels[0])).toEqual([ORDER_NUMBER]);
  });

  it('sends what its characters lack as it was drawn, the line of it and no more', async () => {
    const thai = { title: 'ชาเขียวออร์แกนิก', quantity: '1', amount: '77.00' };
    const { lines, drawn, labels } = await printed('receipt-80', receiptData([...LINES, thai]));
    expect(lines.join('')).toContain('有机绿茶');
    expect(lines.join('')).not.toContain('77.00');
    const drawnRows = new Set(rowsOf(drawn.bitmap).filter((row) => /[1-9a-f]/.test(row)));
    const [label] = labels;
    const same = label ? rowsOf(label).filter((row) => drawnRows.has(row)) : [];
    // The height of the Thai line in its size, with its marks above.
    expect(same.length).toBeGreaterThan(15);
    expect(same.length).toBeLessThan(45);
  });

  it.each(['cp437', 'cp850', 'cp858', 'windows-1252'] as const)(
    'says accents in %s, and Chinese as pictures',
    async (charset) => {
      const { lines } = await printed('receipt-80', WESTERN, { charset, startsInChineseMode: true });
      expect(lines.join('\n')).toContain('Café Münster');
      expect(lines.join('\n')).toContain('1,999.50');
      expect(lines.join('\n')).not.toContain('合计');
    },
  );

  it('says Cyrillic in its own code page', async () => {
    const { lines } = await printed('receipt-80', { ...WESTERN, shopName: 'Чайная' }, { charset: 'cp866' });
    expect(lines.join('\n')).toContain('Чайная');
  });

  it('ends a name that is cut on the screen the same way', async () => {
    const title = 'Endless '.repeat(40).trim();
    const long = receiptData([{ title, quantity: '1', amount: '5.00' }]);
    for (const [charset, dots] of [
      ['gb18030', '…'],
      ['cp437', '...'],
    ] as const) {
      const { lines } = await printed('receipt-80', long, { charset });
      expect(lines.join('\n')).toContain(dots);
      expect(lines.join('\n')).toContain('5.00');
    }
  });

  it('fits paper of 58 mm', async () => {
    const { lines, labels, bytes } = await printed('receipt-58', receiptData(), { headDots: NARROW });
    for (const { amount = '' } of LINES) expect(lines.some((line) => line.endsWith(amount))).toBe(true);
    expect(Math.max(...lines.map(cellsOf))).toBeLessThanOrEqual(32);
    // Its barcode, too, is the printer's: pairs of digits make it narrow enough.
    expect(bytes.length).toBeLessThan(1_200);
    expect(await codesOn(labels[0])).toEqual([ORDER_NUMBER]);
  });

  it('has as many characters in a line at 300 dpi, where the font of the printer has more dots', async () => {
    const coarse = await printed('receipt-80', receiptData());
    // What the emulated printer's cells of 12 dots make of a line that a real one fills with cells of 18.
    const fine = await printed('receipt-80', receiptData(), { dotsPerMm: 11.811, headDots: WIDE });
    expect(Math.max(...coarse.lines.map(cellsOf))).toBeLessThanOrEqual(48);
    expect(Math.max(...fine.lines.map(cellsOf))).toBeLessThanOrEqual(47);
    for (const { amount = '' } of LINES) expect(fine.lines.some((line) => line.endsWith(amount))).toBe(true);
    expect(await codesOn(fine.labels[0])).toEqual([ORDER_NUMBER]);
  });

  it('lets the printer draw a QR code', async () => {
    const layout = defineLayout({
      id: 'own',
      kind: 'receipt',
      title: { en: 'Own', 'zh-CN': '自定义' },
      widthMm: 72,
      heightMm: 50,
      elements: [
        { kind: 'barcode', x: 2, y: 2, w: 68, h: 40, symbology: 'qrcode', content: '{{link}}', moduleMm: 0.75 },
        { kind: 'text', x: 2, y: 43, w: 68, h: 5, sizeMm: 3, content: 'Scan me' },
      ],
    });
    const { labels, bytes } = await printed(layout, { link: 'https://example.com/r/42' });
    expect(await codesOn(labels[0])).toEqual(['https://example.com/r/42']);
    expect(bytes.length).toBeLessThan(200);
  });

  it('comes in copies, each cut off, and opens the drawer once', async () => {
    const { labels, drawerKicks } = await printed('receipt-80', receiptData(), { copies: 2, opensDrawer: true });
    expect(labels).toHaveLength(2);
    expect(labels[1]?.data).toEqual(labels[0]?.data);
    expect(drawerKicks).toBe(1);
  });
});

describe('the press', () => {
  const config: PrinterConfig = {
    kind: 'printer',
    address: { kind: 'tcp', host: '127.0.0.1', port: 9100 },
    languageId: 'escpos',
    dotsPerMm: 8,
    widthMm: 80,
    heightMm: 150,
    gapMm: 0,
    darkness: null,
    speed: null,
    rotate180: false,
  };
  const renderer = createLabelRenderer(createRasterPool({ mode: 'in-process' }));
  const job = { template_id: 'receipt-80', data_json: JSON.stringify(receiptData()), copies: 1 };
  const press = (changes: Partial<PrinterConfig>, label = job) =>
    createLabelPress(renderer).take({ config: { ...config, ...changes }, language: escpos } as OpenPrinter, label);

  it('writes receipts where the printer is set so, under the hash of the same picture', async () => {
    const [picture, text, turned] = await Promise.all([
      press({}),
      press({ receiptCharset: 'gb18030' }),
      press({ receiptCharset: 'gb18030', rotate180: true }),
    ]);
    expect(picture.bytes.length).toBeGreaterThan(20_000);
    expect(text.bytes.length).toBeLessThan(1_200);
    expect(text.contentHash).toBe(picture.contentHash);
    expect(turned.bytes.length).toBe(picture.bytes.length);
  });
});
