import type { SfExpressConfig } from '#main/plugins/carriers/sf-express/schemas.ts';

/** All of SF's codes in one place. Source: the 丰桥 open platform pages. */
export const SF_API_VERSION = 'std-service';

/** `SF` and 13 digits, or the older 12 digits. No public rule for a check digit is known. */
export const SF_TRACKING_NUMBER = /^(SF\d{13}|\d{12})$/;

export const SERVICE = {
  createOrder: 'EXP_RECE_CREATE_ORDER',
  searchOrder: 'EXP_RECE_SEARCH_ORDER_RESP',
  updateOrder: 'EXP_RECE_UPDATE_ORDER',
} as const;
export type SfService = (typeof SERVICE)[keyof typeof SERVICE];

/** `expressTypeId`: products that a contract includes by default. */
export const SF_SERVICES = [
  { code: '1', label: { en: 'SF Express', 'zh-CN': '顺丰特快' } },
  { code: '2', label: { en: 'SF Standard Express', 'zh-CN': '顺丰标快' } },
] as const;

export const PAY_METHOD: Readonly<Record<SfExpressConfig['payer'], number>> = {
  sender: 1,
  receiver: 2,
  third_party: 3,
};
export const CONTACT = { sender: 1, receiver: 2 } as const;
export const WAYBILL_TYPE = { parent: 1, child: 2 } as const;
/** `filterResult`: whether SF delivers to the address. */
export const FILTER = { manual: 1, deliverable: 2, undeliverable: 3 } as const;
export const DEAL_TYPE = { confirm: 1, cancel: 2 } as const;
export const SEARCH_TYPE = { forward: 1 } as const;
/** Parent and children together. */
export const MOST_PARCELS = 307;
/**
 * Characters that SF takes of texts that carry nothing (interface tables of EXP_RECE_CREATE_ORDER, as clients in public
 * repositories keep them): longer ones make it refuse the whole order. Names and addresses are never cut.
 */
export const LONGEST = { cargoName: 128, remark: 100 } as const;
export const LONGEST_REQUEST_KEY = 64;

/** Outer codes (`apiResultCode`): what the gateway says. */
export const OUTER = {
  ok: 'A1000',
  throttled: 'A1005',
  /** Address of this workstation not allowed, no permission for the service, signature. */
  auth: new Set(['A1003', 'A1004', 'A1006']),
  /** Errors behind the gateway: a write may have happened. */
  serverSide: new Set(['A1009', 'A1099']),
} as const;

/** Inner codes (`errorCode`): what the business system says. */
export const INNER = {
  ok: 'S0000',
  duplicateOrder: '8016',
  unknownOrder: '8024',
  alreadyCancelled: '8037',
  peakLimit: '8177',
} as const;
