import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, Session, shopifyApi } from '@shopify/shopify-api';
import { abstractFetch, setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import * as wooClient from '@woocommerce/woocommerce-rest-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyShopifyPush } from '#main/plugins/channels/shopify/webhook.ts';
import { ShopifyConfig, ShopifyCredentials } from '#main/plugins/channels/shopify/schemas.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type { WoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import { agreeAtShopify } from '#tests/contract/connectors/shopify-bed.ts';
import { startWebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';
import type { WebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';
import { z } from 'zod';

/** The platforms' own libraries, which know nothing of ours: what they can work with is close to the real thing. */

const AnyClient = z.custom<typeof wooClient.default>((value) => typeof value === 'function');
/** A CommonJS package: its class is the default of the default. */
const WooCommerceRestApi = AnyClient.parse(
  z.object({ default: z.object({ default: AnyClient }) }).safeParse(wooClient).data?.default.default ??
    wooClient.default,
);

describe("WooCommerce's own client", () => {
  let shop: WoocommerceSimulator;
  beforeEach(async () => {
    shop = await startWoocommerceSimulator();
  });
  afterEach(() => shop.close());

  const client = (secret = shop.consumerSecret) =>
    new WooCommerceRestApi({
      url: shop.url,
      consumerKey: shop.consumerKey,
      consumerSecret: secret,
      version: 'wc/v3',
      axiosConfig: { proxy: false },
    });

  it('lists, reads and completes orders with its own OAuth 1.0a signature', async () => {
    const orders = shop.orders.add(12, { situation: 'paid' });
    const listed = await client().get('orders', { per_page: '5', page: '2', orderby: 'id', order: 'asc' });
    expect(listed.status).toBe(200);
    expect(listed.data).toHaveLength(5);
    expect(listed.headers).toMatchObject({ 'x-wp-total': '12', 'x-wp-totalpages': '3' });
    const [first] = orders;
    const read = await client().get(`orders/${first?.id}`);
    expect(read.data).toMatchObject({ status: 'processing', line_items: expect.any(Array) });
    const changed = await client().put(`orders/${first?.id}`, { status: 'completed' });
    expect(changed.data).toMatchObject({ status: 'completed', date_completed_gmt: expect.any(String) });
    expect(shop.orders.get(first?.id ?? '')?.status).toBe('completed');
  });

  it('is turned away with a wrong secret, in words that it understands', async () => {
    await expect(client('cs_wrong').get('orders')).rejects.toMatchObject({
      response: { status: 401, data: { code: 'woocommerce_rest_authentication_error' } },
    });
  });
});

describe("Shopify's own client", () => {
  let shop: ShopifySimulator;
  let receiver: WebhookReceiver;
  const usualFetch = abstractFetch;
  beforeEach(async () => {
    shop = await startShopifySimulator({ autoPush: false });
    receiver = await startWebhookReceiver();
    shop.setWebhookTarget(receiver.url);
    setAbstractFetchFunc((url, init) => fetch(String(url).replace(`https://${shop.shopDomain}`, shop.url), init));
  });
  afterEach(async () => {
    setAbstractFetchFunc(usualFetch);
    await receiver.close();
    await shop.close();
  });

  const library = (apiKey = 'key') =>
    shopifyApi({
      apiKey,
      apiSecretKey: shop.clientSecret,
      apiVersion: ApiVersion.October26,
      hostName: 'packbench.example',
      isEmbeddedApp: false,
      logger: { level: LogSeverity.Error },
    });
  const graphql = () => {
    const { Graphql } = library().clients;
    const session = new Session({ id: '1', shop: shop.shopDomain, state: '', isOnline: false });
    session.accessToken = shop.accessToken;
    return new Graphql({ session });
  };

  it('reads orders and reports a parcel', async () => {
    const order = shop.orders.addOne({ situation: 'paid' });
    const read = await graphql().request(
      'query($id: ID!) { order(id: $id) { name fulfillmentOrders(first: 5) { nodes { id status } } } }',
      { variables: { id: order.id } },
    );
    const Read = z.object({
      order: z.object({
        name: z.string(),
        fulfillmentOrders: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
      }),
    });
    const { name, fulfillmentOrders } = Read.parse(read.data).order;
    expect(name).toBe(order.name);
    const sent = await graphql().request(
      'mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { status } userErrors { message } } }',
      {
        variables: {
          f: {
            lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrders.nodes[0]?.id }],
            trackingInfo: { number: 'SF1', company: 'SF Express' },
          },
        },
      },
    );
    expect(sent.data).toMatchObject({ fulfillmentCreate: { fulfillment: { status: 'SUCCESS' }, userErrors: [] } });
    expect(shop.books.shipmentsOf(order.id)).toMatchObject([{ trackingNumber: 'SF1', acceptedCalls: 1 }]);
  });

  it('agrees with us about which webhooks are genuine', async () => {
    const order = shop.orders.addOne({ situation: 'paid' });
    await shop.pushOrder(order.id);
    await shop.pushOrder(order.id, { flipByte: true });
    const context = {
      config: ShopifyConfig.parse({ shopDomain: shop.shopDomain }),
      credentials: ShopifyCredentials.parse({ accessToken: 'x', clientSecret: shop.clientSecret }),
    };
    const verdicts = await Promise.all(
      receiver.received.map(async (delivery) => {
        const theirs = await library().webhooks.validate({
          rawBody: delivery.body.toString('utf8'),
          rawRequest: { headers: delivery.headers },
          rawResponse: {},
        });
        const ours = verifyShopifyPush(context, { method: 'POST', query: {}, ...delivery });
        return [theirs.valid, ours.ok];
      }),
    );
    expect(verdicts).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('takes the simulator’s consent for genuine, and renews a token there', async () => {
    const redirectUri = encodeURIComponent('https://packbench.example/back');
    const page = `https://${shop.shopDomain}/admin/oauth/authorize?client_id=${shop.clientId}&scope=read_orders&redirect_uri=${redirectUri}&state=s1`;
    const query = new URL(await agreeAtShopify(shop, page)).searchParams;
    expect(await library().utils.validateHmac(Object.fromEntries(query))).toBe(true);
    query.set('state', 's2');
    expect(await library().utils.validateHmac(Object.fromEntries(query))).toBe(false);
    const granted = shop.access.redeem(query.get('code') ?? '', true);
    const { session } = await library(shop.clientId).auth.refreshToken({
      shop: shop.shopDomain,
      refreshToken: granted?.expiring?.renewal?.refreshToken ?? '',
    });
    expect(session).toMatchObject({ scope: 'read_orders', accessToken: shop.access.current()?.accessToken });
    expect(session.refreshTokenExpires?.getTime()).toBeGreaterThan(session.expires?.getTime() ?? Infinity);
  });

  it('gets a token of a day by the client credentials grant', async () => {
    const { session } = await library(shop.clientId).auth.clientCredentials({ shop: shop.shopDomain });
    expect(session.accessToken).toBe(shop.access.current()?.accessToken);
    expect(session.expires?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  });
});
