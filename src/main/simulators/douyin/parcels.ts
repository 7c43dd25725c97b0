import { businessFailure } from './douyin-context.ts';
import type { DouyinOrder, DouyinParcel } from './douyin-order.ts';

export interface ParcelGoods {
  readonly skuOrderId: string;
  readonly units: number;
}

interface Company {
  readonly code: string;
  readonly name: string;
  readonly number: RegExp;
}

/** A few of `order.logisticsCompanyList`. SF's pattern stands in the reference (B10); the others are loose on purpose. */
const COMPANIES: readonly Company[] = [
  { code: 'shunfeng', name: '顺丰速运', number: /^SF\d{13}$|^\d{12}$/ },
  { code: 'zhongtong', name: '中通快递', number: /^\d{12,15}$/ },
  { code: 'yuantong', name: '圆通速递', number: /^(YT)?\d{12,15}$/ },
  { code: 'shentong', name: '申通快递', number: /^\d{12,15}$/ },
  { code: 'yunda', name: '韵达快递', number: /^\d{12,15}$/ },
  { code: 'ems', name: 'EMS', number: /^[A-Z]{2}\d{9}[A-Z]{2}$|^\d{13}$/ },
];

/** @throws DouyinFailure for a company or number that the platform does not take. */
export function parcelOf(
  order: DouyinOrder,
  goods: readonly ParcelGoods[],
  pack: { readonly companyCode: string; readonly trackingNumber: string },
  nowMs: number,
): DouyinParcel {
  const company = COMPANIES.find((candidate) => candidate.code === pack.companyCode);
  if (!company) throw businessFailure('60018', '暂不支持该物流公司或物流商已失效，请检查。');
  if (!company.number.test(pack.trackingNumber)) throw businessFailure('60017', '物流单号不符合规则。');
  return {
    trackingNumber: pack.trackingNumber,
    companyCode: company.code,
    companyName: company.name,
    deliveryId: `${order.id}_${order.parcels.length + 1}`,
    shippedAtMs: nowMs,
    goods,
  };
}
