import { getDirectiveValues, GraphQLError } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Inventory, StockedVariant } from './inventory.ts';
import { LOCATION } from './order-nodes.ts';
import type { ShopifyContext } from './shopify-context.ts';
import { gid } from './shopify-order.ts';
import type { GraphNode } from './value-nodes.ts';

export interface SetQuantitiesInput {
  readonly name: string;
  readonly reason: string;
  readonly quantities: readonly {
    readonly inventoryItemId: string;
    readonly locationId: string;
    readonly quantity: number;
    readonly changeFromQuantity?: number | null;
  }[];
}

const MOST_UNITS = 1_000_000_000;
const digitsOf = (id: string): string => id.replace(/^.*\//, '');

/** `sku:"A" OR sku:B`; nothing else is simulated. */
export function findVariants(inventory: Inventory, query: string): readonly StockedVariant[] {
  if (query === '') return inventory.all();
  const terms = [...query.matchAll(/sku:(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+))/g)];
  const wanted = new Set(
    terms.map(([, double, single, bare]) => (double ?? single ?? bare ?? '').replaceAll(/\\(.)/g, '$1')),
  );
  return inventory.all().filter((variant) => wanted.has(variant.sku));
}

export function stockedVariantNode(variant: StockedVariant): GraphNode {
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.number),
    sku: variant.sku,
    barcode: null,
    title: variant.title,
    displayName: variant.title,
    product: { __typename: 'Product', id: gid('Product', variant.number.slice(0, 8)), title: variant.title },
    inventoryItem: {
      __typename: 'InventoryItem',
      id: gid('InventoryItem', variant.number),
      sku: variant.sku,
      tracked: variant.tracked,
      requiresShipping: true,
      measurement: { id: gid('InventoryItemMeasurement', variant.number), weight: null },
    },
  };
}

/** Mandatory since 2026-04, although the schema does not say so. */
function keyOf(info: GraphQLResolveInfo): string {
  const directive = info.schema.getDirective('idempotent');
  const [node] = info.fieldNodes;
  const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined;
  const key: unknown = values?.['key'];
  if (typeof key === 'string' && key !== '') return key;
  throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.', {
    extensions: { code: 'BAD_REQUEST' },
  });
}

/** All or nothing: one bad quantity and none is set. A repeated key answers as the first time and sets nothing. */
export function setQuantities(context: ShopifyContext, input: SetQuantitiesInput, info: GraphQLResolveInfo): unknown {
  const { inventory } = context;
  const key = keyOf(info);
  const fingerprint = JSON.stringify(input);
  const known = inventory.calls.get(key);
  if (known && known.fingerprint !== fingerprint)
    throw new GraphQLError('The same idempotency key cannot be used with different parameters.', {
      extensions: { code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' },
    });
  if (known) return known.answer;
  const answer = apply(context, input);
  inventory.calls.set(key, { fingerprint, answer });
  return answer;
}

function apply(context: ShopifyContext, input: SetQuantitiesInput): unknown {
  const userErrors = problemsOf(context.inventory, input);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  for (const each of input.quantities) {
    const variant = context.inventory.ofNumber(digitsOf(each.inventoryItemId));
    if (!variant) continue;
    variant.available = each.quantity;
    variant.writes += 1;
  }
  const group = {
    __typename: 'InventoryAdjustmentGroup',
    id: gid('InventoryAdjustmentGroup', context.numbers.next()),
    reason: input.reason,
  };
  return { inventoryAdjustmentGroup: group, userErrors: [] };
}

interface Problem {
  readonly code: string;
  readonly field: readonly string[];
  readonly message: string;
}

function problemsOf(inventory: Inventory, input: SetQuantitiesInput): readonly Problem[] {
  if (input.name !== 'available' && input.name !== 'on_hand')
    return [
      {
        code: 'INVALID_NAME',
        field: ['input', 'name'],
        message: 'The quantity name must be either available or on_hand.',
      },
    ];
  return input.quantities.flatMap((each, index): Problem[] => {
    const problem = (code: string, field: string, message: string): Problem[] => [
      { code, field: ['input', 'quantities', String(index), field], message },
    ];
    // Left out is an error; null says that nothing is compared.
    if (each.changeFromQuantity === undefined)
      throw new GraphQLError('changeFromQuantity is required.', { extensions: { code: 'BAD_REQUEST' } });
    const variant = inventory.ofNumber(digitsOf(each.inventoryItemId));
    if (!variant)
      return problem('INVALID_INVENTORY_ITEM', 'inventoryItemId', 'The specified inventory item could not be found.');
    if (each.locationId !== LOCATION.id)
      return problem('INVALID_LOCATION', 'locationId', 'The specified location could not be found.');
    if (each.quantity < 0) return problem('INVALID_QUANTITY_NEGATIVE', 'quantity', "The quantity can't be negative.");
    if (each.quantity > MOST_UNITS)
      return problem('INVALID_QUANTITY_TOO_HIGH', 'quantity', "The quantity can't be higher than 1,000,000,000.");
    if (each.changeFromQuantity !== null && each.changeFromQuantity !== variant.available)
      return problem('CHANGE_FROM_QUANTITY_STALE', 'changeFromQuantity', 'The quantity has changed in the meantime.');
    return [];
  });
}
