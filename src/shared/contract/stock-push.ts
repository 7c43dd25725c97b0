import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';

/** What may be sold, as it is told to a shop. */

export const StockPushState = z.object({
  /** Why the whole push failed last, while it waits for another try or for a person. */
  problem: Problem.nullable(),
  /** SKUs whose amount is still to be told. */
  waiting: z.int(),
  /** SKUs that the shop was told at least once. */
  pushed: z.int(),
  lastPushedAtMs: z.int().nullable(),
  refusedCount: z.int(),
  /** At most 200, by SKU code. */
  refused: z.array(
    z.object({ skuId: z.string(), skuCode: z.string(), title: z.string(), problem: Problem, atMs: z.int() }),
  ),
});

/** What a shop has on sale, with the platform's own ids. */
export const ListingsState = z.object({
  listedCount: z.int(),
  /** Whose merchant code no SKU here bears. */
  unknownCount: z.int(),
  readAtMs: z.int().nullable(),
  problem: Problem.nullable(),
  /** At most 100, those without a SKU first. */
  listings: z.array(
    z.object({
      externalItemId: z.string(),
      externalSkuId: z.string(),
      skuCode: z.string(),
      title: z.string(),
      variant: z.string(),
      isKnown: z.boolean(),
    }),
  ),
});

export const stockPushContract = {
  state: procedure('read', 'GET', '/shops/{id}/stock-push', 'What a shop was told of stock, and what it refused')
    .input(z.object({ id: ShopId }))
    .output(StockPushState),
  sendAgain: procedure('operate', 'POST', '/shops/{id}/stock-push', 'Tell a shop its stock again')
    .input(z.object({ id: ShopId, refusedOnly: z.boolean() }))
    .output(StockPushState),
  listings: procedure('read', 'GET', '/shops/{id}/listings', 'What a shop has on sale; null: its channel lists nothing')
    .input(z.object({ id: ShopId }))
    .output(z.object({ state: ListingsState.nullable() })),
  readListings: procedure('operate', 'POST', '/shops/{id}/listings', 'Read what a shop has on sale now')
    .input(z.object({ id: ShopId }))
    .output(z.object({ jobId: z.string() })),
};
