import { readEach } from '#main/plugins/channels/read-each.ts';
import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import type { Reply } from '#main/plugins/channels/list-window.ts';
import { pullListingPages } from '#main/plugins/channels/pull-pages.ts';
import { readWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import { ProductAnswer, ProductIdPage } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { ON_SALE } from '#main/plugins/channels/wechat-shop/units.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** The list of products allows no more. */
const PER_PAGE = 30;
/** The version that is on sale, not a draft. */
const ONLINE_DATA = 1;

/** Products on sale with `/channels/ec/product/list/get`, which tells numbers only, and each of them in full. */
export function pullWechatListings(context: WechatShopContext): AsyncGenerator<PluginResult<readonly Listing[]>> {
  let nextKey = '';
  return pullListingPages(async () => {
    const page = await readWechat(context, {
      path: '/channels/ec/product/list/get',
      fields: { status: ON_SALE, page_size: PER_PAGE, ...(nextKey === '' ? {} : { next_key: nextKey }) },
      answer: ProductIdPage,
    });
    if (!page.ok) return page;
    const { product_ids: productIds, next_key: key } = page.value;
    const products = await readEach(productIds, context.config.detailConcurrency, (productId) =>
      readProduct(context, productId),
    );
    if (!products.ok) return products;
    const isLast = productIds.length < PER_PAGE || key === '' || key === nextKey;
    nextKey = key;
    return { ok: true, value: { listings: products.value.flat(), isLast } };
  });
}

async function readProduct(context: WechatShopContext, productId: string): Promise<Reply<readonly Listing[]>> {
  const reply = await readWechat(context, {
    path: '/channels/ec/product/get',
    fields: { product_id: productId, data_type: ONLINE_DATA },
    answer: ProductAnswer,
  });
  if (!reply.ok) return reply;
  const { product } = reply.value;
  const listings = product.skus.map((sku) => ({
    externalItemId: product.product_id,
    externalSkuId: sku.sku_id,
    skuCode: sku.sku_code,
    title: product.title,
    variant: sku.sku_attrs.map(({ attr_key: key, attr_value: value }) => `${key}:${value}`).join(';'),
  }));
  return { ok: true, value: listings };
}
