import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { readWoo, writeWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { BatchAnswer, StockTarget } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** Both of the batch call and of the answer to a look-up. */
const MOST_AT_ONCE = 100;
const LOOKED_UP_AT_ONCE = 40;
const NO_PARENT = '0';

interface Found {
  readonly item: StockPushItem;
  readonly target: StockTarget;
}

/** Sets stock by SKU: one look-up per forty SKUs, then one batch call for simple goods and one per product with variants. */
export async function pushWooStock(
  context: WooContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  const targets = await lookUp(context, items);
  if (!targets.ok) return targets;
  const outcomes = new Map<string, PluginFailure | null>();
  const found: Found[] = [];
  for (const item of items) {
    const chosen = choose(item, targets.value);
    if (chosen.ok) found.push({ item, target: chosen.value });
    else outcomes.set(item.skuCode, chosen.failure);
  }
  for (const [parentId, group] of byParent(found)) {
    for (let start = 0; start < group.length; start += MOST_AT_ONCE)
      await setBatch(context, parentId, group.slice(start, start + MOST_AT_ONCE), outcomes);
  }
  return succeeded(items.map(({ skuCode }) => ({ skuCode, failure: outcomes.get(skuCode) ?? null })));
}

/** The `sku` filter takes a list and finds variants as well as products. */
async function lookUp(
  context: WooContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockTarget[]>> {
  const found: StockTarget[] = [];
  const codes = [...new Set(items.map((item) => item.skuCode))].filter((code) => code !== '');
  for (let start = 0; start < codes.length; start += LOOKED_UP_AT_ONCE) {
    const reply = await readWoo(context, {
      name: 'products.list',
      method: 'GET',
      route: '/wc/v3/products',
      query: {
        sku: codes.slice(start, start + LOOKED_UP_AT_ONCE).join(','),
        per_page: String(MOST_AT_ONCE),
        _fields: 'id,parent_id,type,sku,manage_stock',
      },
      answer: z.array(StockTarget),
    });
    if (!reply.ok) return failed(reply.failure);
    found.push(...reply.value);
  }
  return succeeded(found);
}

function choose(item: StockPushItem, targets: readonly StockTarget[]): PluginResult<StockTarget> {
  const wanted = item.externalSkuId ?? item.externalItemId;
  const same = targets.filter((target) => target.sku === item.skuCode);
  const matching = same.filter((target) => wanted === null || target.id === wanted);
  const [target] = matching;
  if (!target) return failed(refusal('sku_not_found', `no product bears the SKU ${item.skuCode}`));
  if (matching.length > 1) return failed(refusal('sku_not_unique', `several products bear the SKU ${item.skuCode}`));
  // Switching it on would change how the shop sells; that is left to its owner.
  if (target.manage_stock !== true)
    return failed(refusal('manage_stock_off', `stock management is off for ${item.skuCode} in the shop`));
  return succeeded(target);
}

function byParent(found: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  return Map.groupBy(found, ({ target }) =>
    target.type === 'variation' ? (target.parent_id ?? NO_PARENT) : NO_PARENT,
  );
}

async function setBatch(
  context: WooContext,
  parentId: string,
  group: readonly Found[],
  outcomes: Map<string, PluginFailure | null>,
): Promise<void> {
  const sent = await writeWoo(context, {
    name: 'products.batch',
    method: 'POST',
    route: parentId === NO_PARENT ? '/wc/v3/products/batch' : `/wc/v3/products/${parentId}/variations/batch`,
    body: { update: group.map(({ item, target }) => ({ id: Number(target.id), stock_quantity: item.availableUnits })) },
    answer: BatchAnswer,
  });
  for (const { item, target } of group) {
    // An absolute number may be sent again without harm.
    if (!sent.ok) outcomes.set(item.skuCode, repeatable(sent.failure));
    else outcomes.set(item.skuCode, judge(sent.value.update.find((each) => each.id === target.id)));
  }
}

/** Each part of a batch succeeds or fails by itself, inside HTTP 200. */
function judge(part: z.infer<typeof BatchAnswer>['update'][number] | undefined): PluginFailure | null {
  if (!part) return refusal(null, 'the answer leaves this product out');
  return part.error ? refusal(part.error.code, part.error.message) : null;
}
