import { readDouyin } from '#main/plugins/channels/douyin/call.ts';
import { OrderList } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext, OrderRow } from '#main/plugins/channels/douyin/schemas.ts';
import { MOST_ORDERS } from '#main/plugins/channels/douyin/units.ts';
import { listWindow, wholeSeconds } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';

/** All orders changed in the window, oldest first. */
export function listOrders(context: DouyinContext, window: Window): Promise<Reply<readonly OrderRow[]>> {
  const { pageSize } = context.config;
  return listWindow(
    {
      pageSize,
      mostRows: MOST_ORDERS,
      readPage: (part, pageNo) => readPage(context, part, pageNo),
      keyOf: (row) => row.order_id,
    },
    window,
  );
}

/** Douyin counts pages from 0 and sorts downwards unless asked otherwise. */
async function readPage(context: DouyinContext, window: Window, pageNo: number): Promise<Reply<ListedPage<OrderRow>>> {
  const { from, to } = wholeSeconds(window);
  const reply = await readDouyin(context, {
    method: 'order.searchList',
    params: {
      update_time_start: from,
      update_time_end: to,
      order_by: 'update_time',
      order_asc: false,
      page: pageNo - 1,
      size: context.config.pageSize,
    },
    answer: OrderList,
  });
  return reply.ok ? { ok: true, value: { rows: reply.value.shop_order_list, total: reply.value.total } } : reply;
}
