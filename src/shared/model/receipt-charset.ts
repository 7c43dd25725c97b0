import { z } from 'zod';

/** Characters that a receipt printer can have in its own fonts, by the name under which they are known. */
export const ReceiptCharset = z.enum(['gb18030', 'cp437', 'cp850', 'cp852', 'cp858', 'cp866', 'windows-1252']);
export type ReceiptCharset = z.infer<typeof ReceiptCharset>;

/** Whether printers of this language can write receipts with fonts of their own. */
export function writesReceipts(languageId: string): boolean {
  return languageId.startsWith('escpos');
}
