import { expect, it } from 'vitest';
import { CHANNELS } from '#main/app/registries.ts';
import type { StartChannelBed } from '#tests/contract/connectors/channel-bed.ts';
import { describeChannelContract } from '#tests/contract/connectors/channel-contract.ts';
import {
  describeLinkContract,
  describeQueueContract,
  describeWebhookContract,
} from '#tests/contract/connectors/push-contract.ts';
import { startDouyinBed } from '#tests/contract/connectors/douyin-bed.ts';
import { startHttpApiBed } from '#tests/contract/connectors/http-api-bed.ts';
import { startJdBed } from '#tests/contract/connectors/jd-bed.ts';
import { startPinduoduoBed } from '#tests/contract/connectors/pinduoduo-bed.ts';
import { startShopifyBed } from '#tests/contract/connectors/shopify-bed.ts';
import { startTaobaoBed } from '#tests/contract/connectors/taobao-bed.ts';
import { startWechatShopBed } from '#tests/contract/connectors/wechat-shop-bed.ts';
import { startWoocommerceBed } from '#tests/contract/connectors/woocommerce-bed.ts';
import { startXiaohongshuBed } from '#tests/contract/connectors/xiaohongshu-bed.ts';

const BEDS: Readonly<Record<string, StartChannelBed>> = {
  taobao: startTaobaoBed,
  jd: startJdBed,
  pinduoduo: startPinduoduoBed,
  douyin: startDouyinBed,
  xiaohongshu: startXiaohongshuBed,
  'wechat-shop': startWechatShopBed,
  shopify: startShopifyBed,
  woocommerce: startWoocommerceBed,
  'http-api': () => startHttpApiBed(),
};
/** Channels that talk to nobody. */
const WITHOUT_PLATFORM: ReadonlySet<string> = new Set(['file']);

it('has a test bed for every registered channel that talks to a platform', () => {
  const missing = CHANNELS.all.filter((channel) => !WITHOUT_PLATFORM.has(channel.id) && !BEDS[channel.id]);
  expect(missing.map((channel) => channel.id)).toEqual([]);
});

for (const channel of CHANNELS.all) {
  const startBed = BEDS[channel.id];
  if (!startBed) continue;
  describeChannelContract(channel, startBed);
  if (channel.capabilities.pushWebhook) describeWebhookContract(channel, startBed);
  if (channel.capabilities.pushQueue) describeQueueContract(channel, startBed);
  if (channel.listenPushes) describeLinkContract(channel, startBed);
}
