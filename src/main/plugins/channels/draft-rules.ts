import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import type { AfterSalesState } from '#shared/model/order.ts';

type Refusal = Extract<OrderReading, { ok: false }>;
export type StatusLookup = (axis: StatusMapRow['axis'], vendorStatus: string) => StatusMapRow;

/** Stops a reading with the answer that the caller gets. */
class Stop extends Error {
  readonly answer: Refusal;
  constructor(answer: Refusal) {
    super(answer.code);
    this.answer = answer;
  }
}

/** Runs a reading that may stop anywhere inside. */
export function readOrStop<T>(read: () => T): { readonly ok: true; readonly value: T } | Refusal {
  try {
    return { ok: true, value: read() };
  } catch (stop) {
    if (stop instanceof Stop) return stop.answer;
    throw stop;
  }
}

/** Runs the reading of an order that may stop anywhere inside. */
export function readDraft(read: () => OrderDraft): OrderReading {
  const reading = readOrStop(read);
  return reading.ok ? { ok: true, draft: reading.value, messages: [] } : reading;
}

/** Data names the place only: the content may be personal. */
export function unreadable(reason: string, field: string): Refusal {
  return { ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE', data: { reason, field } };
}

/** Ends the reading around it as unreadable. */
export function stopReading(reason: string, field: string): never {
  throw new Stop(unreadable(reason, field));
}

/** Finds a status in the map, or ends the reading around it: a status that nobody knows is never guessed. */
export function lookupIn(statusMap: readonly StatusMapRow[], externalNumber: string): StatusLookup {
  return (axis, vendorStatus) => {
    const row = statusMap.find((each) => each.axis === axis && each.vendorStatus === vendorStatus);
    return row ?? stopUnmapped(axis, vendorStatus, externalNumber);
  };
}

/** Ends the reading around it: the platform uses a status that nobody knows. */
export function stopUnmapped(axis: StatusMapRow['axis'], vendorStatus: string, externalNumber: string): never {
  throw new Stop({ ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data: { axis, vendorStatus, externalNumber } });
}

/** After-sales states that forbid shipping. */
export const AFTER_SALES_OPEN: ReadonlySet<AfterSalesState> = new Set(['requested', 'in_progress']);

/** What is still going on outweighs what is over; only an order that is refunded in all lines counts as refunded. */
export function combineAfterSales(states: readonly AfterSalesState[]): AfterSalesState {
  const open = states.find((state) => state === 'in_progress') ?? states.find((state) => AFTER_SALES_OPEN.has(state));
  if (open) return open;
  if (states.length > 0 && states.every((state) => state === 'refunded')) return 'refunded';
  return states.some((state) => state === 'closed') ? 'closed' : 'none';
}
