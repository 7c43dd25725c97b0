import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';

/**
 * What a scanner is for. `packing`: the table of its station, everything that the command sheet can order too. The others touch
 * no parcel: `labels` proves what was printed, `orders` and `stock` show the order or the article on the screen.
 */
export const SCANNER_PURPOSES = ['packing', 'labels', 'orders', 'stock'] as const;
export const ScannerPurpose = z.enum(SCANNER_PURPOSES);
export type ScannerPurpose = z.infer<typeof ScannerPurpose>;

/** What a scan at a scanner that does not pack came to; windows of its station show it. */
export const ScannerNews = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('label'), code: z.string() }),
  z.object({ answer: z.literal('order'), code: z.string(), orderId: z.string() }),
  z.object({ answer: z.literal('stock'), code: z.string(), skuCode: z.string() }),
  z.object({ answer: z.literal('refused'), code: z.string(), problem: Problem }),
]);
export type ScannerNews = z.infer<typeof ScannerNews>;
