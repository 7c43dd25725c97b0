import { z } from 'zod';
import { Hex4 } from '#shared/contract/printer-address.ts';
import { SCANNER_LAYOUTS } from '#shared/scanning/scanner-layout.ts';

/** A scanner that types like a keyboard, read past the window: from its own input device of Linux. */
export const InputAddressSchema = z.object({
  kind: z.literal('input'),
  vendorId: Hex4,
  productId: Hex4,
  /** Tells two of a make apart; null for those that have none. */
  serialNumber: z.string().nullable(),
  /** The socket it hangs in, where the serial number does not tell; null = any. */
  place: z.string().nullable(),
  layout: z.enum(SCANNER_LAYOUTS),
});
export type InputAddress = z.infer<typeof InputAddressSchema>;
