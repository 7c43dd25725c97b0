import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { HoldKind, Recipient } from '#shared/model/order.ts';

export interface WantedHold {
  readonly kind: HoldKind;
  readonly reasonCode: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The holds that a platform's message asks for: its own, an open refund, an address that no label could use. One per kind and reason. */
export function wantedHolds(draft: OrderDraft): readonly WantedHold[] {
  const wanted: WantedHold[] = [...draft.holds];
  if (draft.afterSales === 'requested' || draft.afterSales === 'in_progress')
    wanted.push({ kind: 'refund', reasonCode: 'refund_requested', data: {} });
  if (addressIsIncomplete(draft)) wanted.push({ kind: 'address', reasonCode: 'incomplete', data: {} });
  return wanted.length <= 1
    ? wanted
    : [...new Map(wanted.map((hold) => [`${hold.kind} ${hold.reasonCode}`, hold])).values()];
}

/** Without these no label is worth printing. */
function addressIsIncomplete(draft: OrderDraft): boolean {
  if (draft.payment !== 'paid' || draft.fulfilment === 'cancelled') return false;
  return isIncomplete(draft.recipient);
}

/** A parcel needs a name, a street (or the platform's mask) and a city or district. */
export function isIncomplete({ name, street, city, district, isMasked }: Recipient): boolean {
  return !isMasked && (name === '' || street === '' || (city === '' && district === ''));
}
