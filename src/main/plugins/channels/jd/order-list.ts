import { sliceElements } from '#main/lib/http-json-slices.ts';
import { listWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, WholeRow, Window } from '#main/plugins/channels/list-window.ts';
import { readJd } from '#main/plugins/channels/jd/call.ts';
import { resultFailure } from '#main/plugins/channels/jd/failures.ts';
import { SearchAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext, OrderRow } from '#main/plugins/channels/jd/schemas.ts';
import { JD_OFFSET_MINUTES, OPTIONAL_FIELDS } from '#main/plugins/channels/jd/units.ts';
import { formatFixedOffset } from '#shared/model/time.ts';

const SEARCH = { encrypted: 'jingdong.pop.order.enSearch', plain: 'jingdong.pop.order.search' } as const;
/** Anything but 1 asks by time of change. */
const BY_CHANGE = 0;
/** Anything but 1 is ascending: what changes meanwhile goes to the end and shifts nothing that is still to be read. */
const OLDEST_FIRST = 0;

/** Orders changed in a window, in full. Whole seconds are JD's resolution: the window is widened to them. */
export function listChangedOrders(context: JdContext, window: Window) {
  const { config } = context;
  const readPage = async (part: Window, page: number): Promise<Reply<ListedPage<WholeRow<OrderRow>>>> => {
    const reply = await readJd(context, {
      method: SEARCH[config.orderCalls],
      parameters: {
        start_date: formatFixedOffset(part.fromMs, JD_OFFSET_MINUTES),
        end_date: formatFixedOffset(Math.ceil(part.toMs / 1000) * 1000, JD_OFFSET_MINUTES),
        order_state: config.orderStates,
        optional_fields: OPTIONAL_FIELDS,
        page: String(page),
        page_size: String(config.pageSize),
        sortType: OLDEST_FIRST,
        dateType: BY_CHANGE,
      },
      answer: SearchAnswer,
    });
    if (!reply.ok) return reply;
    const result = reply.value.searchorderinfo_result;
    if (!result.apiResult.success) return { ok: false, failure: resultFailure(result.apiResult) };
    const bytes = sliceElements(reply.body, ['searchorderinfo_result', 'orderInfoList']) ?? [];
    const rows = (result.orderInfoList ?? []).map((row, index) => ({
      row,
      payload: bytes[index] ?? new Uint8Array(),
    }));
    return { ok: true, value: { rows, total: result.orderTotal ?? rows.length } };
  };
  return listWindow({ pageSize: config.pageSize, keyOf: ({ row }) => row.orderId, readPage }, window);
}
