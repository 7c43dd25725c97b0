import { demoCatalogue } from '../kit/demo-catalogue.ts';
import type { DemoGood } from '../kit/demo-catalogue.ts';
import type { TimedEntry } from '../kit/timed-store.ts';
import type { WireObject } from '../kit/wire-json.ts';

/** One after-sales service. `id` is JD's number of it. */
export interface JdService extends TimedEntry {
  readonly orderId: string;
  readonly skuId: string;
  readonly units: number;
  readonly paidMinor: number;
  /** 10 return, 20 exchange, 30 repair. */
  readonly expects: number;
  status: { readonly number: number; readonly name: string };
  expressCode: string;
}

export const SERVICE_STATES = {
  toReview: { number: 10_000, name: '待审核' },
  toReceive: { number: 10_005, name: '待收货' },
  done: { number: 10_010, name: '完成' },
  cancelled: { number: 10_011, name: '取消' },
} as const;

/** A row of the list of services. Times are ms since 1970. */
export function serviceView(service: JdService): WireObject {
  return {
    serviceId: BigInt(service.id),
    orderId: BigInt(service.orderId),
    customerExpect: service.expects,
    serviceStatus: service.status.number,
    serviceStatusName: service.status.name,
    applyTime: service.createdAtMs,
    updateDate: service.updatedAtMs,
    skuId: BigInt(service.skuId),
    wareNum: service.units,
    actualPayPrice: service.paidMinor / 100,
    questionTypeCid1Name: '不喜欢/不想要',
    expressCode: service.expressCode === '' ? undefined : service.expressCode,
  };
}

export const skuIdOf = (good: DemoGood, prefix = ''): string => `${prefix}10${good.gtin13.slice(2)}`;
export const wareIdOf = (good: DemoGood): string => `20${good.gtin13.slice(4)}`;

/** Everything that the demo store sells, as the search of SKUs tells it. */
export function skuViews(): readonly WireObject[] {
  return demoCatalogue().map((good) => ({
    wareId: BigInt(wareIdOf(good)),
    skuId: BigInt(skuIdOf(good)),
    outerId: good.code,
    skuName: `${good.title} ${good.variant}`,
    status: 1,
  }));
}
