import type { PrinterLanguage } from '../printer-language.ts';

export const forgotten: PrinterLanguage = { id: 'forgotten' };
