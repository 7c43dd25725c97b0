import { z } from 'zod';

/** What a shop chooses about the look of its customs papers. */
export const PaperOptions = z.object({
  /** Numbers behind the captions of CN22, e.g. (1): operators differ. */
  cn22Numbers: z.boolean(),
  /** Stock of the address label. */
  labelStock: z.enum(['100x150', '4x6in']),
  batteryMark: z.enum(['100x100', '100x70']),
  /** The operator's name on postal forms, e.g. China Post. */
  operatorName: z.string().max(60),
});
export type PaperOptions = z.infer<typeof PaperOptions>;
