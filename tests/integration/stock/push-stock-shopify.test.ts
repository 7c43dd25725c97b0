import { afterAll, beforeAll, expect, it } from 'vitest';
import { updateShop } from '#main/usecases/shops/manage-shops.ts';
import { readStockPush } from '#main/usecases/stock/stock-push-state.ts';
import { untilCommitted } from '#tests/support/until-committed.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;
beforeAll(async () => (bed = await startWorkstationBed(6)));
afterAll(() => bed.stop());

it('tells Shopify what can be sold, as soon as it is switched on', async () => {
  const id = bed.shopId('shopify');
  const { shops, context } = bed.services;
  expect(updateShop(context, shops, OPERATOR, { id, pushesStock: true, stockKeptBack: 3 }).canPushStock).toBe(true);
  const state = () => readStockPush(bed.read, id);
  await untilCommitted(context.db, () => state().waiting === 0);
  const told = bed.read
    .prepare<[string], { code: string; units: number; sellable: number; reserved: number }>(
      `SELECT k.code, p.units, SUM(l.on_hand - l.reserved) AS sellable, SUM(l.reserved) AS reserved FROM stock_pushes p
       JOIN skus k ON k.id = p.sku_id JOIN stock_levels l ON l.sku_id = p.sku_id WHERE p.shop_id = ? AND p.units IS NOT NULL GROUP BY k.code`,
    )
    .all(id);
  expect(told.length).toBeGreaterThan(0);
  expect(told.some((each) => each.reserved > 0)).toBe(true);
  for (const { code, units, sellable } of told) {
    expect(units).toBe(sellable - 3);
    expect([code, bed.world?.shopify.variant(code)?.available]).toEqual([code, units]);
  }
});
