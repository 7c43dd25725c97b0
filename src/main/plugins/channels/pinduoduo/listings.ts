import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { GoodsAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { pullListingPages } from '#main/plugins/channels/pull-pages.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const PER_PAGE = 100;
const ON_SALE = '1';

/** Goods on sale with `pdd.goods.list.get`, their SKUs inside. */
export function pullPinduoduoListings(context: PinduoduoContext): AsyncGenerator<PluginResult<readonly Listing[]>> {
  return pullListingPages(async (pageNo) => {
    const reply = await readPdd(context, {
      type: 'pdd.goods.list.get',
      root: 'goods_list_get_response',
      parameters: { is_onsale: ON_SALE, page: String(pageNo), page_size: String(PER_PAGE) },
      answer: GoodsAnswer,
    });
    if (!reply.ok) return reply;
    const goods = reply.value.goods_list ?? [];
    const listings = goods.flatMap((good) =>
      (good.sku_list ?? []).map((sku) => ({
        externalItemId: good.goods_id,
        externalSkuId: sku.sku_id,
        skuCode: sku.outer_id,
        title: good.goods_name,
        variant: sku.spec,
      })),
    );
    return { ok: true, value: { listings, isLast: goods.length < PER_PAGE } };
  });
}
