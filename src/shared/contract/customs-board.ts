import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';

const Cost = z.object({ currency: z.string(), minor: z.int() });

/** What customs made of parcels, and what held orders back before they went. */
export const CustomsBoard = z.object({
  /** Of the setting; 992 is 99.2 %. */
  goalPerMille: z.int(),
  /** Parcels that customs has answered about, by destination; most first. */
  clearance: z.array(
    z.object({
      territory: z.string(),
      cleared: z.int(),
      refused: z.int(),
      held: z.int(),
      returned: z.int(),
    }),
  ),
  reasons: z.array(z.object({ reason: z.string(), result: z.string(), parcels: z.int() })),
  /** Of refused, held and returned parcels. */
  costs: z.array(Cost),
  /** Orders of the period at the desk, by destination. */
  desk: z.array(
    z.object({
      territory: z.string(),
      orders: z.int(),
      /** Complete when they came in. */
      atOnce: z.int(),
      blocked: z.int(),
      overridden: z.int(),
    }),
  ),
  /** What blocks orders of the period now, by destination and field. */
  heat: z.array(z.object({ territory: z.string(), field: z.string(), orders: z.int() })),
});
export type CustomsBoard = z.infer<typeof CustomsBoard>;

export const customsBoardContract = {
  read: procedure(
    'read',
    'GET',
    '/customs/board',
    'Clearance by destination and reason, missing fields, cost of returns',
  )
    .input(z.object({ fromMs: z.coerce.number().int().nonnegative(), toMs: z.coerce.number().int().nonnegative() }))
    .output(CustomsBoard),
};
