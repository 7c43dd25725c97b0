import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { DrawableLabel } from '#main/usecases/printing/print-waybill.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface PickSlipContent {
  readonly slipNumber: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly orderNumber: string;
  readonly note: string;
  readonly printedAtMs: number;
  readonly lines: readonly {
    readonly location: string;
    readonly skuCode: string;
    readonly title: string;
    readonly quantity: number;
  }[];
}

export interface PickSlipServices {
  readonly renderer: LabelRenderer;
  printerFor(kind: 'pick_slip'): { readonly deviceId: string; readonly dotsPerMm: number };
  /** One label per page. */
  drawPickSlip(slip: PickSlipContent): readonly DrawableLabel[];
  wake(deviceId: string): void;
}

/** The code on an order's pick slip: short enough for a small barcode, unique with the order. */
export function pickSlipNumber(orderId: string): string {
  return `PS${orderId.replaceAll('-', '').slice(-12).toUpperCase()}`;
}

/**
 * Prints the pick slip of an order. A new request is a new print on purpose, because paper gets lost between shelves; the same
 * request again (a second click, a retry after a lost answer) finds the first print. @returns the first page's job id
 */
export async function printPickSlip(
  context: UseCaseContext,
  services: PickSlipServices,
  act: Act,
  { orderId, requestId = context.ids.next() }: { readonly orderId: string; readonly requestId?: string | undefined },
): Promise<string> {
  const printer = services.printerFor('pick_slip');
  const pages = services.drawPickSlip(readSlip(context.read, context.clock.nowMs(), orderId));
  const rendered = await Promise.all(
    pages.map((page) => services.renderer.render(page.templateId, page.data, printer.dotsPerMm)),
  );
  const jobIds = context.db.transaction((tx) => {
    rememberSlip(tx, orderId);
    const atMs = context.clock.nowMs();
    return pages.map(
      (page, index) =>
        queueLabel(tx, context, act, atMs, {
          labelKey: `pick-slip:${orderId}:${requestId}:${index + 1}`,
          kind: 'pick_slip',
          orderId,
          shipmentId: null,
          deviceId: printer.deviceId,
          templateId: page.templateId,
          data: page.data,
          contentHash: rendered[index]?.contentHash ?? '',
        }).id,
    );
  });
  services.wake(printer.deviceId);
  const first = jobIds[0];
  if (first === undefined) throw new AppError('ERR_LABEL_FIELD_MISSING', { field: 'lines' });
  return first;
}

/** The pages of an order's slip for a batch; its number finds the order from then on. */
export function drawOrderSlip(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock'>,
  services: Pick<PickSlipServices, 'drawPickSlip'>,
  orderId: string,
): readonly DrawableLabel[] {
  const slip = readSlip(tx, context.clock.nowMs(), orderId);
  if (slip.lines.length === 0) return [];
  rememberSlip(tx, orderId);
  return services.drawPickSlip(slip);
}

function rememberSlip(tx: WriteTx, orderId: string): void {
  tx.prepare<[string, string]>(
    "INSERT INTO external_ids (value, kind, order_id) VALUES (?, 'pick_slip', ?) ON CONFLICT DO NOTHING",
  ).run(pickSlipNumber(orderId), orderId);
}

/** Lines in walking order: by location, then SKU code. */
function readSlip(db: ReadDb, atMs: number, orderId: string): PickSlipContent {
  const order = db
    .prepare<
      [string],
      { display_number: string; shop_id: string; shop_name: string; seller_note: string; buyer_note: string }
    >(
      'SELECT o.display_number, o.shop_id, s.name AS shop_name, o.seller_note, o.buyer_note FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?',
    )
    .get(orderId);
  if (!order) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  const lines = db
    .prepare<[string], { location: string; skuCode: string; title: string; quantity: number }>(
      `SELECT COALESCE(k.location, '') AS location, l.sku_code AS skuCode, trim(l.title || ' ' || l.variant) AS title, l.quantity - l.cancelled_quantity - l.packed_quantity AS quantity
       FROM order_lines l LEFT JOIN skus k ON k.id = l.sku_id WHERE l.order_id = ? AND l.quantity - l.cancelled_quantity - l.packed_quantity > 0 ORDER BY location, l.sku_code`,
    )
    .all(orderId);
  return {
    slipNumber: pickSlipNumber(orderId),
    shopId: order.shop_id,
    shopName: order.shop_name,
    orderNumber: order.display_number,
    note: [order.buyer_note, order.seller_note].filter((note) => note !== '').join(' / '),
    printedAtMs: atMs,
    lines,
  };
}
