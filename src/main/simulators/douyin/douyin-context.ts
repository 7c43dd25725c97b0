import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TimedStore } from '../kit/timed-store.ts';
import type { WireValue } from '../kit/wire-json.ts';
import type { AfterSaleCase, DouyinOrder } from './douyin-order.ts';
import type { DouyinTokens } from './tokens.ts';

/** What every method works on. */
export interface DouyinContext {
  /** The server's clock, skew included. */
  readonly clock: SimulatorClock;
  readonly orders: TimedStore<DouyinOrder>;
  readonly afterSales: TimedStore<AfterSaleCase>;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly tokens: DouyinTokens;
  readonly shop: { readonly id: string; readonly name: string };
  /** Units per SKU as last set by `sku.syncStock`. */
  readonly stock: Map<string, number>;
  /** Request ids of multi-parcel shipments that were carried out. */
  readonly shippedRequests: Set<string>;
  /** Sets the time of change, the books and a push. */
  changed(order: DouyinOrder, tag: string): void;
}

/** Business parameters after the digit-safe parser. */
export type DouyinParams = Readonly<Record<string, unknown>>;

export interface DouyinMethod {
  readonly name: string;
  readonly needsToken: boolean;
  /** Returns `data`, or throws a DouyinFailure. */
  run(params: DouyinParams, context: DouyinContext): WireValue;
}

/** An answer with a code other than 10000. */
export class DouyinFailure extends Error {
  readonly code: number;
  readonly subCode: string;
  readonly subMessage: string;
  constructor(code: number, message: string, subCode: string, subMessage: string) {
    super(message);
    this.code = code;
    this.subCode = subCode;
    this.subMessage = subMessage;
  }
}

export const invalidParameter = (number: string, text: string): DouyinFailure =>
  new DouyinFailure(40004, '非法的参数', `isv.parameter-invalid:${number}`, text);
export const missingParameter = (number: string, text: string): DouyinFailure =>
  new DouyinFailure(40002, '缺少必选参数', `isv.missing-parameter:${number}`, text);
export const businessFailure = (number: string, text: string): DouyinFailure =>
  new DouyinFailure(50002, '业务处理失败', `isv.business-failed:${number}`, text);
/** The reference knows 30001 and 30002 as "authorisation"; their sub-codes are not documented. */
export const accessFailure = (code: 30001 | 30002, subCode: string, text: string): DouyinFailure =>
  new DouyinFailure(code, '权限校验失败', subCode, text);
export const flowControl = (text = '请求过于频繁，请稍后重试'): DouyinFailure =>
  new DouyinFailure(70000, '流控', 'isp.flow-control', text);
