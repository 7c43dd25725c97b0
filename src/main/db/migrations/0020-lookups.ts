import type { Migration } from '#main/db/migrations/migration.ts';

/** Indexes for what screens ask again and again, and what a large database answered by reading a whole table. */
export const lookups: Migration = {
  id: 20,
  name: 'lookups',
  sql: `
-- Parcels packed today, asked for with each scan.
CREATE INDEX shipments_packed ON shipments (station_id, packed_at_ms);
-- Parked messages per shop; without it the planner walks every message of the shop.
CREATE INDEX raw_messages_parked_shop ON raw_messages (shop_id) WHERE state = 'parked';
-- Levels of a SKU over all warehouses and lots.
CREATE INDEX stock_levels_sku ON stock_levels (sku_id);
`,
};
