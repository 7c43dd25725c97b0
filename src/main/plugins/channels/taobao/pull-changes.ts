import type { ChannelPage } from '#main/plugins/channels/channel-connector.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { pullDetails } from '#main/plugins/channels/pull-details.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { readTradeBytes } from '#main/plugins/channels/taobao/trade-detail.ts';
import { listTrades } from '#main/plugins/channels/taobao/trade-list.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** Parts of the window share the second between them, because TOP does not say whether its limits are inclusive. */
export function pullTaobaoChanges(context: TaobaoContext, window: Window): AsyncGenerator<PluginResult<ChannelPage>> {
  return pullDetails({
    parts: splitWindow(window, context.config.windowMinutes, context.clock.nowMs()),
    batch: context.config.pageSize,
    concurrency: context.config.detailConcurrency,
    list: (part) => listTrades(context, part),
    numberOf: (row) => row.tid,
    versionOf: (row) => row.modified,
    readDetail: (tid) => readTradeBytes(context, tid),
  });
}
