import { sliceElements } from '#main/lib/http-json-slices.ts';
import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import type { PddReply } from '#main/plugins/channels/pinduoduo/call.ts';
import { ConfirmedAnswer, IncrementAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { OrderRow, PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { listWindow } from '#main/plugins/channels/list-window.ts';
import { wholeSeconds } from '#main/plugins/channels/pinduoduo/whole-seconds.ts';
import type { ListedPage, Reply, WholeRow, Window } from '#main/plugins/channels/list-window.ts';

/** One call covers at most a day of concluded orders. */
export const CONFIRMED_SPAN_MINUTES = 24 * 60;

const ALL_STATUSES = '5';

/** Orders changed in a window of at most `windowMinutes`, in full: despite its name the call returns whole orders. */
export function listChangedOrders(context: PinduoduoContext, window: Window) {
  return listWhole(context, window, async (part, page) => {
    const { from, to } = wholeSeconds(part, context.config.windowMinutes);
    const reply = await readPdd(context, {
      type: 'pdd.order.number.list.increment.get',
      root: 'order_sn_increment_get_response',
      parameters: {
        start_updated_at: from,
        end_updated_at: to,
        is_lucky_flag: '0',
        ...filters(context, page),
      },
      answer: IncrementAnswer,
    });
    return withBytes(reply, 'order_sn_list', (value) => value.order_sn_list ?? []);
  });
}

/** Orders concluded (paid, group complete) in a window of at most a day; later changes do not move them. */
export function listConfirmedOrders(context: PinduoduoContext, window: Window) {
  return listWhole(context, window, async (part, page) => {
    const { from, to } = wholeSeconds(part, CONFIRMED_SPAN_MINUTES);
    const reply = await readPdd(context, {
      type: 'pdd.order.list.get',
      root: 'order_list_get_response',
      parameters: { start_confirm_at: from, end_confirm_at: to, ...filters(context, page) },
      answer: ConfirmedAnswer,
    });
    return withBytes(reply, 'order_list', (value) => value.order_list ?? []);
  });
}

type WholePage = Reply<ListedPage<WholeRow<OrderRow>>>;

function listWhole(
  context: PinduoduoContext,
  window: Window,
  readPage: (part: Window, page: number) => Promise<WholePage>,
): Promise<Reply<readonly WholeRow<OrderRow>[]>> {
  return listWindow({ pageSize: context.config.pageSize, keyOf: ({ row }) => row.order_sn, readPage }, window);
}

/** The total comes only with `use_has_next=false`. */
function filters(context: PinduoduoContext, page: number): Record<string, string> {
  return {
    order_status: ALL_STATUSES,
    refund_status: ALL_STATUSES,
    page: String(page),
    page_size: String(context.config.pageSize),
    use_has_next: 'false',
  };
}

function withBytes<T extends { readonly total_count: number }>(
  reply: PddReply<T>,
  list: string,
  rowsOf: (value: T) => readonly OrderRow[],
): WholePage {
  if (!reply.ok) return reply;
  const bytes = sliceElements(reply.body, [list]) ?? [];
  const rows = rowsOf(reply.value).map((row, index) => ({ row, payload: bytes[index] ?? new Uint8Array() }));
  return { ok: true, value: { rows, total: reply.value.total_count } };
}
