import { maskName, maskPhone, maskStreet } from '#core/kernel/mask.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { RecipientField } from '#shared/model/order.ts';

/** One value that was read from a message. */
export interface MadeField {
  /** Stable between messages, so that two can be compared: `recipient.city`, `line 880-1 quantity`. */
  readonly key: string;
  /** Name of the field for its words. */
  readonly name: string;
  /** Number of the order's line, from 1, where it is of one. */
  readonly line: number | null;
  readonly kind: 'text' | 'money' | 'time' | 'count' | 'payment' | 'fulfilment' | 'afterSales';
  readonly value: string | number | null;
}

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  'recipient.name': maskName,
  'recipient.phone': maskPhone,
  'recipient.street': maskStreet,
};

/** An order as a message describes it, value by value. */
export function orderFields(draft: OrderDraft): MadeField[] {
  const plain = (name: string, kind: MadeField['kind'], value: MadeField['value']): MadeField => ({
    key: name,
    name,
    line: null,
    kind,
    value,
  });
  const { recipient } = draft;
  const recipientFields = RecipientField.options.map((name) => plain(`recipient.${name}`, 'text', recipient[name]));
  return [
    plain('externalNumber', 'text', draft.externalNumber),
    plain('displayNumber', 'text', draft.displayNumber),
    plain('platformStatus', 'text', draft.platformStatus),
    plain('platformVersionMs', 'time', draft.platformVersionMs === 0 ? null : draft.platformVersionMs),
    plain('payment', 'payment', draft.payment),
    plain('fulfilment', 'fulfilment', draft.fulfilment),
    plain('afterSales', 'afterSales', draft.afterSales),
    plain('holds', 'text', draft.holds.map((hold) => hold.reasonCode).join(', ')),
    plain('totalMinor', 'money', draft.totalMinor),
    plain('shippingFeeMinor', 'money', draft.shippingFeeMinor),
    plain('currency', 'text', draft.currency),
    plain('placedAtMs', 'time', draft.placedAtMs),
    plain('paidAtMs', 'time', draft.paidAtMs),
    plain('buyerNote', 'text', draft.buyerNote),
    plain('sellerNote', 'text', draft.sellerNote),
    plain('flags', 'text', draft.flags.join(', ')),
    ...recipientFields,
    ...draft.lines.flatMap(lineFields),
    ...draft.externalIds.map(({ kind, value }) => ({
      ...plain('externalId', 'text', value),
      key: `id ${kind} ${value}`,
    })),
  ];
}

function lineFields(line: OrderDraft['lines'][number], index: number): MadeField[] {
  const of = (name: string, kind: MadeField['kind'], value: MadeField['value']): MadeField => ({
    key: `line ${line.externalLineId} ${name}`,
    name,
    line: index + 1,
    kind,
    value,
  });
  return [
    of('skuCode', 'text', line.skuCode),
    of('title', 'text', line.title),
    of('variant', 'text', line.variant),
    of('quantity', 'count', line.quantity),
    of('cancelledQuantity', 'count', line.cancelledQuantity),
    of('unitPriceMinor', 'money', line.unitPriceMinor),
    of('paidMinor', 'money', line.paidMinor),
    of('afterSales', 'afterSales', line.afterSales),
  ];
}

/** What screens mask everywhere, masked here as well. */
export function maskField(field: MadeField): MadeField {
  const mask = MASKS[field.name];
  return mask && typeof field.value === 'string' && field.value !== '' ? { ...field, value: mask(field.value) } : field;
}
