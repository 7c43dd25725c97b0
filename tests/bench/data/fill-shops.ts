import type { WriteTx } from '#main/db/handles.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { BENCH_ACT } from './bench-context.ts';
import { BENCH_CATALOGUE } from './bench-catalogue.ts';
import { BENCH_SHOPS } from './bench-orders.ts';

const SENDER = {
  name: '打包台',
  phone: '13800000000',
  country: 'CN',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  town: '',
  street: '仓库路 1 号',
  postcode: '311100',
  isMasked: false,
};
/** Enough that no bench runs a shelf empty. */
const ON_HAND = 100_000_000;

/** Warehouse, both shops, and every SKU of the catalogue with barcode and stock. */
export function fillShops(tx: WriteTx): void {
  tx.prepare<[string]>(
    "INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('main', 'Main', 'Asia/Shanghai', ?)",
  ).run(JSON.stringify(SENDER));
  const shop = tx.prepare<[string, string, string, string]>(
    "INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, enabled, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, 'main', '{}', 0, 0, 0)",
  );
  for (const { id, channelId, name, currency } of BENCH_SHOPS) shop.run(id, channelId, name, currency);
  const sku = tx.prepare<[string, string, string, string, number]>(
    "INSERT INTO skus (id, code, title, title_en, weight_g, location, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, 'A-01', 0, 0)",
  );
  const barcode = tx.prepare<[string, string]>('INSERT INTO sku_barcodes (barcode, sku_id) VALUES (?, ?)');
  for (const good of BENCH_CATALOGUE) {
    const id = `sku-${good.code}`;
    sku.run(id, good.code, good.title, good.titleEn, good.weightG);
    barcode.run(good.gtin13, id);
    moveStock(tx, BENCH_ACT, 0, {
      key: `count:${id}`,
      warehouseId: 'main',
      skuId: id,
      kind: 'counted',
      onHandDelta: ON_HAND,
      reservedDelta: 0,
      orderId: null,
      orderLineId: null,
      note: '',
    });
  }
}
