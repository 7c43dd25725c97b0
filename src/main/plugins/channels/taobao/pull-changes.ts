import { inParallel } from '#main/lib/http-parallel.ts';
import type { ChannelPage, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { readTradeBytes } from '#main/plugins/channels/taobao/trade-detail.ts';
import { listTrades, splitWindow } from '#main/plugins/channels/taobao/trade-list.ts';
import type { Window } from '#main/plugins/channels/taobao/trade-list.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginMessage, PluginResult } from '#main/plugins/plugin-result.ts';

type Detail =
  | { readonly ok: true; readonly message: RawChannelMessage; readonly remark: PluginMessage | null }
  | { readonly ok: false; readonly failure: PluginFailure };

/**
 * Lists each part of the window first, then reads the orders one by one: listing quickly leaves rows little time to move.
 * Parts share the second between them, because TOP does not say whether its limits are inclusive.
 */
export async function* pullTaobaoChanges(
  context: TaobaoContext,
  window: Window,
): AsyncGenerator<PluginResult<ChannelPage>> {
  const parts = splitWindow(window, context.config.windowMinutes, context.clock.nowMs());
  const readAs = new Map<string, string>();
  let page = 0;
  for (const part of parts) {
    const listing = await listTrades(context, part);
    if (!listing.ok) return yield failed(listing.failure);
    const rows = listing.rows.filter((row) => row.modified === '' || readAs.get(row.tid) !== row.modified);
    for (const row of rows) readAs.set(row.tid, row.modified);
    const batches = inBatches(rows, context.config.pageSize);
    for (const batch of batches) {
      const details = await inParallel(
        batch,
        context.config.detailConcurrency,
        (row) => readDetail(context, row.tid),
        (detail) => !detail.ok,
      );
      const failure = details.find((detail) => !detail.ok);
      if (failure) return yield failed(failure.failure);
      page += 1;
      yield toPage(details, page, parts.length === 1 ? batches.length : null);
    }
  }
}

/**
 * An order that TOP lists but refuses to show is passed on with the refusal as its payload: it is then parked where an
 * operator sees it, asked for again later, and does not block the orders behind it.
 */
async function readDetail(context: TaobaoContext, tid: string): Promise<Detail> {
  const reply = await readTradeBytes(context, tid);
  if (reply.ok) return { ok: true, message: { externalNumber: tid, payload: reply.body }, remark: null };
  const { failure, body } = reply;
  if (failure.kind !== 'refused' || !body) return { ok: false, failure };
  const remark = { code: failure.code, vendorCode: failure.vendorCode, vendorText: failure.vendorText };
  return { ok: true, message: { externalNumber: tid, payload: body, isWithheld: true }, remark };
}

function toPage(details: readonly Detail[], page: number, of: number | null): PluginResult<ChannelPage> {
  const good = details.filter((detail) => detail.ok);
  const remarks = good.flatMap((detail) => (detail.remark ? [detail.remark] : []));
  return succeeded({ messages: good.map((detail) => detail.message), page, of }, remarks);
}

function inBatches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
