import type { WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import type { SfExpressConfig } from '#main/plugins/carriers/sf-express/schemas.ts';
import {
  CONTACT,
  LONGEST,
  LONGEST_REQUEST_KEY,
  MOST_PARCELS,
  PAY_METHOD,
  SF_SERVICES,
} from '#main/plugins/carriers/sf-express/units.ts';
import type { Recipient } from '#shared/model/order.ts';

/** Why SF would refuse the request for sure; null when nothing speaks against it. */
export function findObstacle(request: WaybillRequest): string | null {
  if (request.requestKey === '' || request.requestKey.length > LONGEST_REQUEST_KEY)
    return 'the request key is empty or too long';
  if (!SF_SERVICES.some((service) => service.code === request.serviceCode))
    return `unknown service ${request.serviceCode}`;
  if (request.parcelCount < 1 || request.parcelCount > MOST_PARCELS)
    return `between 1 and ${MOST_PARCELS} parcels are possible`;
  if (request.recipient.isMasked)
    return 'the recipient is masked: only the platform that masked it can issue this waybill';
  return null;
}

/** `msgData` of EXP_RECE_CREATE_ORDER. The request key is SF's `orderId`, its own guard against a second waybill. */
export function buildCreateOrder(config: Pick<SfExpressConfig, 'monthlyCard' | 'payer'>, request: WaybillRequest) {
  return {
    language: 'zh-CN',
    orderId: request.requestKey,
    ...(config.monthlyCard === '' ? {} : { monthlyCard: config.monthlyCard }),
    expressTypeId: Number(request.serviceCode),
    payMethod: PAY_METHOD[config.payer],
    parcelQty: request.parcelCount,
    totalWeight: kilograms(request.weightG),
    isReturnRoutelabel: 1,
    ...(request.remark === '' ? {} : { remark: clip(request.remark, LONGEST.remark) }),
    cargoDetails: request.goods.map((item) => ({ name: clip(item.name, LONGEST.cargoName), count: item.quantity })),
    contactInfoList: [contact(CONTACT.sender, request.sender), contact(CONTACT.receiver, request.recipient)],
  };
}

function contact(contactType: number, person: Recipient) {
  return {
    contactType,
    contact: person.name,
    mobile: person.phone,
    country: person.country,
    province: person.province,
    city: person.city,
    county: person.district,
    address: `${person.town}${person.street}`,
    ...(person.postcode === '' ? {} : { postCode: person.postcode }),
  };
}

/** Cut between characters, never inside one: half an emoji is no text. */
function clip(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('');
}

/** SF counts in kilograms with three decimals. */
function kilograms(grams: number): number {
  return Math.round(grams) / 1000;
}
