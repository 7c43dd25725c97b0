import { formatBeijingTime } from '../kit/beijing-time.ts';
import { decimalText } from '../kit/decimal-text.ts';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { drawPushFate } from '../kit/push-fate.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TaobaoTrade } from './taobao-trade.ts';
import { writeTopJson } from './top-value.ts';
import type { TopObject } from './top-value.ts';

/** A TMC message waiting for its acknowledgement. */
interface QueuedMessage {
  readonly id: string;
  readonly topic: string;
  readonly trade: TaobaoTrade;
  readonly publishedAtMs: number;
  /** Handed out and invisible to further calls until then. */
  hiddenUntilMs: number;
  /** Comes again although it was acknowledged, where 2. */
  deliveriesLeft: number;
}

/** What a message tells, whichever way it goes. `content` is JSON. */
export interface HandedOut {
  readonly id: string;
  readonly topic: string;
  readonly content: string;
  readonly publishedAtMs: number;
}

export interface TmcQueue {
  publish(topic: string, trade: TaobaoTrade): void;
  /** Up to `quantity` messages, oldest first; unacknowledged ones come again after the redelivery time. */
  consume(quantity: number): TopObject[];
  /** The same messages for the message channel. */
  handOut(quantity: number): readonly HandedOut[];
  /** Messages that went out on a line that is gone come again at once. */
  takeBack(ids: Iterable<string>): void;
  onPublished(listener: () => void): void;
  confirm(ids: readonly string[]): void;
  waiting(): number;
}

export interface TmcQueueOptions {
  readonly clock: SimulatorClock;
  /** By which messages that were kept back, or handed out in vain, come. */
  readonly lifeClock: SimulatorClock;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly appKey: string;
  readonly sellerNick: string;
  readonly sellerId: bigint;
  readonly redeliverAfterMs: number;
  readonly startMs: number;
}

/** Ids of different sellers' messages never meet, as TOP's do not, whichever millisecond their simulators began in. */
const ID_STEP = 97n;

/** The push queue of one app. Ids are 19 digits and go out as JSON numbers, as TOP sends them. */
export function createTmcQueue(options: TmcQueueOptions): TmcQueue {
  const { clock, lifeClock, books } = options;
  const messages = new Map<string, QueuedMessage>();
  const listeners: (() => void)[] = [];
  let last = ((BigInt(options.startMs) * 10_000n) / ID_STEP) * ID_STEP + (options.sellerId % ID_STEP);

  /** A hint only: the numbers, not the order. */
  function toldOf({ id, topic, trade, publishedAtMs }: QueuedMessage): HandedOut {
    const content = writeTopJson({
      buyer_nick: trade.buyerNick,
      payment: decimalText(trade.paymentMinor),
      oid: BigInt(trade.orders[0]?.oid ?? trade.tid),
      tid: BigInt(trade.tid),
      type: 'guarantee_trade',
      seller_nick: options.sellerNick,
    });
    return { id, topic, content, publishedAtMs };
  }

  /** `content` is JSON inside the JSON. */
  function viewOf({ id, topic, content, publishedAtMs }: HandedOut): TopObject {
    return {
      id: BigInt(id),
      topic,
      content,
      pub_time: formatBeijingTime(publishedAtMs),
      user_id: options.sellerId,
      user_nick: options.sellerNick,
      pub_app_key: options.appKey,
    };
  }

  function firstDue(quantity: number, nowMs: number): QueuedMessage[] {
    const due: QueuedMessage[] = [];
    if (quantity <= 0) return due;
    for (const message of messages.values()) {
      if (message.hiddenUntilMs <= nowMs) due.push(message);
      if (due.length === quantity) break;
    }
    return due;
  }

  function handOut(quantity: number): HandedOut[] {
    const nowMs = clock.nowMs();
    const due = firstDue(quantity, lifeClock.nowMs());
    for (const message of due) {
      message.hiddenUntilMs = lifeClock.nowMs() + options.redeliverAfterMs;
      books.notePushSent({ id: message.id, topic: message.topic, externalNumber: message.trade.tid, atMs: nowMs });
    }
    return due.map(toldOf);
  }

  return {
    publish(topic, trade) {
      const fate = drawPushFate(options.faults);
      if (fate.isLost) return;
      last += ID_STEP;
      const id = `71${last.toString()}`;
      const nowMs = clock.nowMs();
      const hiddenUntilMs = fate.lateMs === 0 ? 0 : lifeClock.nowMs() + fate.lateMs;
      messages.set(id, { id, topic, trade, publishedAtMs: nowMs, hiddenUntilMs, deliveriesLeft: fate.times });
      for (const listener of listeners) listener();
    },
    consume: (quantity) => handOut(quantity).map(viewOf),
    handOut,
    takeBack(ids) {
      for (const id of ids) {
        const message = messages.get(id);
        if (message) message.hiddenUntilMs = 0;
      }
    },
    onPublished: (listener) => void listeners.push(listener),
    confirm(ids) {
      for (const id of ids) {
        const message = messages.get(id);
        if (!message) continue;
        books.notePushAcknowledged(id, clock.nowMs());
        message.deliveriesLeft -= 1;
        message.hiddenUntilMs = 0;
        if (message.deliveriesLeft <= 0) messages.delete(id);
      }
    },
    waiting: () => messages.size,
  };
}
