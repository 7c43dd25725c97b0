import { maskName } from '#core/kernel/mask.ts';
import { pickTotals } from '#core/printing/pick-totals.ts';
import type { PickDemand } from '#core/printing/pick-totals.ts';
import { sortLabels } from '#core/printing/sort-labels.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { datedNumber, datedSeries } from '#main/usecases/documents/dated-number.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import type { DocumentWorld, Paper } from '#main/usecases/documents/document-kind.ts';
import { lastOfSeries, takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import { inPages } from '#main/usecases/documents/in-pages.ts';
import { waveLabelKey } from '#main/usecases/documents/wave-label-key.ts';
import { readSortableOrders } from '#main/usecases/printing/sortable-orders.ts';
import { WaveOf } from '#shared/contract/documents.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import type { LabelRow } from '#shared/model/label-layout.ts';
import type { z } from 'zod';

/** Rows of the product's own layouts. */
const ORDERS_PER_PAGE = 10;
const LINES_PER_PAGE = 11;

type Wave = z.infer<typeof WaveOf>;

/**
 * A cart of orders: the list of its slots, each with its order's code, and what to pick for all of them, shelf by shelf with
 * the total of each article. Orders that are not to be packed now are left out.
 */
export const waveList = defineDocument({
  kind: 'wave_list',
  of: WaveOf,
  prepare(tx, _context, act, world, wave) {
    if (numberOfWave(tx, world.requestId) !== null) return;
    const series = datedSeries('WV', world.atMs, world.zone);
    const number = datedNumber(series, takeOfSeries(tx, series));
    tx.prepare<(string | number)[]>(
      'INSERT INTO waves (id, number, order_json, created_at_ms, created_by) VALUES (?, ?, ?, ?, ?)',
    ).run(world.requestId, number, JSON.stringify(wave.order), world.atMs, act.actor.name);
    const put = tx.prepare<[string, number, string]>(
      'INSERT INTO wave_orders (wave_id, slot, order_id) VALUES (?, ?, ?)',
    );
    const remember = tx.prepare<[string, string]>(
      "INSERT INTO external_ids (value, kind, order_id) VALUES (?, 'wave', ?) ON CONFLICT DO NOTHING",
    );
    for (const [index, order] of toPack(tx, wave).entries()) {
      put.run(world.requestId, index + 1, order.orderId);
      remember.run(number, order.orderId);
    }
  },
  read(db, world, wave) {
    const orders = slotsOf(db, world.requestId) ?? toPack(db, wave);
    const series = datedSeries('WV', world.atMs, world.zone);
    const number = numberOfWave(db, world.requestId) ?? datedNumber(series, lastOfSeries(db, series) + 1);
    const demands = orders.flatMap(({ orderId }, index) => demandsOf(db, orderId, index + 1));
    const unitCount = String(demands.reduce((sum, { quantity }) => sum + quantity, 0));
    const common = { orderCount: String(orders.length), unitCount, printedAt: formatInZone(world.atMs, world.zone) };
    const slots = orders.map((order, index): LabelRow => ({
      slot: String(index + 1),
      orderNumber: order.orderNumber,
      recipientName: nameOf(db, order.orderId),
      unitCount: String(
        demands.filter(({ slot }) => slot === index + 1).reduce((sum, { quantity }) => sum + quantity, 0),
      ),
    }));
    const totals = pickTotals(demands);
    const picks = totals.map(({ slots: places, quantity, ...line }): LabelRow => ({
      ...line,
      quantity: String(quantity),
      orderNumber: places,
    }));
    return {
      leftOut: new Set<string>(wave.orderIds).size - orders.length,
      papers: [
        ...pages(world, 'wave_list', 'orders', inPages(slots, ORDERS_PER_PAGE), { ...common, waveNumber: number }),
        ...pages(world, 'pick_slip', 'lines', inPages(picks, LINES_PER_PAGE), {
          ...common,
          slipNumber: number,
          shopName: '',
          lineCount: String(totals.length),
          note: '',
        }),
      ],
    };
  },
});

function pages(
  world: DocumentWorld,
  layout: 'wave_list' | 'pick_slip',
  list: 'orders' | 'lines',
  rows: readonly (readonly LabelRow[])[],
  common: Readonly<Record<string, string>>,
): Paper[] {
  return rows.map((page, index) => ({
    labelKey: waveLabelKey(world.requestId, list, index + 1),
    layout,
    // A cart carries orders of several shops.
    shopId: '',
    orderId: null,
    shipmentId: null,
    copies: 1,
    data: { ...common, page: `${index + 1}/${rows.length}`, [list]: page },
  }));
}

function numberOfWave(db: ReadDb, id: string): string | null {
  return db.pluck<[string], string>('SELECT number FROM waves WHERE id = ?').get(id) ?? null;
}

/** A wave that was begun stays as it is: its paper is on the cart, whatever became of its orders. */
function slotsOf(db: ReadDb, id: string): { orderId: string; orderNumber: string }[] | null {
  const slots = db
    .prepare<[string], { orderId: string; orderNumber: string }>(
      `SELECT w.order_id AS orderId, o.display_number AS orderNumber FROM wave_orders w JOIN orders o ON o.id = w.order_id
       WHERE w.wave_id = ? ORDER BY w.slot`,
    )
    .all(id);
  return slots.length === 0 ? null : slots;
}

function toPack(db: ReadDb, wave: Wave): { orderId: string; orderNumber: string }[] {
  const ids = [...new Set<string>(wave.orderIds)];
  const sorted = sortLabels(readSortableOrders(db, ids), wave.order);
  const isDue = db.pluck<[string], number>(
    `SELECT COUNT(*) FROM orders o WHERE o.id = ? AND o.hold_count = 0 AND o.payment IN ('paid', 'partially_refunded')
       AND o.fulfilment IN ('reserved', 'packing', 'partially_shipped')
       AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.quantity - l.cancelled_quantity - l.packed_quantity > 0)`,
  );
  return sorted.filter(({ orderId }) => isDue.get(orderId) === 1);
}

function demandsOf(db: ReadDb, orderId: string, slot: number): PickDemand[] {
  return db
    .prepare<[string], Omit<PickDemand, 'slot'>>(
      `SELECT COALESCE(k.location, '') AS location, l.sku_code AS skuCode, trim(l.title || ' ' || l.variant) AS title,
         l.quantity - l.cancelled_quantity - l.packed_quantity AS quantity
       FROM order_lines l LEFT JOIN skus k ON k.id = l.sku_id
       WHERE l.order_id = ? AND l.quantity - l.cancelled_quantity - l.packed_quantity > 0`,
    )
    .all(orderId)
    .map((line) => ({ ...line, slot }));
}

/** A cart stands where everybody walks by. */
function nameOf(db: ReadDb, orderId: string): string {
  const row = db
    .prepare<[string], { name: string; is_masked: number }>(
      'SELECT name, is_masked FROM order_recipients WHERE order_id = ?',
    )
    .get(orderId);
  if (!row) return '';
  return row.is_masked === 1 ? row.name : maskName(row.name);
}
