import { expect, it } from 'vitest';
import { usualReceiptCharset } from '#shared/model/receipt-charset.ts';

const GENERIC = { vendor: 'Generic', receiptCharset: 'cp437' } as const;

it('starts a receipt printer without a maker with Chinese for a Chinese user, and with its code page for others', () => {
  expect(usualReceiptCharset(GENERIC, 'zh-CN')).toBe('gb18030');
  expect(usualReceiptCharset(GENERIC, 'en')).toBe('cp437');
});

it('leaves a known model and a label printer as they are, in every language', () => {
  expect(usualReceiptCharset({ vendor: 'Epson', receiptCharset: 'cp437' }, 'zh-CN')).toBe('cp437');
  expect(usualReceiptCharset({ vendor: 'Generic' }, 'zh-CN')).toBe('picture');
});
