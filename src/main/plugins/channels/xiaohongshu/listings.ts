import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import { pullListingPages } from '#main/plugins/channels/pull-pages.ts';
import { readXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import { SkuPage } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const PER_PAGE = 100;

/** Goods on sale with `product.getDetailSkuList`. */
export function pullXiaohongshuListings(context: XiaohongshuContext): AsyncGenerator<PluginResult<readonly Listing[]>> {
  return pullListingPages(async (pageNo) => {
    const reply = await readXiaohongshu(context, {
      method: 'product.getDetailSkuList',
      fields: { buyable: true, pageNo, pageSize: PER_PAGE },
      answer: SkuPage,
    });
    if (!reply.ok) return reply;
    const rows = reply.value.data;
    const listings = rows.map(({ item, sku }) => ({
      externalItemId: item?.id ?? '',
      externalSkuId: sku.id,
      skuCode: sku.erpCode === '' ? sku.erpcode : sku.erpCode,
      title: item?.name || sku.name,
      variant: sku.variants.map(({ name, value }) => (name === '' ? value : `${name}:${value}`)).join(';'),
    }));
    return { ok: true, value: { listings, isLast: rows.length < PER_PAGE } };
  });
}
