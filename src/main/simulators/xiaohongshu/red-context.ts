import type { z } from 'zod';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TimedStore } from '../kit/timed-store.ts';
import type { WireValue } from '../kit/wire-json.ts';
import type { DecryptionMeter } from './decryption-meter.ts';
import type { RedCase } from './red-cases.ts';
import type { RedOrder } from './red-order.ts';

/** What the methods of a shop work on. */
export interface RedContext {
  readonly clock: SimulatorClock;
  readonly store: TimedStore<RedOrder>;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly appId: string;
  readonly appSecret: string;
  readonly cases: TimedStore<RedCase>;
  readonly stock: Map<string, number>;
  readonly decryptions: DecryptionMeter;
  isTokenGood(token: string): boolean;
  /** Undefined for a code that was not handed over, or used already. */
  exchange(code: string): WireValue | undefined;
  /** Undefined for a refresh token that is not the one in use. */
  renew(refreshToken: string): WireValue | undefined;
  allows(method: string): boolean;
  changed(order: RedOrder): void;
}

/** One method of the platform: the fields of the request in, `data` of the answer out. */
export type RedMethod = (json: unknown, context: RedContext) => WireValue;

export class RedFailure extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The fields that a method wants. @throws RedFailure naming the first one that is wrong */
export function fieldsOf<T>(schema: z.ZodType<T>, json: unknown): T {
  const fields = schema.safeParse(json);
  if (fields.success) return fields.data;
  throw new RedFailure(-2000400, `参数错误 ${fields.error.issues[0]?.path.join('.') ?? ''}`);
}

/** @throws RedFailure for an order that this shop does not have */
export function orderOf(id: string, context: RedContext): RedOrder {
  const order = context.store.get(id);
  if (!order) throw new RedFailure(-2000101, '包裹不存在或不属于此商家');
  return order;
}
