import { maskName, maskPhone, maskStreet } from '#core/kernel/mask.ts';
import type { Cell } from '#shared/csv/csv-row.ts';
import { utcText } from '#main/app/cli/export/export-table.ts';
import type { ExportTable } from '#main/app/cli/export/export-table.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

interface Row {
  external_number: string;
  display_number: string;
  shop: string;
  channel_id: string;
  status: string;
  payment: string;
  fulfilment: string;
  after_sales: string;
  holds: string | null;
  currency: string;
  total_minor: number;
  placed_at_ms: number;
  paid_at_ms: number | null;
  items: string | null;
  unit_count: number;
  name: string | null;
  phone: string | null;
  country: string | null;
  province: string | null;
  city: string | null;
  district: string | null;
  street: string | null;
  postcode: string | null;
  buyer_note: string;
  seller_note: string;
  tracking_number: string | null;
  weight_g: number | null;
  shipped_at_ms: number | null;
}

const SELECT = `SELECT o.external_number, o.display_number, s.name AS shop, s.channel_id, o.status, o.payment, o.fulfilment, o.after_sales,
    (SELECT group_concat(h.kind || ':' || h.reason_code, ' ') FROM order_holds h WHERE h.order_id = o.id) AS holds,
    o.currency, o.total_minor, o.placed_at_ms, o.paid_at_ms, o.unit_count,
    (SELECT group_concat(l.sku_code || ' x' || (l.quantity - l.cancelled_quantity), '; ' ORDER BY l.position) FROM order_lines l WHERE l.order_id = o.id) AS items,
    r.name, r.phone, r.country, r.province, r.city, r.district, r.street, r.postcode, o.buyer_note, o.seller_note, o.tracking_number,
    (SELECT p.weight_g FROM shipments p WHERE p.order_id = o.id AND p.state <> 'cancelled' ORDER BY p.parcel_number DESC LIMIT 1) AS weight_g,
    (SELECT max(p.shipped_at_ms) FROM shipments p WHERE p.order_id = o.id) AS shipped_at_ms
  FROM orders o CROSS JOIN shops s ON s.id = o.shop_id LEFT JOIN order_recipients r ON r.order_id = o.id
  WHERE (@status IS NULL OR o.status = @status) AND (@shop IS NULL OR s.id = @shop OR s.name = @shop)
    AND (@order IS NULL OR o.id IN (SELECT order_id FROM external_ids WHERE value = @order))
  ORDER BY o.list_key`;

/** One row per order. Names, phones and streets are masked and notes left out, unless revealed. */
export const exportOrders: ExportTable = {
  columns: [
    'external_number',
    'display_number',
    'shop',
    'channel',
    'status',
    'payment',
    'fulfilment',
    'after_sales',
    'holds',
    'currency',
    'total',
    'placed_at',
    'paid_at',
    'items',
    'units',
    'recipient',
    'phone',
    'country',
    'province',
    'city',
    'district',
    'street',
    'postcode',
    'buyer_note',
    'seller_note',
    'waybill',
    'weight_g',
    'shipped_at',
  ],
  *rows(db, { isRevealed, status, shop, order }) {
    type Wanted = { status: string | null; shop: string | null; order: string | null };
    const stored = db.prepare<[Wanted], Row>(SELECT).iterate({ status, shop, order });
    for (const row of stored) yield cellsOf(row, isRevealed);
  },
};

function cellsOf(row: Row, isRevealed: boolean): Cell[] {
  const hide = (text: string | null, mask: (text: string) => string): string | null =>
    text === null || text === '' || isRevealed ? text : mask(text);
  return [
    row.external_number,
    row.display_number,
    row.shop,
    row.channel_id,
    row.status,
    row.payment,
    row.fulfilment,
    row.after_sales,
    row.holds,
    row.currency,
    formatDecimalAmount(row.total_minor, row.currency),
    utcText(row.placed_at_ms),
    utcText(row.paid_at_ms),
    row.items,
    row.unit_count,
    hide(row.name, maskName),
    hide(row.phone, maskPhone),
    row.country,
    row.province,
    row.city,
    row.district,
    hide(row.street, maskStreet),
    row.postcode,
    hide(row.buyer_note, () => '***'),
    hide(row.seller_note, () => '***'),
    row.tracking_number,
    row.weight_g,
    utcText(row.shipped_at_ms),
  ];
}
