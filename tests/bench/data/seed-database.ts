import type { OpenDatabase } from '#main/db/open.ts';
import { indexOrders } from '#main/usecases/orders/index-orders.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { IncomingMessage } from '#main/usecases/orders/archive-message.ts';
import { BENCH_ACT, benchContext } from './bench-context.ts';
import { BENCH_NOW_MS, BENCH_SHOPS, benchOrders } from './bench-orders.ts';
import type { BenchShop } from './bench-orders.ts';
import { fillShops } from './fill-shops.ts';
import { JSON_READER } from './json-reader.ts';

const ORDERS_PER_TRANSACTION = 5_000;
const INDEXED_PER_TRANSACTION = 20_000;

/** Fills an empty, migrated database with `count` orders through the product's own intake. Nothing is flushed before the end. */
export function seedDatabase(db: OpenDatabase, seed: number, count: number, progress: (done: number) => void): void {
  db.connection.pragma('synchronous = OFF');
  db.connection.pragma('cache_size = -1000000');
  db.transaction(fillShops);
  let batch: { shop: BenchShop; message: IncomingMessage }[] = [];
  let done = 0;
  for (const { shop, draft } of benchOrders(seed, count)) {
    batch.push({ shop, message: toMessage(shop, draft.externalNumber, JSON.stringify(draft)) });
    if (batch.length < ORDERS_PER_TRANSACTION && done + batch.length < count) continue;
    takeIn(db, batch);
    done += batch.length;
    batch = [];
    progress(done);
  }
  while (indexOrders(db, INDEXED_PER_TRANSACTION) > 0);
  db.connection.pragma('synchronous = FULL');
  db.checkpoint('truncate');
}

function takeIn(db: OpenDatabase, batch: readonly { shop: BenchShop; message: IncomingMessage }[]): void {
  const context = benchContext(db);
  for (const shop of BENCH_SHOPS) {
    const messages = batch.filter((each) => each.shop === shop).map((each) => each.message);
    const request = {
      shop: { id: shop.id, warehouseId: 'main', currency: shop.currency },
      connector: JSON_READER,
      statusMap: [],
      messages,
    };
    intakeMessages(context, BENCH_ACT, request);
  }
}

function toMessage(shop: BenchShop, externalNumber: string, payload: string): IncomingMessage {
  return {
    shopId: shop.id,
    source: 'poll',
    topic: 'order',
    externalNumber,
    apiVersion: '1',
    signature: 'transport',
    deliveryId: null,
    payload: Buffer.from(payload),
    receivedAtMs: BENCH_NOW_MS,
  };
}
