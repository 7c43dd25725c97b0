import { randomUUID } from 'node:crypto';
import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { readShopify, writeShopify } from '#main/plugins/channels/shopify/call.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { LOCATIONS, SET_STOCK, VARIANTS } from '#main/plugins/channels/shopify/queries.ts';
import { LocationsAnswer, SetStockAnswer, VariantsAnswer } from '#main/plugins/channels/shopify/schemas.ts';
import type { ShopifyContext, StockError, Variant } from '#main/plugins/channels/shopify/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** A look-up answers at most 100 variants; half of them leaves room for SKUs that several bear. */
const MOST_AT_ONCE = 50;

interface Target {
  readonly skuCode: string;
  readonly inventoryItemId: string;
  readonly availableUnits: number;
}

/**
 * Sets `available` at the shop's location with `inventorySetQuantities`, absolute and without comparing: what is said here is
 * what counts. One bad item makes Shopify refuse a whole call, so that it is left out and the rest sent again.
 */
export async function pushShopifyStock(
  context: ShopifyContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  const location = await findLocation(context);
  if (!location.ok) return location;
  const outcomes = new Map<string, PluginFailure | null>();
  for (let start = 0; start < items.length; start += MOST_AT_ONCE) {
    const part = items.slice(start, start + MOST_AT_ONCE);
    const variants = await lookUp(context, part);
    if (!variants.ok) return variants;
    const targets: Target[] = [];
    for (const item of part) {
      const chosen = choose(item, variants.value);
      if (chosen.ok) targets.push(chosen.value);
      else outcomes.set(item.skuCode, chosen.failure);
    }
    await setQuantities(context, location.value, targets, outcomes);
  }
  return succeeded(items.map(({ skuCode }) => ({ skuCode, failure: outcomes.get(skuCode) ?? null })));
}

/** The workstation's own, or the only one that the shop has. */
async function findLocation(context: ShopifyContext): Promise<PluginResult<string>> {
  if (context.config.locationId !== '') return succeeded(context.config.locationId);
  const reply = await readShopify(context, { query: LOCATIONS, variables: {}, answer: LocationsAnswer });
  if (!reply.ok) return failed(reply.failure);
  const [only, ...others] = reply.value.locations.nodes;
  if (only && others.length === 0) return succeeded(only.id);
  return failed(refusal(null, "the shop has several locations: set the location of this shop's workstation"));
}

async function lookUp(
  context: ShopifyContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly Variant[]>> {
  const codes = [...new Set(items.map((item) => item.skuCode))].filter((code) => code !== '');
  if (codes.length === 0) return succeeded([]);
  const query = codes.map((code) => `sku:"${code.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`).join(' OR ');
  const reply = await readShopify(context, { query: VARIANTS, variables: { query }, answer: VariantsAnswer });
  return reply.ok ? succeeded(reply.value.productVariants.nodes) : failed(reply.failure);
}

function choose(item: StockPushItem, variants: readonly Variant[]): PluginResult<Target> {
  const matching = variants.filter(
    (variant) => variant.sku === item.skuCode && (item.externalSkuId === null || variant.id === item.externalSkuId),
  );
  const [variant] = matching;
  if (!variant) return failed(refusal('sku_not_found', `no variant bears the SKU ${item.skuCode}`));
  if (matching.length > 1) return failed(refusal('sku_not_unique', `several variants bear the SKU ${item.skuCode}`));
  // Switching it on would change how the shop sells; that is left to its owner.
  if (!variant.inventoryItem.tracked)
    return failed(refusal('not_tracked', `the shop does not track the quantity of ${item.skuCode}`));
  const { skuCode, availableUnits } = item;
  return succeeded({ skuCode, availableUnits, inventoryItemId: variant.inventoryItem.id });
}

async function setQuantities(
  context: ShopifyContext,
  locationId: string,
  targets: readonly Target[],
  outcomes: Map<string, PluginFailure | null>,
): Promise<void> {
  if (targets.length === 0) return;
  const quantities = targets.map((target) => ({
    inventoryItemId: target.inventoryItemId,
    locationId,
    quantity: target.availableUnits,
    // Said outright since 2026-04: no comparison with what stands there.
    changeFromQuantity: null,
  }));
  // A new key for each call: under the key of an earlier one, the same number would be taken for a repetition and dropped.
  const variables = { input: { name: 'available', reason: 'correction', quantities }, key: randomUUID() };
  const sent = await writeShopify(context, { query: SET_STOCK, variables, answer: SetStockAnswer });
  const errors = sent.ok ? (sent.value.inventorySetQuantities?.userErrors ?? []) : [];
  if (sent.ok && errors.length === 0) return targets.forEach(({ skuCode }) => outcomes.set(skuCode, null));
  // An absolute number may be sent again without harm.
  if (!sent.ok) return targets.forEach(({ skuCode }) => outcomes.set(skuCode, repeatable(sent.failure)));
  const bad = new Map(errors.map((error) => [placeOf(error), error]));
  const rest = targets.filter((target, index) => {
    const error = bad.get(index);
    if (error) outcomes.set(target.skuCode, refusal(error.code, error.message));
    return !error;
  });
  if (rest.length < targets.length) return setQuantities(context, locationId, rest, outcomes);
  // An error that names no item is one of the whole call.
  const [first] = errors;
  for (const { skuCode } of targets) outcomes.set(skuCode, refusal(first?.code ?? null, first?.message ?? ''));
}

/** `["input","quantities","3","quantity"]` -> 3; -1 where the error names no item. */
function placeOf(error: StockError): number {
  const place = error.field?.[error.field.indexOf('quantities') + 1] ?? '';
  return /^\d{1,4}$/.test(place) ? Number(place) : -1;
}
