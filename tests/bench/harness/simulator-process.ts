import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { keepAnswers } from './kept-answers.ts';
import type { SimulatedChannel } from './start-simulator.ts';

// A channel's simulator in a process of its own, as a real platform is: it must not share the backend's core.
const [kind, orders, seed] = process.argv.slice(2);
const options = { orders: Number(orders), seed: Number(seed) };
const channel: SimulatedChannel = kind === 'taobao' ? await taobao() : await shopify();
process.send?.(channel);
process.once('disconnect', () => process.exit(0));

async function taobao(): Promise<SimulatedChannel> {
  const { gatewayUrl, appKey, appSecret, session } = await startTaobaoSimulator({ ...options, clearReceiver: true });
  return {
    kind: 'taobao',
    config: { gatewayUrl: await keepAnswers(gatewayUrl), pageSize: 100, detailConcurrency: 16 },
    credentials: { appKey, appSecret, sessionKey: session },
  };
}

/** Without the limits of a Standard plan: the product is measured here, not a platform's patience. */
async function shopify(): Promise<SimulatedChannel> {
  const unlimited = { bucketSize: 1e12, restorePerSecond: 1e12, maximumQueryCost: 1e12 };
  const { url, shopDomain, accessToken, clientSecret } = await startShopifySimulator({ ...options, ...unlimited });
  return {
    kind: 'shopify',
    config: { shopDomain, apiBaseUrl: await keepAnswers(url), ordersPerPage: 250, linesPerPage: 10 },
    credentials: { accessToken, clientSecret },
  };
}
