import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import type { PddOrder } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { AfterSalesState } from '#shared/model/order.ts';

type StatusFields = Pick<
  PddOrder,
  | 'confirm_status'
  | 'group_status'
  | 'order_status'
  | 'refund_status'
  | 'after_sales_status'
  | 'risk_control_status'
  | 'step_order_info'
>;

/** Everything that the map says about an order. */
export interface OrderStanding {
  readonly vendorStatus: string;
  readonly order: StatusMapRow;
  readonly risk: StatusMapRow | null;
  readonly step: StatusMapRow | null;
  readonly refunds: readonly StatusMapRow[];
  readonly afterSales: AfterSalesState;
}

export type StandingReading =
  | { readonly ok: true; readonly standing: OrderStanding }
  | { readonly ok: false; readonly axis: StatusMapRow['axis']; readonly vendorStatus: string };

/** What is going on outweighs what is over. */
const WEIGHT: Readonly<Record<AfterSalesState, number>> = {
  none: 0,
  closed: 1,
  refunded: 2,
  requested: 3,
  in_progress: 4,
};

/** `confirm=1,group=1,order=1`: the three fields that tell together how an order stands. */
export function combinedStatus(order: StatusFields): string {
  return `confirm=${order.confirm_status},group=${order.group_status},order=${order.order_status}`;
}

/** Looks all status fields of an order up; a value without a row is named, never guessed. */
export function readStanding(order: StatusFields, statusMap: readonly StatusMapRow[]): StandingReading {
  const find = (axis: StatusMapRow['axis'], vendorStatus: string): StatusMapRow | undefined =>
    statusMap.find((row) => row.axis === axis && row.vendorStatus === vendorStatus);
  const vendorStatus = combinedStatus(order);
  const main = prefixesOf(vendorStatus)
    .map((prefix) => find('order', prefix))
    .find((row) => row !== undefined);
  if (!main) return { ok: false, axis: 'order', vendorStatus };

  const wanted: [StatusMapRow['axis'], string][] = [['refund', `refund=${order.refund_status}`]];
  if (typeof order.after_sales_status === 'number') wanted.push(['refund', `after_sales=${order.after_sales_status}`]);
  if (typeof order.risk_control_status === 'number') wanted.push(['fulfilment', `risk=${order.risk_control_status}`]);
  const step = order.step_order_info?.step_trade_status;
  if (typeof step === 'number') wanted.push(['payment', `step=${step}`]);
  const found = wanted.map(([axis, status]) => ({ axis, status, row: find(axis, status) }));
  const missing = found.find(({ row }) => row === undefined);
  if (missing) return { ok: false, axis: missing.axis, vendorStatus: missing.status };

  const rows = found.flatMap(({ row }) => (row ? [row] : []));
  const refunds = rows.filter((row) => row.axis === 'refund');
  const states = refunds.map((row) => row.afterSales ?? 'none');
  return {
    ok: true,
    standing: {
      vendorStatus,
      order: main,
      risk: rows.find((row) => row.axis === 'fulfilment') ?? null,
      step: rows.find((row) => row.axis === 'payment') ?? null,
      refunds,
      afterSales: states.reduce((strongest, state) => (WEIGHT[state] > WEIGHT[strongest] ? state : strongest), 'none'),
    },
  };
}

/** `a,b,c` -> `a,b,c`, `a,b`, `a`. */
function prefixesOf(status: string): readonly string[] {
  const parts = status.split(',');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join(','));
}
