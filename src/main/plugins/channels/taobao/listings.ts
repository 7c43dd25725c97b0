import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import type { Reply } from '#main/plugins/channels/list-window.ts';
import { pullListingPages } from '#main/plugins/channels/pull-pages.ts';
import { readTop } from '#main/plugins/channels/taobao/call.ts';
import { ItemPage, SkuList } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const ITEMS_PER_PAGE = 200;
/** `taobao.item.skus.get` takes so many items at once. */
const ITEMS_PER_CALL = 40;

/** Items on sale with `taobao.items.onsale.get`, and their SKUs with `taobao.item.skus.get`. */
export function pullTaobaoListings(context: TaobaoContext): AsyncGenerator<PluginResult<readonly Listing[]>> {
  return pullListingPages(async (pageNo) => {
    const page = await readTop(context, {
      method: 'taobao.items.onsale.get',
      parameters: {
        fields: 'num_iid,title,outer_id',
        page_no: String(pageNo),
        page_size: String(ITEMS_PER_PAGE),
      },
      answer: ItemPage,
    });
    if (!page.ok) return page;
    const items = page.value.items?.item ?? [];
    const listings: Listing[] = [];
    for (let start = 0; start < items.length; start += ITEMS_PER_CALL) {
      const part = await withSkus(context, items.slice(start, start + ITEMS_PER_CALL));
      if (!part.ok) return part;
      listings.push(...part.value);
    }
    return { ok: true, value: { listings, isLast: items.length < ITEMS_PER_PAGE } };
  });
}

async function withSkus(
  context: TaobaoContext,
  items: readonly { readonly num_iid: string; readonly title: string; readonly outer_id: string }[],
): Promise<Reply<readonly Listing[]>> {
  const reply = await readTop(context, {
    method: 'taobao.item.skus.get',
    parameters: {
      fields: 'num_iid,sku_id,outer_id,properties_name',
      num_iids: items.map((item) => item.num_iid).join(','),
    },
    answer: SkuList,
  });
  if (!reply.ok) return reply;
  const skus = reply.value.skus?.sku ?? [];
  const listings = items.flatMap((item): Listing[] => {
    const own = skus.filter((sku) => sku.num_iid === item.num_iid);
    const common = { externalItemId: item.num_iid, title: item.title };
    // An item without SKUs is sold as it is.
    if (own.length === 0) return [{ ...common, externalSkuId: '', skuCode: item.outer_id, variant: '' }];
    return own.map((sku) => ({
      ...common,
      externalSkuId: sku.sku_id,
      skuCode: sku.outer_id === '' ? item.outer_id : sku.outer_id,
      variant: sku.properties_name,
    }));
  });
  return { ok: true, value: listings };
}
