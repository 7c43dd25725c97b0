import { z } from 'zod';

/**
 * Rights that an administrator gives to persons by name: they follow from no role. customs_release: lets a parcel go although
 * customs data is missing, with a reason. payment_repair: says, as the second person, that money came that no provider confirmed.
 */
export const OperatorRight = z.enum(['customs_release', 'payment_repair']);
export type OperatorRight = z.infer<typeof OperatorRight>;
