import type { ShopOptions, SimulatedPlatform, SimulatedShop } from './simulated-shop.ts';
import { startDouyinShop } from './shops/douyin-shop.ts';
import { startHttpApiShop } from './shops/http-api-shop.ts';
import { startJdShop } from './shops/jd-shop.ts';
import { startPinduoduoShop } from './shops/pinduoduo-shop.ts';
import { startShopifyShop } from './shops/shopify-shop.ts';
import { startTaobaoShop } from './shops/taobao-shop.ts';
import { startWechatShop } from './shops/wechat-shop.ts';
import { startWoocommerceShop } from './shops/woocommerce-shop.ts';
import { startXiaohongshuShop } from './shops/xiaohongshu-shop.ts';

const STARTS: Readonly<Record<SimulatedPlatform, (options: ShopOptions) => Promise<SimulatedShop>>> = {
  taobao: startTaobaoShop,
  pinduoduo: startPinduoduoShop,
  douyin: startDouyinShop,
  jd: startJdShop,
  shopify: startShopifyShop,
  woocommerce: startWoocommerceShop,
  'wechat-shop': startWechatShop,
  xiaohongshu: startXiaohongshuShop,
  'http-api': startHttpApiShop,
};

/** Starts a shop of any platform on a loopback port of its own. */
export function startSimulatedShop(platform: SimulatedPlatform, options: ShopOptions): Promise<SimulatedShop> {
  return STARTS[platform](options);
}
