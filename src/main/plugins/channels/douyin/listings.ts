import { readEach } from '#main/plugins/channels/read-each.ts';
import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import { readDouyin } from '#main/plugins/channels/douyin/call.ts';
import { ProductPage, ProductSkus } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import type { Reply } from '#main/plugins/channels/list-window.ts';
import { pullListingPages } from '#main/plugins/channels/pull-pages.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const PER_PAGE = 100;
const ON_SALE = 0;
const SPEC_NAMES = ['spec_detail_name1', 'spec_detail_name2', 'spec_detail_name3'] as const;

/** Goods on sale with `product.listV2`, and the SKUs of each with `sku.list`. */
export function pullDouyinListings(context: DouyinContext): AsyncGenerator<PluginResult<readonly Listing[]>> {
  return pullListingPages(async (pageNo) => {
    const reply = await readDouyin(context, {
      method: 'product.listV2',
      params: { page: pageNo, size: PER_PAGE, status: ON_SALE },
      answer: ProductPage,
    });
    if (!reply.ok) return reply;
    const products = reply.value.data;
    const parts = await readEach(products, context.config.detailConcurrency, (product) => readSkus(context, product));
    if (!parts.ok) return parts;
    return { ok: true, value: { listings: parts.value.flat(), isLast: products.length < PER_PAGE } };
  });
}

async function readSkus(
  context: DouyinContext,
  product: { readonly product_id: string; readonly name: string },
): Promise<Reply<readonly Listing[]>> {
  const params = { product_id: BigInt(product.product_id) };
  const reply = await readDouyin(context, { method: 'sku.list', params, answer: ProductSkus });
  if (!reply.ok) return reply;
  const listings = reply.value.map((sku) => ({
    externalItemId: product.product_id,
    externalSkuId: sku.id,
    skuCode: sku.code,
    title: product.name,
    variant: SPEC_NAMES.map((name) => sku[name])
      .filter((text) => text !== '')
      .join(';'),
  }));
  return { ok: true, value: listings };
}
