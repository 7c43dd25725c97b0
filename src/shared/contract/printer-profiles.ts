import { z } from 'zod';
import { PaperSensor } from '#shared/model/paper-handling.ts';
import { ReceiptCharset } from '#shared/model/receipt-charset.ts';

const Range = z.object({ min: z.number().min(0), max: z.number().positive() }).refine(({ min, max }) => min <= max);

/** What is known of a printer model; the same shape as the files in `resources/printers` and as what a user imports. */
export const PrinterProfile = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  vendor: z.string().min(1).max(40),
  model: z.string().min(1).max(60),
  /** Parts of the name by which the printer calls itself. */
  names: z.array(z.string().min(3)).max(20),
  languageId: z.string().min(1),
  /** 8 for "203 dpi", 11.811 for "300 dpi". */
  dotsPerMm: z.number().min(5).max(50),
  /** Width of the print head. */
  widthMm: z.number().positive().max(300),
  /** Inches per second, or null where jobs cannot set it. */
  speed: Range.nullable(),
  /** On the scale of the language, or null where jobs cannot set it. */
  darkness: Range.nullable(),
  sensors: z.array(PaperSensor).min(1),
  cutter: z.enum(['none', 'option', 'fitted']),
  /** Whether the model knows the smallest form of its language's pictures (ZPL: Z64); absent: not known. */
  smallPictures: z.boolean().optional(),
  /** A receipt printer, with these characters in its own fonts; absent: receipts are sent as pictures. */
  receiptCharset: ReceiptCharset.optional(),
  /** What the printer tells of itself: nothing; one state; state and its causes. */
  status: z.enum(['none', 'state', 'causes']),
});
export type PrinterProfile = z.infer<typeof PrinterProfile>;

/** A printer that answered, with the profile that fits its name. */
export const DetectedPrinter = z.object({
  languageId: z.string(),
  model: z.string(),
  dotsPerMm: z.number().nullable(),
  profileId: z.string().nullable(),
});
export type DetectedPrinter = z.infer<typeof DetectedPrinter>;
