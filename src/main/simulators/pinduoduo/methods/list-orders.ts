import type { WireObject } from '#main/simulators/kit/wire-json.ts';
import { orderView } from '../order-view.ts';
import type { PddQuery } from '../order-store.ts';
import type { PddContext, PddMethod, PddParameters } from '../pdd-context.ts';
import { invalidParameter } from '../pdd-failure.ts';
import { secondsOf, wholeNumber } from './parameters.ts';
import { applyRowFaults } from './row-faults.ts';

const MINUTE_MS = 60_000;
/** Only orders concluded within three months are visible. */
const VISIBLE_MS = 90 * 24 * 60 * MINUTE_MS;

function rangeOf(parameters: PddParameters, names: readonly [string, string], spanMinutes: number) {
  const fromMs = secondsOf(parameters, names[0]);
  const toMs = secondsOf(parameters, names[1]);
  if (toMs < fromMs) throw invalidParameter(names[1], '结束时间早于开始时间');
  if (toMs - fromMs > spanMinutes * MINUTE_MS) throw invalidParameter(names[1], `时间跨度不能超过${spanMinutes}分钟`);
  return { fromMs, toMs };
}

/** Lets orders change behind the reader's back: they leave the window, and every later page moves up. */
function drift(context: PddContext, query: PddQuery, type: string): void {
  const rule = context.faults.draw('drift', type);
  if (!rule) return;
  for (const order of context.store.find(query).slice(0, rule.rows ?? 1)) {
    context.store.touch(order, Math.max(context.clock.nowMs(), query.toMs + 1000));
  }
}

function listPage(
  query: PddQuery,
  parameters: PddParameters,
  context: PddContext,
  type: string,
  list: string,
): WireObject {
  const page = wholeNumber(parameters, 'page', { from: 1, to: 1_000_000, fallback: 1 });
  const size = wholeNumber(parameters, 'page_size', { from: 1, to: 100, fallback: 100 });
  const oldestMs = context.clock.nowMs() - VISIBLE_MS;
  const found = context.store.find(query).filter((order) => (order.confirmAtMs ?? 0) >= oldestMs);
  const start = (page - 1) * size;
  const rows = applyRowFaults(found.slice(start, start + size).map(orderView), type, context);
  const counted: WireObject =
    parameters.get('use_has_next') === 'true'
      ? { has_next: start + size < found.length }
      : { has_next: start + size < found.length, total_count: found.length };
  // A window of one page gives drift nothing to break.
  if (found.length > size) drift(context, query, type);
  return { [list]: rows, ...counted };
}

function statuses(parameters: PddParameters): Pick<PddQuery, 'orderStatus' | 'refundStatus'> {
  return {
    orderStatus: wholeNumber(parameters, 'order_status', { from: 1, to: 5 }),
    refundStatus: wholeNumber(parameters, 'refund_status', { from: 1, to: 5 }),
  };
}

/** pdd.order.number.list.increment.get: by time of change, half an hour at most; whole orders in spite of the name. */
export const orderIncrementGet: PddMethod = {
  type: 'pdd.order.number.list.increment.get',
  root: 'order_sn_increment_get_response',
  needsToken: true,
  run(parameters, context) {
    wholeNumber(parameters, 'is_lucky_flag', { from: 0, to: 2 });
    const range = rangeOf(parameters, ['start_updated_at', 'end_updated_at'], 30);
    const query: PddQuery = { by: 'updated', ...range, ...statuses(parameters) };
    return listPage(query, parameters, context, this.type, 'order_sn_list');
  },
};

/** pdd.order.list.get: by time of conclusion, a day at most; later changes do not show. */
export const orderListGet: PddMethod = {
  type: 'pdd.order.list.get',
  root: 'order_list_get_response',
  needsToken: true,
  run(parameters, context) {
    const range = rangeOf(parameters, ['start_confirm_at', 'end_confirm_at'], 24 * 60);
    const query: PddQuery = { by: 'confirmed', ...range, ...statuses(parameters) };
    return listPage(query, parameters, context, this.type, 'order_list');
  },
};
