import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import { readJd } from '#main/plugins/channels/jd/call.ts';
import { SkuPage } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { pullListingPages } from '#main/plugins/channels/pull-pages.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const PER_PAGE = 100;
/** `skuStatuValue` (sic): on sale. */
const ON_SALE = '1';

/** SKUs on sale with `jingdong.sku.read.searchSkuList`; names of parameters and fields from published clients. */
export function pullJdListings(context: JdContext): AsyncGenerator<PluginResult<readonly Listing[]>> {
  return pullListingPages(async (pageNo) => {
    const reply = await readJd(context, {
      method: 'jingdong.sku.read.searchSkuList',
      parameters: {
        skuStatuValue: ON_SALE,
        page: pageNo,
        page_size: PER_PAGE,
        field: 'wareId,skuId,status,outerId,skuName,wareTitle',
      },
      answer: SkuPage,
    });
    if (!reply.ok) return reply;
    const rows = reply.value.page?.data ?? [];
    const listings = rows.map((row) => ({
      externalItemId: row.wareId,
      externalSkuId: row.skuId,
      skuCode: row.outerId,
      title: row.skuName === '' ? row.wareTitle : row.skuName,
      variant: '',
    }));
    return { ok: true, value: { listings, isLast: rows.length < PER_PAGE } };
  });
}
