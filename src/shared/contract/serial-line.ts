import { z } from 'zod';

/** How bits follow each other on a serial line. */
export const SerialLine = z.object({
  baudRate: z.int(),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
});
