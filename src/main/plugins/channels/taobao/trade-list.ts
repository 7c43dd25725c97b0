import { listWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';
import { readTop } from '#main/plugins/channels/taobao/call.ts';
import { TradeList } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext, TradeRow } from '#main/plugins/channels/taobao/schemas.ts';
import { LIST_FIELDS, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import { formatFixedOffset } from '#shared/model/time.ts';

/** All orders modified in the window, oldest first; TOP itself lists the newest first. */
export function listTrades(context: TaobaoContext, window: Window): Promise<Reply<readonly TradeRow[]>> {
  return listWindow(
    {
      pageSize: context.config.pageSize,
      readPage: (part, pageNo) => readPage(context, part, pageNo),
      keyOf: (row) => row.tid,
    },
    window,
  );
}

async function readPage(context: TaobaoContext, window: Window, pageNo: number): Promise<Reply<ListedPage<TradeRow>>> {
  const reply = await readTop(context, {
    method: 'taobao.trades.sold.increment.get',
    parameters: { fields: LIST_FIELDS, ...modifiedWithin(window), ...countedPage(pageNo, context.config.pageSize) },
    answer: TradeList,
  });
  if (!reply.ok) return reply;
  return { ok: true, value: { rows: reply.value.trades?.trade ?? [], total: reply.value.total_results } };
}

/** Whole seconds are TOP's resolution: the window is widened to them. */
export function modifiedWithin(window: Window): Record<string, string> {
  return {
    start_modified: formatFixedOffset(window.fromMs, TOP_OFFSET_MINUTES),
    end_modified: formatFixedOffset(Math.ceil(window.toMs / 1000) * 1000, TOP_OFFSET_MINUTES),
  };
}

/** The total comes only with `use_has_next=false`. */
export function countedPage(pageNo: number, pageSize: number): Record<string, string> {
  return { page_no: String(pageNo), page_size: String(pageSize), use_has_next: 'false' };
}
