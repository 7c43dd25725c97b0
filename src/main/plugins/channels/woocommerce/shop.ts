import { readWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { Id, SiteIndex } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** Orders prove the keys, because the index that holds the site's name answers to everybody, where it is not locked away. */
export async function findWooShop(context: WooContext): Promise<PluginResult<{ shopName: string }>> {
  const orders = await readWoo(context, {
    name: 'orders.list',
    method: 'GET',
    route: '/wc/v3/orders',
    query: { per_page: '1', _fields: 'id' },
    answer: z.array(z.object({ id: Id })),
  });
  if (!orders.ok) return failed(orders.failure);
  const index = await readWoo(context, { name: 'index', method: 'GET', route: '/', answer: SiteIndex });
  const host = new URL(context.config.siteUrl).host;
  return succeeded({ shopName: index.ok && index.value.name !== '' ? index.value.name : host });
}
