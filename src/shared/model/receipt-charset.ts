import { z } from 'zod';

/** Characters that a receipt printer can have in its own fonts, by the name under which they are known. */
export const ReceiptCharset = z.enum(['gb18030', 'cp437', 'cp850', 'cp852', 'cp858', 'cp866', 'windows-1252']);
export type ReceiptCharset = z.infer<typeof ReceiptCharset>;

/**
 * What receipts are sent as to a printer of this model until somebody chooses. A model without a maker is what the shop's
 * market sells: in China its printers have a Chinese font, elsewhere a code page.
 */
export function usualReceiptCharset(
  profile: { readonly vendor: string; readonly receiptCharset?: ReceiptCharset | undefined },
  uiLanguage: string,
): ReceiptCharset | 'picture' {
  if (!profile.receiptCharset) return 'picture';
  return profile.vendor === 'Generic' && uiLanguage.startsWith('zh') ? 'gb18030' : profile.receiptCharset;
}

/** Whether printers of this language can write receipts with fonts of their own. */
export function writesReceipts(languageId: string): boolean {
  return languageId.startsWith('escpos');
}
