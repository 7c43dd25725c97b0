import { implement } from '@orpc/server';
import type { z } from 'zod';
import { contract } from '#shared/contract/index.ts';
import type { CarrierAccountView, PluginField, ShopView } from '#shared/contract/shops.ts';
import { CarrierAccountId, ShopId } from '#shared/model/ids.ts';
import { NOW, SHOPIFY, TAOBAO } from './mock-data.ts';

const os = implement(contract);

const field = (name: string, en: string, zh: string, secret = false): z.infer<typeof PluginField> => ({
  name,
  label: { en, 'zh-CN': zh },
  secret,
  required: true,
  kind: 'text',
  options: [],
  defaultValue: null,
});

const shops: z.infer<typeof ShopView>[] = [
  {
    id: TAOBAO,
    channelId: 'taobao',
    name: '西湖茶舍旗舰店',
    currency: 'CNY',
    enabled: true,
    connected: true,
    openOrderCount: 12,
    pollIntervalMs: 60_000,
    buysAhead: false,
    canPushStock: false,
    pushesStock: false,
    stockKeptBack: 0,
    config: {},
    lastSuccessAtMs: NOW - 42_000,
    watermarkMs: NOW - 60_000,
    problem: null,
    orderCount: 1600,
    parkedCount: 0,
    push: 'queue',
  },
  {
    id: SHOPIFY,
    channelId: 'shopify',
    name: 'Hangzhou Teahouse (Shopify)',
    currency: 'USD',
    enabled: true,
    connected: true,
    openOrderCount: 12,
    pollIntervalMs: 300_000,
    buysAhead: false,
    canPushStock: false,
    pushesStock: false,
    stockKeptBack: 0,
    config: { shop: 'hangzhou-teahouse' },
    lastSuccessAtMs: NOW - 3_900_000,
    watermarkMs: NOW - 4_000_000,
    problem: { code: 'ERR_CHANNEL_AUTH', data: { shop: 'Hangzhou Teahouse' } },
    orderCount: 800,
    parkedCount: 2,
    push: 'webhook',
  },
];
const accounts: z.infer<typeof CarrierAccountView>[] = [
  {
    id: CarrierAccountId.parse('acc-1'),
    carrierId: 'sf',
    name: '顺丰月结',
    serviceCode: '2',
    enabled: true,
    isDefault: true,
    connected: true,
    openParcelCount: 3,
    config: {},
  },
];

export const mockShops = {
  shops: {
    channels: os.shops.channels.handler(() => ({
      channels: [
        {
          id: 'taobao',
          label: { en: 'Taobao / Tmall', 'zh-CN': '淘宝 / 天猫' },
          apiVersion: 'TOP 2.0',
          authorises: true,
          signsAnswer: false,
          configFields: [field('appKey', 'App key', 'App Key')],
          credentialFields: [
            field('appSecret', 'App secret', 'App Secret', true),
            field('sessionKey', 'Session key', 'Session Key', true),
          ],
        },
        {
          id: 'shopify',
          label: { en: 'Shopify', 'zh-CN': 'Shopify' },
          apiVersion: '2026-10',
          authorises: false,
          signsAnswer: false,
          configFields: [field('shop', 'Shop domain', '店铺域名')],
          credentialFields: [field('accessToken', 'Admin API access token', 'Admin API 令牌', true)],
        },
      ],
    })),
    authorisePage: os.shops.authorisePage.handler(() => ({
      address: 'https://oauth.taobao.com/authorize',
      state: 's',
    })),
    authorise: os.shops.authorise.handler(() => ({ credentials: { sessionKey: 'new' } })),
    list: os.shops.list.handler(() => ({ shops })),
    create: os.shops.create.handler(({ input }) => {
      const shop = {
        id: ShopId.parse(`shop-${shops.length}`),
        channelId: input.channelId,
        name: input.name,
        currency: input.currency,
        enabled: true,
        connected: true,
        openOrderCount: 0,
        pollIntervalMs: 300_000,
        buysAhead: false,
        canPushStock: false,
        pushesStock: false,
        stockKeptBack: 0,
        config: input.config,
        lastSuccessAtMs: null,
        watermarkMs: null,
        problem: null,
        orderCount: 0,
        parkedCount: 0,
        push: 'none' as const,
      };
      shops.push(shop);
      return shop;
    }),
    update: os.shops.update.handler(
      ({ input }) =>
        Object.assign(
          shops.find((shop) => shop.id === input.id) ?? {},
          input.name ? { name: input.name } : {},
        ) as z.infer<typeof ShopView>,
    ),
    disconnect: os.shops.disconnect.handler(() => ({ removed: false })),
    test: os.shops.test.handler(() => ({ ok: true, shopName: '西湖茶舍旗舰店', problem: null })),
    pullNow: os.shops.pullNow.handler(() => ({ jobId: 'job-9' })),
    completeness: os.shops.completeness.handler(({ input }) => ({
      checkedAtMs: NOW,
      hours: Array.from({ length: Math.round((input.toMs - input.fromMs) / 3_600_000) }, (_, index) => {
        const platformCount = Math.max(0, Math.round(14 * Math.sin((index % 24) / 4) + 9));
        const missing = index % 61 === 40 ? ['3984512076500001', '3984512076500002'] : [];
        return {
          hourStartMs: input.fromMs + index * 3_600_000,
          platformCount,
          localCount: Math.max(0, platformCount - missing.length),
          missing,
        };
      }),
    })),
    parked: os.shops.parked.handler(() => ({
      messages: [
        {
          id: 'raw-1',
          shopName: 'Hangzhou Teahouse (Shopify)',
          externalNumber: '#10433',
          receivedAtMs: NOW - 5_400_000,
          problem: { code: 'ERR_CHANNEL_STATUS_UNMAPPED' as const, data: { status: 'ON_HOLD', channel: 'shopify' } },
        },
      ],
    })),
    replay: os.shops.replay.handler(() => ({ outcome: 'applied', problem: null })),
  },
  carriers: {
    available: os.carriers.available.handler(() => ({
      carriers: [
        {
          id: 'sf',
          label: { en: 'SF Express', 'zh-CN': '顺丰速运' },
          apiVersion: 'v2',
          configFields: [field('clientCode', 'Client code', '顾客编码')],
          credentialFields: [field('checkWord', 'Check word', '校验码', true)],
          services: [{ code: '2', label: { en: 'Standard', 'zh-CN': '顺丰标快' } }],
        },
      ],
    })),
    list: os.carriers.list.handler(() => ({ accounts })),
    create: os.carriers.create.handler(({ input }) => ({
      id: CarrierAccountId.parse('acc-2'),
      carrierId: input.carrierId,
      name: input.name,
      serviceCode: input.serviceCode,
      enabled: true,
      isDefault: false,
      connected: true,
      openParcelCount: 0,
      config: input.config,
    })),
    update: os.carriers.update.handler(() => accounts[0] as z.infer<typeof CarrierAccountView>),
    disconnect: os.carriers.disconnect.handler(() => ({ removed: false })),
    test: os.carriers.test.handler(() => ({ ok: false, problem: { code: 'ERR_CARRIER_AUTH' as const, data: {} } })),
  },
};
