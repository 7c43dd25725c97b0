import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { PddOrder } from '#main/plugins/channels/pinduoduo/schemas.ts';

/** Ciphertext stands between marks of its own kind: `~...~` for names and addresses, `$...$` for phones. */
const CIPHERTEXT = /^([~$#@]).{4,}[~$#@]$/s;

/**
 * Who gets the parcel. Pinduoduo sends ciphertext and a mask beside it while an order is to be shipped, and nothing but the
 * mask before and after; clear text only inside its own cloud. `town` holds the district; there is no field for a town.
 */
export function recipientOf(order: PddOrder): OrderDraft['recipient'] {
  const name = shown(order.receiver_name, order.receiver_name_mask);
  const phone = shown(order.receiver_phone, order.receiver_phone_mask);
  const street = shown(order.receiver_address, order.receiver_address_mask);
  return {
    name,
    phone,
    country: 'CN',
    province: order.province,
    city: order.city,
    district: order.town,
    town: '',
    street,
    postcode: '',
    isMasked: recipientHandleOf(order) !== null || [name, phone, street].some((text) => text.includes('*')),
  };
}

/** The three ciphertexts for the e-waybill call, which takes them in place of the data. */
export function recipientHandleOf(order: PddOrder): string | null {
  const { receiver_name: name, receiver_phone: phone, receiver_address: address } = order;
  return [name, phone, address].some((text) => CIPHERTEXT.test(text)) ? JSON.stringify({ name, phone, address }) : null;
}

function shown(value: string, mask: string): string {
  return value === '' || CIPHERTEXT.test(value) ? mask : value;
}
