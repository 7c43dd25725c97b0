import { Text } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';

export const ShopifyConfig = z.object({
  /** `<shop>.myshopify.com`; also what deliveries must name. */
  shopDomain: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i),
  /** Where the Admin API is reached when not at https://<shopDomain> (a proxy, a simulator). */
  apiBaseUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** One query may cost 1000 points, so pages are small; halved by itself when the shop says that a query costs too much. */
  ordersPerPage: z.int().min(1).max(250).default(8),
  linesPerPage: z.int().min(1).max(250).default(10),
  /** Ship only fulfillment orders of this location (`gid://shopify/Location/1`); empty for shops with one location. */
  locationId: z.string().default(''),
  /** What is asked of the shop's owner in the browser, with commas between. */
  scopes: z
    .string()
    .regex(/^[a-z_]+(?:, ?[a-z_]+)*$/)
    .default('read_orders,write_merchant_managed_fulfillment_orders,read_products,read_locations,write_inventory'),
  notifyCustomer: z.boolean().default(false),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> company name shown to the buyer, beside or instead of the built-in table. */
  companyNames: z.record(z.string(), z.string()).default({}),
});
export type ShopifyConfig = z.infer<typeof ShopifyConfig>;

const Credentials = z.object({
  /**
   * Admin API access token: of a custom app, typed in, without an end; of an app that its shop's owner let in; or got by the client
   * credentials grant, where an app of the shop's own organisation asks with its id and secret alone.
   */
  accessToken: z.string().default(''),
  /** Of the app; for the client credentials grant, for authorising in the browser and for renewing. */
  clientId: z.string().default(''),
  /** The app's client secret: signs webhooks. */
  clientSecret: z.string().min(1),
  /** The secret before the last rotation: deliveries may carry its signature for an hour. */
  previousClientSecret: z.string().optional(),
  /** Renews an access token that ends. */
  refreshToken: z.string().default(''),
  /** Known after the browser; null: the token does not end. */
  accessUntilMs: z.int().nullable().default(null),
  refreshUntilMs: z.int().nullable().default(null),
});
export type ShopifyCredentials = z.infer<typeof Credentials>;
export const ShopifyCredentials = Credentials.refine(
  ({ accessToken, clientId }) => accessToken !== '' || clientId !== '',
  {
    path: ['accessToken'],
  },
);

export type ShopifyContext = ChannelContext<ShopifyConfig, ShopifyCredentials>;

const ShopMoney = z.object({ shopMoney: z.object({ amount: z.coerce.string(), currencyCode: z.string() }) });
export type ShopMoney = z.infer<typeof ShopMoney>;

/** Another page without a cursor to it cannot be read: taken for the last one, what stands on it would be missed. */
const PageInfo = z
  .object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
  .refine(({ hasNextPage, endCursor }) => !hasNextPage || typeof endCursor === 'string', { path: ['endCursor'] });

export const LineItem = z.object({
  id: z.string(),
  sku: Text,
  title: Text,
  variantTitle: Text,
  quantity: z.int().nonnegative(),
  currentQuantity: z.int().nonnegative(),
  unfulfilledQuantity: z.int().nonnegative().nullish(),
  /** False for gift cards, downloads, services and tips; not asked for by earlier versions. */
  requiresShipping: z.boolean().nullish(),
  originalUnitPriceSet: ShopMoney,
  discountedTotalSet: ShopMoney.nullish(),
});
export type LineItem = z.infer<typeof LineItem>;

export const FulfillmentOrder = z.object({
  id: z.string(),
  status: z.string(),
  assignedLocation: z.object({ location: z.object({ id: z.string() }).nullish() }).nullish(),
  fulfillmentHolds: z.array(z.object({ reason: Text, reasonNotes: Text })).nullish(),
});
export type FulfillmentOrder = z.infer<typeof FulfillmentOrder>;

const connection = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node), pageInfo: PageInfo });
export const LineItemConnection = connection(LineItem);
export const FulfillmentOrderConnection = connection(FulfillmentOrder);

const ShippingLine = z.object({ discountedPriceSet: ShopMoney });

const Fulfillment = z.object({
  id: z.string(),
  status: Text,
  trackingInfo: z.array(z.object({ number: Text })).nullish(),
});
export type Fulfillment = z.infer<typeof Fulfillment>;

const Address = z.object({
  name: Text,
  company: Text,
  address1: Text,
  address2: Text,
  city: Text,
  province: Text,
  zip: Text,
  countryCodeV2: Text,
  phone: Text,
});

export const Order = z.object({
  id: z.string(),
  legacyResourceId: z.coerce.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  processedAt: z.string().nullish(),
  cancelledAt: z.string().nullish(),
  cancelReason: Text,
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string(),
  totalPriceSet: ShopMoney,
  currentTotalPriceSet: ShopMoney.nullish(),
  shippingLines: z.object({ nodes: z.array(ShippingLine) }).nullish(),
  phone: Text,
  note: Text,
  tags: z.array(z.string()).nullish(),
  customAttributes: z.array(z.object({ key: z.string(), value: Text })).nullish(),
  shippingAddress: Address.nullish(),
  lineItems: LineItemConnection,
  fulfillmentOrders: FulfillmentOrderConnection,
  fulfillments: z.array(Fulfillment).nullish(),
  refunds: z.array(z.object({ id: z.string() })).nullish(),
});
export type Order = z.infer<typeof Order>;

/** Lists of an order that tell of no further page, read to their ends. */
export const LongLists = z.object({
  shippingLines: z.object({ nodes: z.array(ShippingLine) }),
  fulfillments: z.array(Fulfillment),
  refunds: z.array(z.object({ id: z.string() })),
});

/** Only how many there are. */
const Counted = z.array(z.unknown()).nullish();

/** What paging needs to know of an order before it is archived. */
export const OrderHead = z.object({
  id: z.string(),
  updatedAt: z.string().nullish(),
  lineItems: z.object({ pageInfo: PageInfo }),
  fulfillmentOrders: z.object({ pageInfo: PageInfo }),
  shippingLines: z.object({ nodes: Counted }).nullish(),
  fulfillments: Counted,
  refunds: Counted,
});
export type OrderHead = z.infer<typeof OrderHead>;

export const OrdersAnswer = z.object({ orders: z.object({ nodes: z.array(OrderHead), pageInfo: PageInfo }) });
export const OrderAnswer = z.object({ order: OrderHead.nullable() });
export const NamedAnswer = z.object({
  orders: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
});
export const LineItemsAnswer = z.object({
  order: z.object({ lineItems: z.object({ pageInfo: PageInfo }) }).nullable(),
});
export const FulfillmentOrdersAnswer = z.object({
  order: z.object({ fulfillmentOrders: z.object({ pageInfo: PageInfo }) }).nullable(),
});

export const LongListsAnswer = z.object({ order: LongLists.nullable() });

export const PaidAnswer = z.object({
  orders: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        processedAt: z.string().nullish(),
        displayFinancialStatus: z.string().nullish(),
        currentTotalPriceSet: z
          .object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })
          .nullish(),
      }),
    ),
    pageInfo: PageInfo,
  }),
});

const ShipLine = z.object({ id: z.string(), remainingQuantity: z.int(), lineItem: z.object({ id: z.string() }) });
const ShipLineConnection = connection(ShipLine);
const ShipOrder = z.object({
  id: z.string(),
  status: z.string(),
  assignedLocation: z.object({ location: z.object({ id: z.string() }).nullish() }).nullish(),
  lineItems: ShipLineConnection,
});
export type ShipOrder = z.infer<typeof ShipOrder>;

export const ShipStateAnswer = z.object({
  order: z
    .object({
      cancelledAt: z.string().nullish(),
      fulfillments: z.array(Fulfillment),
      fulfillmentOrders: connection(ShipOrder),
    })
    .nullable(),
});
export const FulfillmentsAnswer = z.object({ order: z.object({ fulfillments: z.array(Fulfillment) }).nullable() });
export const ShipLinesAnswer = z.object({ fulfillmentOrder: z.object({ lineItems: ShipLineConnection }).nullable() });

const UserErrors = z.array(z.object({ field: z.array(z.string()).nullish(), message: z.string() }));
export const ShipAnswer = z.object({
  fulfillmentCreate: z
    .object({ fulfillment: z.object({ id: z.string() }).nullish(), userErrors: UserErrors })
    .nullable(),
});

const RefundLine = z.object({ quantity: z.int(), restockType: Text, lineItem: z.object({ id: z.string() }) });
export const RefundLineConnection = connection(RefundLine);

export const Refund = z.object({
  id: z.string(),
  createdAt: z.string().nullish(),
  updatedAt: z.string(),
  note: Text,
  totalRefundedSet: ShopMoney,
  refundLineItems: RefundLineConnection,
});
export type Refund = z.infer<typeof Refund>;

/** What paging needs to know of a refund before it is archived. */
export const RefundHead = z.object({ id: z.string(), refundLineItems: z.object({ pageInfo: PageInfo }) });
export type RefundHead = z.infer<typeof RefundHead>;

export const RefundsAnswer = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string(), refunds: z.array(z.object({ id: z.string() })) })),
    pageInfo: PageInfo,
  }),
});
export const OrderRefundsAnswer = z.object({ order: z.object({ refunds: z.array(RefundHead) }).nullable() });
export const RefundNumbersAnswer = z.object({
  order: z.object({ refunds: z.array(z.object({ id: z.string() })) }).nullable(),
});
export const OneRefundAnswer = z.object({ refund: RefundHead.nullable() });
export const RefundLinesAnswer = z.object({
  refund: z.object({ refundLineItems: z.object({ pageInfo: PageInfo }) }).nullable(),
});

export const LocationsAnswer = z.object({ locations: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });

const Variant = z.object({
  id: z.string(),
  sku: Text,
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }),
});
export type Variant = z.infer<typeof Variant>;
export const VariantsAnswer = z.object({ productVariants: z.object({ nodes: z.array(Variant) }) });

const StockErrors = z.array(z.object({ code: Text, field: z.array(z.string()).nullish(), message: z.string() }));
export type StockError = z.infer<typeof StockErrors>[number];
export const SetStockAnswer = z.object({ inventorySetQuantities: z.object({ userErrors: StockErrors }).nullable() });

export const ShopAnswer = z.object({ shop: z.object({ name: z.string() }) });

export const AccessScopesAnswer = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

export const GraphqlErrors = z.object({
  errors: z
    .array(
      z.object({ message: z.string().default(''), extensions: z.object({ code: z.string().nullish() }).nullish() }),
    )
    .min(1),
});
export type GraphqlError = z.infer<typeof GraphqlErrors>['errors'][number];

export const CostExtension = z.object({
  extensions: z.object({
    cost: z.object({
      requestedQueryCost: z.number().nullish(),
      throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
    }),
  }),
});

/** What `platformData` of a draft holds. */
export const ShopifyPlatformData = z.object({
  fulfillmentOrders: z.array(z.object({ id: z.string(), status: z.string(), locationId: z.string() })),
});
export type ShopifyPlatformData = z.infer<typeof ShopifyPlatformData>;
