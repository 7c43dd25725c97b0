import { invalidArgument } from '../top-failure.ts';
import type { TopContext, TopMethod, TopParameters } from '../top-context.ts';
import type { TopObject } from '../top-value.ts';
import type { TradeQuery } from '../trade-store.ts';
import { selectFields, tradeView } from '../trade-view.ts';
import { required, timeOf, wholeNumber } from './parameters.ts';
import { applyRowFaults } from './row-faults.ts';

const DAY_MS = 86_400_000;
/** "Only the last 3 months are visible." */
const VISIBLE_MS = 90 * DAY_MS;

/** Lets orders change behind the reader's back: they leave the window, and every later page moves up. */
function drift(context: TopContext, query: TradeQuery, method: string, size: number): void {
  const rule = context.faults.draw('drift', method);
  if (!rule) return;
  const head = context.store.find(query).slice(0, size);
  for (const trade of head.slice(0, rule.rows ?? 1)) {
    context.store.touch(trade, Math.max(context.clock.nowMs(), query.toMs + 1000));
  }
}

function listPage(query: TradeQuery, parameters: TopParameters, context: TopContext, method: string): TopObject {
  const fields = selectFields(required(parameters, 'fields'));
  const page = wholeNumber(parameters, 'page_no', 1, 1, 1_000_000);
  const size = wholeNumber(parameters, 'page_size', 40, 1, 100);
  const found = context.store.find(query);
  const start = (page - 1) * size;
  const rows = found
    .slice(start, start + size)
    .map((trade) => tradeView(trade, fields, { detail: 'list', clearReceiver: context.clearReceiver() }));
  const faulty = applyRowFaults(rows, method, context);
  const counted =
    parameters.get('use_has_next') === 'true'
      ? { has_next: start + size < found.length }
      : { total_results: found.length };
  // A window of one page gives drift nothing to break.
  if (found.length > size) drift(context, query, method, size);
  // An empty result leaves the list out altogether.
  return faulty.length === 0 ? counted : { trades: { trade: faulty }, ...counted };
}

function filters(parameters: TopParameters): Pick<TradeQuery, 'status' | 'types' | 'buyerNick'> {
  const given = (name: string): string | undefined => parameters.get(name) || undefined;
  return {
    status: given('status'),
    types: given('type')
      ?.split(',')
      .map((type) => type.trim()),
    buyerNick: given('buyer_nick'),
  };
}

/** taobao.trades.sold.increment.get: by modification time, window of one day at most. */
export const tradesSoldIncrementGet: TopMethod = {
  name: 'taobao.trades.sold.increment.get',
  needsSession: true,
  run(parameters, context) {
    required(parameters, 'fields');
    const fromMs = timeOf(required(parameters, 'start_modified'), 'start_modified');
    const toMs = timeOf(required(parameters, 'end_modified'), 'end_modified');
    if (toMs < fromMs) throw invalidArgument('end_modified', '结束时间早于开始时间');
    if (toMs - fromMs > DAY_MS) throw invalidArgument('end_modified', '查询时间跨度不能超过一天');
    const visibleFromMs = Math.max(fromMs, context.clock.nowMs() - VISIBLE_MS);
    const query: TradeQuery = { by: 'modified', fromMs: visibleFromMs, toMs, ...filters(parameters) };
    return listPage(query, parameters, context, this.name);
  },
};

/** taobao.trades.sold.get: by creation time, up to three months back. */
export const tradesSoldGet: TopMethod = {
  name: 'taobao.trades.sold.get',
  needsSession: true,
  run(parameters, context) {
    required(parameters, 'fields');
    const oldestMs = Math.floor((context.clock.nowMs() - VISIBLE_MS) / 1000) * 1000;
    const start = parameters.get('start_created');
    const end = parameters.get('end_created');
    const fromMs = Math.max(oldestMs, start ? timeOf(start, 'start_created') : oldestMs);
    const toMs = end ? timeOf(end, 'end_created') : Math.floor(context.clock.nowMs() / 1000) * 1000;
    const query: TradeQuery = { by: 'created', fromMs, toMs, ...filters(parameters) };
    return listPage(query, parameters, context, this.name);
  },
};
