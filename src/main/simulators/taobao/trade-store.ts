import type { TaobaoTrade } from './taobao-trade.ts';

export interface TradeQuery {
  readonly by: 'modified' | 'created';
  readonly fromMs: number;
  readonly toMs: number;
  readonly status: string | undefined;
  readonly types: readonly string[] | undefined;
  readonly buyerNick: string | undefined;
}

export interface TradeStore {
  add(trade: TaobaoTrade): void;
  get(tid: string): TaobaoTrade | undefined;
  all(): readonly TaobaoTrade[];
  /** Sets the modification time (whole seconds, as TOP shows it) and makes it visible to queries. */
  touch(trade: TaobaoTrade, atMs: number): void;
  /** Trades in range, newest first (reference A1: modified descending). */
  find(query: TradeQuery): readonly TaobaoTrade[];
}

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  ALL_WAIT_PAY: ['WAIT_BUYER_PAY', 'TRADE_NO_CREATE_PAY'],
  ALL_CLOSED: ['TRADE_CLOSED', 'TRADE_CLOSED_BY_TAOBAO'],
};

const CACHED_QUERIES = 32;

/** All trades of the simulated shop, with the last answers cached: a deep page must not sort everything again. */
export function createTradeStore(): TradeStore {
  const trades = new Map<string, TaobaoTrade>();
  const cache = new Map<string, readonly TaobaoTrade[]>();

  function matches(trade: TaobaoTrade, query: TradeQuery): boolean {
    const atMs = query.by === 'modified' ? trade.modifiedAtMs : trade.createdAtMs;
    if (atMs < query.fromMs || atMs > query.toMs) return false;
    if (query.status !== undefined && !(GROUPS[query.status] ?? [query.status]).includes(trade.status)) return false;
    if (query.buyerNick !== undefined && trade.buyerNick !== query.buyerNick) return false;
    return query.types === undefined || trade.type !== 'step' || query.types.includes('step');
  }

  function select(query: TradeQuery): readonly TaobaoTrade[] {
    const time = (trade: TaobaoTrade): number => (query.by === 'modified' ? trade.modifiedAtMs : trade.createdAtMs);
    return [...trades.values()]
      .filter((trade) => matches(trade, query))
      .sort((left, right) => time(right) - time(left) || (left.tid < right.tid ? 1 : -1));
  }

  return {
    add(trade) {
      trades.set(trade.tid, trade);
      cache.clear();
    },
    get: (tid) => trades.get(tid),
    all: () => [...trades.values()],
    touch(trade, atMs) {
      trade.modifiedAtMs = Math.floor(atMs / 1000) * 1000;
      cache.clear();
    },
    find(query) {
      const key = JSON.stringify(query);
      const known = cache.get(key);
      if (known) return known;
      const found = select(query);
      if (cache.size >= CACHED_QUERIES) cache.clear();
      cache.set(key, found);
      return found;
    },
  };
}
