/**
 * Links each movement of the stock ledger to the one before it of the same warehouse, SKU and lot, and each level to its newest:
 * the ledger of one SKU is read along these links. An index by SKU would dirty another page with nearly every order line.
 * Needs the append-only trigger of the ledger to be off.
 */
export const RELINK_LEDGER = `
UPDATE stock_movements SET prev_seq = earlier.prev_seq FROM (
  SELECT seq, lag(seq) OVER (PARTITION BY warehouse_id, sku_id, lot ORDER BY seq) AS prev_seq FROM stock_movements
) AS earlier WHERE earlier.seq = stock_movements.seq;
UPDATE stock_levels SET last_seq = newest.seq FROM (
  SELECT warehouse_id, sku_id, lot, MAX(seq) AS seq FROM stock_movements GROUP BY warehouse_id, sku_id, lot
) AS newest WHERE newest.warehouse_id = stock_levels.warehouse_id AND newest.sku_id = stock_levels.sku_id AND newest.lot = stock_levels.lot;
`;
